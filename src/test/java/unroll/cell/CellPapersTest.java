package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.layer.Activation;
import unroll.layer.LayerNorm;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The papers' equations with one input and one unit, so that plain arithmetic says what must come.
 * The numbers are chosen here, the papers print none.
 */
class CellPapersTest {
  private static final double ROUNDING = 1e-14;

  /** Weights of the gates i, f, o, g. */
  private static final double[] WX = {0.5, -0.3, 0.8, 0.7};

  private static final double[] WH = {0.4, 0.6, -0.2, 0.9};
  private static final double[] B = {0.1, 1.0, -0.1, 0.2};

  private final Tape tape = new Tape();
  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);

  @Test
  @Published("Elman 1990")
  void elmanUnitsHearTheirOwnCopy() {
    Elman cell = new Elman(parameter(0.7), parameter(-0.4), parameter(0.2), Activation.TANH);
    double first = Math.tanh(0.7 * 2 + 0.2);
    double second = Math.tanh(0.7 * -1 - 0.4 * first + 0.2);
    assertEquals(second, outputs(cell, 2, -1).get(1, 0), ROUNDING);
  }

  @Test
  @Published("Jordan 1986")
  void outputCoupledUnitsHearTheOutput() {
    OutputCoupled cell =
        new OutputCoupled(
            parameter(0.7),
            parameter(-0.4),
            parameter(0.2),
            new Linear(parameter(1.5), parameter(0.3)),
            Feedback.OUTPUT);
    double first = 1.5 * Math.tanh(0.7 * 2 + 0.2) + 0.3;
    double second = 1.5 * Math.tanh(0.7 * -1 - 0.4 * first + 0.2) + 0.3;
    assertEquals(second, outputs(cell, 2, -1).get(1, 0), ROUNDING);
  }

  @Test
  @Published("Hochreiter and Schmidhuber 1997, section 3.2")
  void theErrorOfTheCarouselIsConstant() {
    // without a forget gate, f = 1, an error is passed back through the memory unchanged
    Lstm cell = Lstm.of(1, 1, init);
    cell.recurrentWeights().matrix().fill(0);
    cell.bias().matrix().set(0, 1, 1000);
    Parameter memory = parameter(0.3);
    Sequence xs = new Sequence(tape.constant(init.normal("", 1000, 1, 1).matrix()), 1000);
    Value zero = tape.zeros(Precision.DOUBLE, 1, 1);
    cell.unroll(xs, new Lstm.State(zero, memory.on(tape))).last().c().sum().backward();
    assertEquals(1, memory.gradient().get(0, 0), 0);
  }

  @Test
  @Published("Gers, Schmidhuber and Cummins 2000")
  void aForgetGateLetsTheMemoryFade() {
    // c_t = f c_(t-1) + i g with g = 0 and f = sigmoid(1) = 0.7310585786300049: ten steps
    Lstm cell = Lstm.of(1, 1, init);
    cell.recurrentWeights().matrix().fill(0);
    Value one = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1}));
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, 10, 1), 10);
    double faded = cell.unroll(silence, new Lstm.State(one, one)).last().c().scalar();
    assertEquals(Math.pow(0.7310585786300049, 10), faded, ROUNDING);
  }

  @Test
  @Published({"Gers, Schraudolph and Schmidhuber 2002", "Graves 2013, equations 7 to 11"})
  void peepholesSeeTheOldMemoryAndTheOutputGateTheNew() {
    double[] p = {0.3, -0.6, 1.1};
    PeepholeLstm cell = new PeepholeLstm(parameter(WX), parameter(WH), parameter(B), parameter(p));
    double h = 0;
    double c = 0;
    for (double x : new double[] {1, -2, 0.5}) {
      double i = sigmoid(WX[0] * x + WH[0] * h + p[0] * c + B[0]);
      double f = sigmoid(WX[1] * x + WH[1] * h + p[1] * c + B[1]);
      c = f * c + i * Math.tanh(WX[3] * x + WH[3] * h + B[3]);
      double o = sigmoid(WX[2] * x + WH[2] * h + p[2] * c + B[2]);
      h = o * Math.tanh(c);
    }
    assertEquals(h, outputs(cell, 1, -2, 0.5).get(2, 0), ROUNDING);
  }

  @Test
  @Published("Ba, Kiros and Hinton 2016, equations 20 to 22")
  void normalisedGatesSpanAllFour() {
    NormalizedLstm cell =
        new NormalizedLstm(
            parameter(WX),
            parameter(WH),
            new LayerNorm(parameter(1, 1, 1, 1), parameter(B)),
            new LayerNorm(parameter(0.5, 2, 1, 1), parameter(0, 0, 0, 0)),
            new LayerNorm(parameter(1.5), parameter(0.4)));
    double h = 0;
    double c = 0;
    for (double x : new double[] {1, -2}) {
      double[] read = normalised(WX, x);
      double[] recalled = normalised(WH, h);
      double i = sigmoid(read[0] + B[0] + 0.5 * recalled[0]);
      double f = sigmoid(read[1] + B[1] + 2 * recalled[1]);
      double o = sigmoid(read[2] + B[2] + recalled[2]);
      c = f * c + i * Math.tanh(read[3] + B[3] + recalled[3]);
      // one number is its own mean, so of the memory only the bias of its norm is left
      h = o * Math.tanh(0.4);
    }
    assertEquals(h, outputs(cell, 1, -2).get(1, 0), ROUNDING);
  }

  private static double[] normalised(double[] weights, double x) {
    double[] sums = Arrays.stream(weights).map(w -> w * x).toArray();
    double mean = Arrays.stream(sums).average().orElseThrow();
    double variance = Arrays.stream(sums).map(s -> (s - mean) * (s - mean)).sum() / sums.length;
    return Arrays.stream(sums).map(s -> (s - mean) / Math.sqrt(variance + 1e-5)).toArray();
  }

  @Test
  @Published("Chung et al. 2014")
  void swappingTheRolesOfTheUpdateGateIsNegatingItsWeights() {
    // theirs: h = (1 - z) h_before + z n, and sigmoid(-a) = 1 - sigmoid(a)
    Gru ours =
        new Gru(
            Gru.Reset.BEFORE_PRODUCT,
            parameter(0.5, 0.3, 0.8),
            parameter(0.4, -0.6),
            parameter(0.9),
            parameter(0.1, -0.2, -0.1),
            parameter(0));
    double h = 0;
    for (double x : new double[] {1, -2, 0.5}) {
      double r = sigmoid(0.5 * x + 0.4 * h + 0.1);
      double z = sigmoid(-0.3 * x + 0.6 * h + 0.2);
      double n = Math.tanh(0.8 * x + 0.9 * (r * h) - 0.1);
      h = (1 - z) * h + z * n;
    }
    assertEquals(h, outputs(ours, 1, -2, 0.5).get(2, 0), ROUNDING);
  }

  @Test
  @Published("Pascanu, Gulcehre, Cho and Bengio 2014, equation 6")
  void aDeepTransitionIsAPerceptronBetweenStates() {
    Linear input = new Linear(parameter(0.5), parameter(0.1));
    DeepTransition cell =
        new DeepTransition(
            new Mlp(List.of(input), Activation.TANH),
            parameter(-0.7),
            List.of(new Linear(parameter(1.2), parameter(-0.2))),
            true,
            parameter(0.6));
    double h = 0;
    for (double x : new double[] {1, -2}) {
      double middle = Math.tanh(0.5 * x + 0.1 - 0.7 * h);
      h = Math.tanh(1.2 * middle - 0.2 + 0.6 * h);
    }
    assertEquals(h, outputs(cell, 1, -2).get(1, 0), ROUNDING);
  }

  @Test
  @Published("Lin, Horne, Tino and Giles 1996")
  void aGradientTakesTheShortWayThroughADelay() {
    // at rest tanh has slope 1: over three steps 0.5^3 one by one, and 0.3 at once
    Delayed cell =
        new Delayed(
            parameter(0),
            List.of(
                new Delayed.Connection(1, parameter(0.5)),
                new Delayed.Connection(3, parameter(0.3))),
            parameter(0));
    Parameter latest = parameter(0);
    Value zero = tape.zeros(Precision.DOUBLE, 1, 1);
    Delayed.State start = new Delayed.State(List.of(latest.on(tape), zero, zero));
    Sequence silence = new Sequence(tape.zeros(Precision.DOUBLE, 3, 1), 3);
    cell.output(cell.unroll(silence, start).last()).sum().backward();
    assertEquals(0.125 + 0.3, latest.gradient().get(0, 0), ROUNDING);
  }

  @Test
  @Published("Zaremba, Sutskever and Vinyals 2014, section 3.2")
  void dropoutBetweenLayersLeavesTheMemoriesAlone() {
    Lstm low = Lstm.of(1, 3, init.named("low"));
    Lstm high = Lstm.of(3, 3, init.named("high"));
    Stacked stack = Stacked.of(low, high);
    Sequence xs = new Sequence(tape.constant(init.normal("", 5, 1, 1).matrix()), 5);
    Stacked.State start = stack.initialState(tape, 1);
    Stacked.State dropped = stack.unroll(xs, start, rows -> rows.scale(0)).last();
    Lstm.State below = (Lstm.State) dropped.layers().get(0);
    Lstm.State alone = low.unroll(xs, low.initialState(tape, 1)).last();
    assertEquals(alone.c().toString(), below.c().toString());
    assertEquals(alone.h().toString(), below.h().toString());
  }

  @Test
  @Published("Le, Jaitly and Hinton 2015")
  void identityStartDrawsInputWeightsOfDeviationOneThousandth() {
    Matrix wx = Elman.identityStart(50, 100, init).inputWeights().matrix();
    double variance = wx.kernels().sumOfSquares(wx) / wx.size();
    assertEquals(1e-6, variance, 4 * 1e-6 * Math.sqrt(2.0 / wx.size()));
  }

  private <S> Matrix outputs(Cell<S> cell, double... inputs) {
    Matrix x = Matrix.zeros(Precision.DOUBLE, inputs.length, 1);
    for (int t = 0; t < inputs.length; t++) {
      x.set(t, 0, inputs[t]);
    }
    Sequence xs = new Sequence(tape.constant(x), inputs.length);
    return cell.unroll(xs, cell.initialState(tape, 1)).outputs().rows().matrix();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static Parameter parameter(double... row) {
    return new Parameter("p", Matrix.of(Precision.DOUBLE, row));
  }
}
