package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.grade.Approval;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class GruTest {
  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @EnumSource(Gru.Reset.class)
  void fusedEqualsItsComposedTwin(Gru.Reset reset) {
    int steps = 5;
    int batch = 3;
    int hidden = 7;
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Gru gru = Gru.of(4, hidden, reset, init);
    List<Parameter> all = new ArrayList<>(gru.parameters());
    all.forEach(
        p ->
            p.matrix()
                .copyFrom(init.normal("", p.matrix().rows(), p.matrix().columns(), 0.7).matrix()));
    Parameter x = init.normal("x", steps * batch, 4, 1);
    Parameter h0 = init.normal("h0", batch, hidden, 1);
    Matrix factor = init.normal("factor", steps * batch, hidden, 1).matrix();
    all.add(x);
    all.add(h0);

    Tape tape = new Tape();
    Sequence xs = new Sequence(x.on(tape), steps);
    Value fused = gru.unroll(xs, new Gru.State(h0.on(tape))).outputs().rows();
    List<Matrix> gradients = gradients(all, fused.timesElements(tape.constant(factor)).sum());

    Tape other = new Tape();
    List<Value> outputs = new ArrayList<>();
    Value h = h0.on(other);
    for (int t = 0; t < steps; t++) {
      h = composed(gru, x.on(other).rows(t * batch, (t + 1) * batch), h);
      outputs.add(h);
    }
    Value twin = Value.stack(outputs);
    List<Matrix> expected = gradients(all, twin.timesElements(other.constant(factor)).sum());

    close(twin.matrix(), fused.matrix());
    for (int i = 0; i < all.size(); i++) {
      close(expected.get(i), gradients.get(i));
    }
  }

  /** The equations as they stand in the class comment; products with 0 and 1 cut out the gates. */
  private static Value composed(Gru gru, Value x, Value before) {
    Tape tape = x.tape();
    int hidden = gru.hidden();
    Value sums = x.affine(gru.inputWeights().on(tape), gru.bias().on(tape));
    Value recurrent = before.times(gru.gateWeights().on(tape));
    Value r = block(sums, 0, hidden).plus(block(recurrent, 0, hidden)).sigmoid();
    Value z = block(sums, 1, hidden).plus(block(recurrent, 1, hidden)).sigmoid();
    Value weights = gru.candidateWeights().on(tape);
    Value q =
        gru.reset() == Gru.Reset.BEFORE_PRODUCT
            ? r.timesElements(before).times(weights)
            : r.timesElements(before.times(weights).plus(gru.candidateBias().on(tape)));
    Value n = block(sums, 2, hidden).plus(q).tanh();
    return n.plus(z.timesElements(before.minus(n)));
  }

  private static Value block(Value all, int number, int width) {
    Matrix selection = Matrix.zeros(Precision.DOUBLE, all.columns(), width);
    for (int j = 0; j < width; j++) {
      selection.set(number * width + j, j, 1);
    }
    return all.times(all.tape().constant(selection));
  }

  @ParameterizedTest
  @EnumSource(Gru.Reset.class)
  void openUpdateGateKeepsTheState(Gru.Reset reset) {
    Gru gru = Gru.of(2, 3, reset, Initializer.of(new SplittableRandom(1), Precision.DOUBLE));
    for (int j = 3; j < 6; j++) {
      gru.bias().matrix().set(0, j, 100); // z = 1
    }
    Tape tape = Tape.off();
    Matrix h0 = Matrix.of(Precision.DOUBLE, new double[] {-0.5, 0, 0.9});
    Sequence xs = new Sequence(tape.zeros(Precision.DOUBLE, 50, 2), 50);
    close(h0, gru.unroll(xs, new Gru.State(tape.constant(h0))).last().h().matrix());
  }

  @ParameterizedTest
  @EnumSource(Gru.Reset.class)
  void closedResetAndUpdateGatesForgetTheState(Gru.Reset reset) {
    Gru gru = Gru.of(2, 3, reset, Initializer.of(new SplittableRandom(1), Precision.DOUBLE));
    for (int j = 0; j < 6; j++) {
      gru.bias().matrix().set(0, j, -100); // r = z = 0
    }
    Tape tape = Tape.off();
    Matrix h0 = Matrix.of(Precision.DOUBLE, new double[] {-0.5, 0, 0.9});
    Value x = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1, 2}));
    Value fromZero = gru.step(x, gru.initialState(tape, 1)).h();
    close(fromZero.matrix(), gru.step(x, new Gru.State(tape.constant(h0))).h().matrix());
  }

  @Test
  @Published("Cho et al. 2014, equations 5 to 8")
  void handTraceOfThreeSteps() {
    String text = trace(Gru.Reset.BEFORE_PRODUCT) + "\n" + trace(Gru.Reset.AFTER_PRODUCT);
    new Approval(Path.of("src/test/java/unroll/cell"), Path.of("target/received"))
        .verify("GruTest.handTraceOfThreeSteps", text);
  }

  /** One input, one unit: every number can be checked with a pocket calculator. */
  private static String trace(Gru.Reset reset) {
    Gru gru =
        new Gru(
            reset,
            parameter(0.5, -0.3, 0.8),
            parameter(0.4, 0.6),
            parameter(0.9),
            parameter(0.1, 0.2, -0.1),
            parameter(reset == Gru.Reset.BEFORE_PRODUCT ? 0 : 0.3));
    double[] xs = {1, -2, 0.5};
    StringBuilder text = new StringBuilder("GRU, ").append(reset).append("; h_0 = 0.5\n");
    text.append("Wx = (0.5, -0.3, 0.8)  Wg = (0.4, 0.6)  Wn = 0.9  b = (0.1, 0.2, -0.1)  bn = ");
    text.append(gru.candidateBias().matrix().get(0, 0)).append("\n");
    Tape tape = Tape.off();
    double h = 0.5;
    Gru.State state = new Gru.State(value(tape, h));
    for (double x : xs) {
      double r = sigmoid(0.5 * x + 0.4 * h + 0.1);
      double z = sigmoid(-0.3 * x + 0.6 * h + 0.2);
      double q = reset == Gru.Reset.BEFORE_PRODUCT ? r * h * 0.9 : r * (h * 0.9 + 0.3);
      double n = Math.tanh(0.8 * x - 0.1 + q);
      h = z * h + (1 - z) * n;
      state = gru.step(value(tape, x), state);
      assertEquals(h, state.h().scalar(), ROUNDING);
      text.append(
          String.format(
              Locale.ROOT,
              "x = %4.1f   r = %.6f  z = %.6f  q = %9.6f  n = %9.6f  h = %9.6f%n",
              x,
              r,
              z,
              q,
              n,
              state.h().scalar()));
    }
    return text.toString().replace("\r", "");
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static Parameter parameter(double... row) {
    return new Parameter("p", Matrix.of(Precision.DOUBLE, row));
  }

  private static Value value(Tape tape, double number) {
    return tape.constant(Matrix.of(Precision.DOUBLE, new double[] {number}));
  }

  private static List<Matrix> gradients(List<Parameter> parameters, Value loss) {
    parameters.forEach(Parameter::zeroGradient);
    loss.backward();
    return parameters.stream().map(p -> p.gradient().copy()).toList();
  }

  private static void close(Matrix expected, Matrix actual) {
    Matrix difference = expected.copy();
    difference.kernels().addScaled(-1, actual, difference);
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), ROUNDING);
  }
}
