package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.house.Published;
import unroll.matrix.Precision;
import unroll.probe.StackMachine.Action;
import unroll.probe.StackMachine.Configuration;
import unroll.probe.StackMachine.Reading;
import unroll.probe.StackMachine.Rule;

class StackNetworkTest {

  @Test
  @Published("Siegelmann and Sontag 1995")
  void stackIsTheSumOfItsDigitsInBaseFour() {
    // 1 on top of 0: 3/4 + 1/16.
    assertEquals(3 / 4.0 + 1 / 16.0, EncodedStack.of("10").q());
  }

  @Test
  void poppedBitsComeBackInOrder() {
    assertEquals("1101000", EncodedStack.of("1101000").bits(10));
  }

  @Test
  void emptyStackShowsNothing() {
    assertEquals(0, EncodedStack.EMPTY.some());
  }

  /** 4^-n needs 2n binary digits; a top of 0 has one leading zero to spare. */
  @ParameterizedTest
  @CsvSource({"DOUBLE, 1, 26", "DOUBLE, 0, 27", "FLOAT, 1, 12", "FLOAT, 0, 12", "DOUBLE, 10, 26"})
  void precisionLimitsTheDepth(Precision precision, String pattern, int depth) {
    assertEquals(depth, EncodedStack.exactDepth(precision, pattern));
  }

  @Test
  void unaryAdditionAdds() {
    List<Configuration> run = StackMachine.unaryAddition().run("11101", "", 100);
    assertEquals(new Configuration("add", "", "1111"), run.get(run.size() - 1));
  }

  @ParameterizedTest
  @CsvSource({
    "10, balanced",
    "1100, balanced",
    "1, unbalanced",
    "0, unbalanced",
    "1001, unbalanced"
  })
  void bracketsAreToldApart(String word, String verdict) {
    List<Configuration> run = StackMachine.balancedBrackets().run(word, "", 100);
    assertEquals(verdict, run.get(run.size() - 1).state());
  }

  static Stream<String> allWordsUpToSixBits() {
    return IntStream.range(1, 128).mapToObj(i -> Integer.toBinaryString(i).substring(1));
  }

  @ParameterizedTest
  @MethodSource("allWordsUpToSixBits")
  void networkReadsBracketsStepByStepLikeTheMachine(String word) {
    assertSameRun(StackMachine.balancedBrackets(), word, Precision.DOUBLE);
  }

  @ParameterizedTest
  @MethodSource("allWordsUpToSixBits")
  void networkAddsStepByStepLikeTheMachine(String word) {
    assertSameRun(StackMachine.unaryAddition(), word, Precision.FLOAT);
  }

  @Test
  @Published("Brady 1983")
  void busyBeaverOfFourStatesWritesThirteenOnesIn107Steps() {
    assertEquals(new TuringMachine.Result(107, 13), TuringMachine.busyBeaver().run(1000));
  }

  @Test
  void busyBeaverRunsInsideARecurrentNetwork() {
    StackMachine machine = TuringMachine.busyBeaver().toStackMachine();
    List<Configuration> run = StackNetwork.of(machine, "", "", Precision.DOUBLE).run(200);
    assertEquals(107, run.size() - 1);
    assertEquals(13, TuringMachine.ones(run.get(107)));
    assertEquals(machine.run("", "", 200), run);
  }

  @Test
  void networkIsExactToTheDepthOfItsPrecision() {
    assertSameRun(StackMachine.unaryAddition(), "1".repeat(26), Precision.DOUBLE);
  }

  @Test
  void networkErrsOneBitDeeper() {
    String word = "1".repeat(27);
    StackMachine machine = StackMachine.unaryAddition();
    List<Configuration> run = StackNetwork.of(machine, word, "", Precision.DOUBLE).run(40);
    assertNotEquals(machine.run(word, "", 40), run);
  }

  @Test
  void networkInFloatErrsEarlier() {
    String word = "1".repeat(13);
    StackMachine machine = StackMachine.unaryAddition();
    List<Configuration> run = StackNetwork.of(machine, word, "", Precision.FLOAT).run(40);
    assertNotEquals(machine.run(word, "", 40), run);
  }

  @Test
  void networkThatHaltedStaysAsItIs() {
    StackNetwork network =
        StackNetwork.of(StackMachine.unaryAddition(), "101", "", Precision.DOUBLE);
    double[][] trace = network.trace(10);
    assertEquals(
        new Configuration("add", "", "11"), network.configuration(trace[10 * StackNetwork.TICKS]));
  }

  @Test
  void rulesThatMayBothApplyAreRefused() {
    Rule one = new Rule("s", Reading.ONE, Reading.ANY, "s", Action.POP, Action.KEEP);
    Rule other = new Rule("s", Reading.ANY, Reading.EMPTY, "s", Action.KEEP, Action.KEEP);
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new StackMachine("s", List.of(one, other)));
    assertTrue(refused.getMessage().endsWith("may apply"), refused.getMessage());
  }

  @Test
  void ruleThatPopsBlindlyIsRefused() {
    Rule rule = new Rule("s", Reading.ANY, Reading.ANY, "s", Action.POP, Action.KEEP);
    assertThrows(IllegalArgumentException.class, () -> new StackMachine("s", List.of(rule)));
  }

  private static void assertSameRun(StackMachine machine, String word, Precision precision) {
    assertEquals(machine.run(word, "", 40), StackNetwork.of(machine, word, "", precision).run(40));
  }
}
