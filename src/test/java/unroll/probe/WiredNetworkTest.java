package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Sequence;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Tape;
import unroll.tape.Value;

class WiredNetworkTest {
  private static final WiredNetwork ONE_UNIT =
      new Wiring("x").unit("y").connect("x", "y", 1).network(Precision.DOUBLE);

  @ParameterizedTest
  @ValueSource(doubles = {-1e6, -1e-30, 0, 1e-300, 0.3, 0.7, 1, 1.5, 3.7, 1e6})
  void unitIsLinearBetweenZeroAndOneToTheLastDigit(double a) {
    assertEquals(Math.min(1, Math.max(0, a)), ONE_UNIT.run(new double[][] {{a}})[1][0]);
  }

  @Test
  void gradientOfAUnitMatchesFiniteDifferencesWhereItIsLinear() {
    WiredNetwork network =
        new Wiring("x")
            .unit("y", 0.1, 0.5)
            .connect("x", "y", 0.3)
            .connect("y", "y", 0.4)
            .network(Precision.DOUBLE);
    double error =
        GradientCheck.error(
            network.parameters(),
            tape -> {
              Value x = tape.constant(Matrix.of(Precision.DOUBLE, new double[4][1]));
              return network
                  .unroll(new Sequence(x, 4), network.initialState(tape, 1))
                  .outputs()
                  .rows()
                  .sum();
            },
            new java.util.SplittableRandom(1));
    assertTrue(error < 1e-7, "error " + error);
  }

  @Test
  void startIsTheOneWrittenDownInEveryRow() {
    WiredNetwork network = new Wiring("x").unit("y", 0, 0.25).network(Precision.DOUBLE);
    assertArrayEquals(
        new double[][] {{0.25}, {0.25}},
        network.initialState(Tape.off(), 2).h().matrix().toArray());
  }

  @Test
  void nameTakenTwiceIsRefused() {
    Wiring wiring = new Wiring("x").unit("y");
    assertThrows(IllegalArgumentException.class, () -> wiring.unit("x"));
  }

  @Test
  void connectionToNowhereIsRefusedWithTheUnitsThereAre() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Wiring("x").unit("y").connect("x", "z", 1));
    assertEquals("no connection from x to z: the units are [y]", refused.getMessage());
  }

  @Test
  void counterCountsUpAndDownAndStopsAtZero() {
    UpDownCounter counter = UpDownCounter.of(1024, Precision.DOUBLE);
    assertArrayEquals(new double[] {1, 2, 2, 1, 0, 0, 1}, counter.count(1, 1, 0, -1, -1, -1, 1));
  }

  @Test
  void counterStopsAtItsLimit() {
    assertArrayEquals(
        new double[] {1, 2, 2, 1}, UpDownCounter.of(2, Precision.FLOAT).count(1, 1, 1, -1));
  }

  @Test
  void limitWithoutAnExactStepIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> UpDownCounter.of(1000, Precision.DOUBLE));
  }

  /** Row n - 1 reads a^n and then b; it must be accepted after 2n letters and at no other time. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  @Published("Gers and Schmidhuber 2001")
  void equalNumbersOfAAndBAreRecognisedExactlyUpToAThousand(Precision precision) {
    int most = 1000;
    AnBnRecogniser recogniser = AnBnRecogniser.of(1024, precision);
    Tape tape = Tape.off();
    var state = recogniser.network().initialState(tape, most);
    for (int t = 1; t <= 2 * most; t++) {
      Matrix letters = Matrix.zeros(precision, most, 2);
      for (int n = 1; n <= most; n++) {
        letters.set(n - 1, t <= n ? 0 : 1, 1);
      }
      state = recogniser.network().step(tape.constant(letters), state);
      double[][] units = state.h().matrix().toArray();
      for (int n = 1; n <= most; n++) {
        assertEquals(t == 2 * n, recogniser.readout(units[n - 1]) > 0, "n " + n + ", letter " + t);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "aabb", "aaaaabbbbb"})
  void wordsOfTheLanguageAreAccepted(String word) {
    assertTrue(AnBnRecogniser.of(64, Precision.DOUBLE).accepts(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "b", "ba", "aab", "abb", "abab", "aabba", "abba", "baab", "bbaa", "abbab"
      })
  void otherWordsAreRefused(String word) {
    assertFalse(AnBnRecogniser.of(64, Precision.DOUBLE).accepts(word));
  }

  @Test
  void countBeyondTheLimitIsForgotten() {
    // 65 a saturate a counter of 64, so 64 b seem to be enough.
    String word = "a".repeat(65) + "b".repeat(64);
    assertTrue(AnBnRecogniser.of(64, Precision.DOUBLE).accepts(word));
  }

  @Test
  void traceShowsTheCounterRiseAndFall() {
    double[][] trace = AnBnRecogniser.of(4, Precision.DOUBLE).trace("aabb");
    double[] count = java.util.Arrays.stream(trace).mapToDouble(units -> units[0]).toArray();
    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.25, 0}, count);
  }

  @Test
  void otherLettersAreRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> AnBnRecogniser.of(4, Precision.DOUBLE).accepts("abc"));
    assertEquals("letter c is neither a nor b", refused.getMessage());
  }
}
