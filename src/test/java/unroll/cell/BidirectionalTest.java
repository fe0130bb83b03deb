package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class BidirectionalTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int HIDDEN = 4;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  private final Elman cell = Elman.of(2, HIDDEN, init);
  private final Parameter inputs = init.normal("x", STEPS * BATCH, 2, 1);
  private final Lengths lengths = Lengths.of(2, 5, 1);

  @Test
  @Published("Schuster and Paliwal 1997")
  void reversedInputSwapsTheHalves() {
    Bidirectional both = new Bidirectional(cell, cell);
    Tape tape = Tape.off();
    Sequence xs = new Sequence(inputs.on(tape), STEPS);
    Lengths all = Lengths.of(STEPS, STEPS, STEPS);
    Value outputs = both.encode(xs).outputs().rows();
    Sequence reversed = all.reversed(both.encode(all.reversed(xs)).outputs());
    Value swapped =
        Value.beside(
            List.of(
                reversed.rows().columns(HIDDEN, 2 * HIDDEN), reversed.rows().columns(0, HIDDEN)));
    assertEquals(outputs.matrix().toString(), swapped.matrix().toString());
  }

  @Test
  void raggedExamplesReadAsIfAlone() {
    Bidirectional both = new Bidirectional(cell, cell);
    Tape tape = Tape.off();
    Sequence xs = new Sequence(inputs.on(tape), STEPS);
    Value first = Value.stack(List.of(xs.at(0).rows(0, 1), xs.at(1).rows(0, 1)));
    Value alone = both.encode(new Sequence(first, 2)).last();
    Value among = both.encode(xs, lengths).last().rows(0, 1);
    assertEquals(alone.matrix().toString(), among.matrix().toString());
  }

  @Test
  void reversingTwiceIsTheIdentity() {
    Sequence xs = new Sequence(inputs.on(Tape.off()), STEPS);
    Sequence twice = lengths.reversed(lengths.reversed(xs));
    assertEquals(inputs.matrix().toString(), twice.rows().matrix().toString());
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    Bidirectional both = new Bidirectional(cell, Lstm.of(2, 3, init.named("backward")));
    List<Parameter> parameters = new ArrayList<>(both.parameters());
    parameters.add(inputs);
    Matrix factor = init.normal("", STEPS * BATCH, both.hidden(), 1).matrix();
    double error =
        GradientCheck.error(
            parameters,
            tape -> {
              Sequence xs = new Sequence(inputs.on(tape), STEPS);
              Bidirectional.Encoded encoded = both.encode(xs, lengths);
              Value last = encoded.last();
              return encoded
                  .outputs()
                  .rows()
                  .timesElements(tape.constant(factor))
                  .sum()
                  .plus(last.timesElements(last).sum());
            },
            new SplittableRandom(2));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  @Test
  void oneHotInputsStayOneHot() {
    Elman reader = Elman.of(7, HIDDEN, init);
    int[] symbols = {0, 1, 2, 3, 4, 5, 6, 0, 1};
    Bidirectional both = new Bidirectional(reader, reader);
    Tape tape = Tape.off();
    Value oneHot = tape.oneHot(Precision.DOUBLE, symbols, 7);
    Value written = tape.constant(tape.oneHot(Precision.DOUBLE, symbols, 7).matrix());
    Lengths ends = Lengths.of(1, 3, 2);
    assertEquals(
        both.encode(new Sequence(written, 3), ends).last().matrix().toString(),
        both.encode(new Sequence(oneHot, 3), ends).last().matrix().toString());
  }

  @Test
  void wrongLengthsAreNamed() {
    Sequence xs = new Sequence(inputs.on(Tape.off()), STEPS);
    String tooLong =
        assertThrows(IllegalArgumentException.class, () -> Lengths.of(1, 6, 1).last(xs))
            .getMessage();
    assertEquals("a length of 6 in a sequence of 5 steps", tooLong);
  }

  @Test
  void wrongNumberOfLengthsIsNamed() {
    Sequence xs = new Sequence(inputs.on(Tape.off()), STEPS);
    String tooFew =
        assertThrows(IllegalArgumentException.class, () -> Lengths.of(1, 2).reversed(xs))
            .getMessage();
    assertEquals("2 lengths for a batch of 3 examples", tooFew);
  }
}
