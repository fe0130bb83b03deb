package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class CellTest {
  /** The same sums in another order. */
  private static final double ROUNDING = 1e-14;

  private static final int INPUTS = 4;
  private static final int HIDDEN = 5;
  private static final int BATCH = 3;
  private static final int STEPS = 6;

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(31), Precision.DOUBLE);
  }

  static Stream<Cell<?>> cells() {
    return Stream.of(Elman.of(INPUTS, HIDDEN, init()), Lstm.of(INPUTS, HIDDEN, init()));
  }

  @Test
  @Published({"Gers et al. 2000", "Jozefowicz, Zaremba and Sutskever 2015"})
  void forgetBiasStartsAtOne() {
    Matrix bias = Lstm.of(INPUTS, HIDDEN, init()).bias().matrix();
    for (int j = 0; j < 4 * HIDDEN; j++) {
      boolean forget = j >= HIDDEN && j < 2 * HIDDEN;
      assertEquals(forget ? 1 : 0, bias.get(0, j), "column " + j);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S> void aPermutedBatchPermutesTheOutputs(Cell<S> cell) {
    int[] order = {2, 0, 1};
    Matrix x = init().normal("x", STEPS * BATCH, INPUTS, 1).matrix();
    Matrix permuted = x.copy();
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < BATCH; b++) {
        int from = t * BATCH + order[b];
        int to = t * BATCH + b;
        permuted.rows(to, to + 1).copyFrom(x.rows(from, from + 1));
      }
    }
    Matrix y = outputs(cell, x);
    Matrix yPermuted = outputs(cell, permuted);
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < BATCH; b++) {
        for (int j = 0; j < HIDDEN; j++) {
          assertEquals(y.get(t * BATCH + order[b], j), yPermuted.get(t * BATCH + b, j), ROUNDING);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S> void aCarriedStateGoesOnWhereTheWindowEnded(Cell<S> cell) {
    Matrix x = init().normal("x", STEPS * BATCH, INPUTS, 1).matrix();
    int half = STEPS / 2 * BATCH;
    Tape tape = new Tape();
    S state =
        cell.unroll(
                new Sequence(tape.constant(x.rows(0, half)), STEPS / 2),
                cell.initialState(tape, BATCH))
            .last();
    // Carried before the tape forgets, as a training loop does.
    Tape next = new Tape();
    S carried = cell.carry(state, next);
    tape.clear();
    Matrix second =
        cell.unroll(new Sequence(next.constant(x.rows(half, 2 * half)), STEPS / 2), carried)
            .outputs()
            .rows()
            .matrix();
    Matrix whole = outputs(cell, x);
    for (int r = 0; r < half; r++) {
      assertEquals(whole.get(half + r, 0), second.get(r, 0), ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S> void aCarriedStateNeedsNoGradient(Cell<S> cell) {
    Tape tape = new Tape();
    Value x = tape.constant(init().normal("x", BATCH, INPUTS, 1).matrix());
    S state = cell.step(x, cell.initialState(tape, BATCH));
    assertFalse(cell.output(cell.carry(state, new Tape())).needsGradient());
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S> void anInputOfOtherSizeIsRefusedNamingBothShapes(Cell<S> cell) {
    Tape tape = new Tape();
    Value x = tape.constant(Matrix.zeros(Precision.DOUBLE, BATCH, INPUTS + 1));
    S start = cell.initialState(tape, BATCH);
    var refusal = assertThrows(IllegalArgumentException.class, () -> cell.step(x, start));
    int width = cell instanceof Lstm ? 4 * HIDDEN : HIDDEN;
    assertEquals(
        "times: 3 x 5 times 4 x "
            + width
            + " (Wx): the columns of the left must equal the rows of the right",
        refusal.getMessage());
  }

  @ParameterizedTest
  @MethodSource("cells")
  <S> void aStateOfAnotherBatchIsRefusedNamingBothShapes(Cell<S> cell) {
    Tape tape = new Tape();
    Value x = tape.constant(Matrix.zeros(Precision.DOUBLE, BATCH, INPUTS));
    S start = cell.initialState(tape, BATCH + 1);
    var refusal = assertThrows(IllegalArgumentException.class, () -> cell.step(x, start));
    assertEquals("state before the first step: needs 3 x 5 but got 4 x 5", refusal.getMessage());
  }

  @Test
  void aStateOfAnotherSizeIsRefusedNamingBothShapes() {
    Tape tape = new Tape();
    Lstm cell = Lstm.of(INPUTS, HIDDEN, init());
    Value x = tape.constant(Matrix.zeros(Precision.DOUBLE, BATCH, INPUTS));
    Value h = tape.zeros(Precision.DOUBLE, BATCH, HIDDEN);
    Value c = tape.zeros(Precision.DOUBLE, BATCH, HIDDEN + 2);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> cell.step(x, new Lstm.State(h, c)));
    assertEquals("state before the first step: needs 3 x 5 but got 3 x 7", refusal.getMessage());
  }

  @Test
  void rowsThatDoNotDivideIntoTheStepsAreRefused() {
    Value x = new Tape().constant(Matrix.zeros(Precision.DOUBLE, 7, INPUTS));
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Sequence(x, 2));
    assertEquals("7 rows cannot be divided into 2 steps", refusal.getMessage());
  }

  private static <S> Matrix outputs(Cell<S> cell, Matrix x) {
    Tape tape = Tape.off();
    return cell.unroll(new Sequence(tape.constant(x), STEPS), cell.initialState(tape, BATCH))
        .outputs()
        .rows()
        .matrix();
  }
}
