package unroll.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.grade.Approval;
import unroll.layer.Activation;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Three steps of a cell, forward and back, small enough to be followed with a pocket calculator.
 */
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

  @Test
  void backThroughThreeSteps() {
    Elman cell = new Elman(parameter(0.5), parameter(-0.7), parameter(0.1), Activation.TANH);
    Linear readout = new Linear(parameter(1.2, -0.8), parameter(0.3, 0));
    double[] inputs = {1, -2, 0.5};
    int[] targets = {0, 1, 1};
    StringBuilder text =
        new StringBuilder(
            """
            Elman, one unit, two classes; h_0 = 0
            a = 0.5 x - 0.7 h_before + 0.1   h = tanh a   o = (1.2 h + 0.3, -0.8 h)   p = softmax o

            """);
    Tape tape = new Tape();
    Elman.State state = cell.initialState(tape, 1);
    List<Value> hidden = new ArrayList<>();
    List<Value> outputs = new ArrayList<>();
    List<Value> losses = new ArrayList<>();
    for (int t = 0; t < inputs.length; t++) {
      state =
          cell.step(tape.constant(Matrix.of(Precision.DOUBLE, new double[] {inputs[t]})), state);
      Value o = readout.apply(state.h());
      Value loss = CrossEntropy.mean(o, new int[] {targets[t]});
      double[] p = o.softmax().matrix().toArray()[0];
      text.append(
          line(
              "x = %4.1f  y = %d   h = %9.6f  p = (%.6f, %.6f)  loss = %.6f",
              inputs[t], targets[t], state.h().scalar(), p[0], p[1], loss.scalar()));
      hidden.add(state.h());
      outputs.add(o);
      losses.add(loss);
    }
    Value sum = Value.stack(losses).sum();
    text.append(line("sum of the losses = %.6f", sum.scalar()));
    sum.backward();
    text.append("\nand back; dh is whole: from the readout, and from the step after\n");
    for (int t = inputs.length - 1; t >= 0; t--) {
      double[] dout = outputs.get(t).gradient().toArray()[0];
      double h = hidden.get(t).scalar();
      double dh = hidden.get(t).gradient().get(0, 0);
      text.append(
          line(
              "t = %d   do = (%9.6f, %9.6f)  dh = %9.6f  da = %9.6f",
              t + 1, dout[0], dout[1], dh, dh * (1 - h * h)));
    }
    text.append(
        line(
            "dW = %9.6f  dU = %9.6f  db = %9.6f",
            cell.recurrentWeights().gradient().get(0, 0),
            cell.inputWeights().gradient().get(0, 0),
            cell.bias().gradient().get(0, 0)));
    new Approval(Path.of("src/test/java/unroll/cell"), Path.of("target/received"))
        .verify("ElmanTraceTest.backThroughThreeSteps", text.toString());
  }

  private static String line(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers) + "\n";
  }

  private static Parameter parameter(double... row) {
    return new Parameter("p", Matrix.of(Precision.DOUBLE, row));
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
