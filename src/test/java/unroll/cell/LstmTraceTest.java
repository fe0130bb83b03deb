package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import unroll.grade.Approval;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** One unit over three steps and back: every number can be checked with a pocket calculator. */
class LstmTraceTest {
  private static final double ROUNDING = 1e-14;

  private static final double[] INPUTS = {1, -2, 0.5};

  private final Parameter wx = parameter(0.5, -0.3, 0.8, 0.7);
  private final Parameter wh = parameter(0.4, 0.6, -0.2, 0.9);
  private final Parameter b = parameter(0.1, 1, -0.1, 0.2);
  private final Parameter h0 = parameter(0.5);
  private final Parameter c0 = parameter(-0.25);

  @Test
  void threeStepsAndBack() {
    StringBuilder text =
        new StringBuilder(
            """
            LSTM, one unit; h_0 = 0.5, c_0 = -0.25; gates in the order i, f, o, g
            Wx = (0.5, -0.3, 0.8, 0.7)  Wh = (0.4, 0.6, -0.2, 0.9)  b = (0.1, 1.0, -0.1, 0.2)

            """);
    Tape tape = new Tape();
    Lstm cell = new Lstm(wx, wh, b);
    List<Lstm.State> states = new ArrayList<>(List.of(new Lstm.State(h0.on(tape), c0.on(tape))));
    for (double x : INPUTS) {
      Lstm.State before = states.get(states.size() - 1);
      Lstm.State after =
          cell.step(tape.constant(Matrix.of(Precision.DOUBLE, new double[] {x})), before);
      double[] gates = gates(x, before.h().scalar());
      assertEquals(
          gates[1] * before.c().scalar() + gates[0] * gates[3], after.c().scalar(), ROUNDING);
      text.append(
          line(
              "x = %4.1f   i = %.6f  f = %.6f  o = %.6f  g = %9.6f  c = %9.6f  h = %9.6f",
              x, gates[0], gates[1], gates[2], gates[3], after.c().scalar(), after.h().scalar()));
      states.add(after);
    }
    Value last = states.get(INPUTS.length).h();
    last.sum().backward();
    text.append("\nand back from dh_3 = 1, dc_3 = 0\n");
    for (int t = INPUTS.length; t > 0; t--) {
      Lstm.State before = states.get(t - 1);
      double dc = states.get(t).c().gradient().get(0, 0);
      double dh = states.get(t).h().gradient().get(0, 0);
      double[] g = gates(INPUTS[t - 1], before.h().scalar());
      text.append(
          line(
              "t = %d   dc = %9.6f  di = %9.6f  df = %9.6f  do = %9.6f  dg = %9.6f",
              t,
              dc,
              dc * g[3] * g[0] * (1 - g[0]),
              dc * before.c().scalar() * g[1] * (1 - g[1]),
              dh * Math.tanh(states.get(t).c().scalar()) * g[2] * (1 - g[2]),
              dc * g[0] * (1 - g[3] * g[3])));
    }
    text.append(
        line("t = 0   dc = %9.6f  dh = %9.6f", c0.gradient().get(0, 0), h0.gradient().get(0, 0)));
    double[] dwh = wh.gradient().toArray()[0];
    text.append(line("dWh = (%9.6f, %9.6f, %9.6f, %9.6f)", dwh[0], dwh[1], dwh[2], dwh[3]));
    new Approval(Path.of("src/test/java/unroll/cell"), Path.of("target/received"))
        .verify("LstmTraceTest.threeStepsAndBack", text.toString());
  }

  private double[] gates(double x, double h) {
    double[] gates = new double[4];
    for (int k = 0; k < 4; k++) {
      double a = wx.matrix().get(0, k) * x + wh.matrix().get(0, k) * h + b.matrix().get(0, k);
      gates[k] = k < 3 ? 1 / (1 + Math.exp(-a)) : Math.tanh(a);
    }
    return gates;
  }

  private static String line(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers) + "\n";
  }

  private static Parameter parameter(double... row) {
    return new Parameter("p", Matrix.of(Precision.DOUBLE, row));
  }
}
