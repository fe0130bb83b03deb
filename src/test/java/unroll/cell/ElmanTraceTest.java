package unroll.cell;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.grade.Approval;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

/** Three steps of a cell of two units, small enough to be followed with a pocket calculator. */
class ElmanTraceTest {
  private static final int SEED = 7;

  @Test
  void threeSteps() {
    Elman cell = Elman.of(2, 2, Initializer.of(new SplittableRandom(SEED), Precision.DOUBLE));
    cell.bias().matrix().set(0, 0, 0.5);
    StringBuilder text =
        new StringBuilder("Elman cell, seed " + SEED + ": h = tanh(x Wx + h_before Wh + b)\n\n");
    text.append("Wx =").append(rows(cell.inputWeights().matrix()));
    text.append("Wh =").append(rows(cell.recurrentWeights().matrix()));
    text.append("b  =").append(rows(cell.bias().matrix()));
    Tape tape = Tape.off();
    Elman.State state = cell.initialState(tape, 1);
    double[][] inputs = {{1, 0}, {0, 1}, {1, 0}};
    for (int t = 0; t < inputs.length; t++) {
      Value x = tape.constant(Matrix.of(Precision.DOUBLE, inputs[t]));
      text.append("\nstep ").append(t + 1);
      text.append("\n  x        =").append(rows(x.matrix()));
      text.append("  h_before =").append(rows(state.h().matrix()));
      state = cell.step(x, state);
      text.append("  h        =").append(rows(state.h().matrix()));
    }
    new Approval(Path.of("src/test/java/unroll/cell"), Path.of("target/received"))
        .verify("ElmanTraceTest.threeSteps", text.toString());
  }

  private static String rows(Matrix matrix) {
    StringBuilder text = new StringBuilder();
    for (double[] row : matrix.toArray()) {
      for (double number : row) {
        text.append(String.format(Locale.ROOT, " %8.5f", number));
      }
      text.append('\n');
    }
    return text.toString().replaceAll("\n(?=.)", "\n    ");
  }
}
