package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.layer.Activation;
import unroll.layer.CrossEntropy;
import unroll.layer.LayerNorm;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.ComplexMatrix;
import unroll.tape.ComplexTwin;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The cells a second time, in complex numbers and as their equations stand in the lecture and the
 * papers, with a readout and softmax cross-entropy behind them; also where inputs of 50 and 700
 * saturate every unit, finite differences being of no use there.
 */
class ComplexCellsTest {
  private static final int INPUTS = 2;
  private static final int CLASSES = 4;
  private static final double LAYER_NORM_EPSILON = 1e-5;

  /** One step of a cell: from the input and the state, its parts in a list, the output first. */
  private interface Step {
    List<ComplexMatrix> of(
        Function<Parameter, ComplexMatrix> z, ComplexMatrix x, List<ComplexMatrix> before);
  }

  private record Subject(String name, Cell<?> cell, int parts, Step step) {}

  private record Start(int batch, int steps, int hidden, double size) {}

  static Stream<Arguments> twins() {
    return Stream.of(
            new Start(1, 1, 1, 1),
            new Start(3, 1, 3, 1),
            new Start(1, 4, 3, 1),
            new Start(2, 3, 5, 1),
            new Start(2, 3, 3, 50),
            new Start(2, 3, 3, 700))
        .flatMap(start -> subjects(start.hidden()).stream().map(s -> Arguments.of(twin(s, start))));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void lossIsTheComplexOne(ComplexTwin twin) {
    twin.holdValues();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void gradientIsTheComplexStep(ComplexTwin twin) {
    twin.holdGradients();
  }

  private static ComplexTwin twin(Subject subject, Start start) {
    Initializer init = init(2);
    Parameter x = init.normal("x", start.steps() * start.batch(), INPUTS, 1);
    if (start.size() > 1) {
      for (int r = 0; r < x.matrix().rows(); r++) {
        for (int c = 0; c < INPUTS; c++) {
          x.matrix().set(r, c, Math.signum(x.matrix().get(r, c)) * start.size());
        }
      }
    }
    Linear readout = Linear.of(start.hidden(), CLASSES, init.named("readout"));
    int[] targets =
        new SplittableRandom(4).ints(start.steps() * start.batch(), -1, CLASSES).toArray();
    targets[0] = 1;
    List<Parameter> parameters = new ArrayList<>(subject.cell().parameters());
    parameters.addAll(readout.parameters());
    parameters.add(x);
    return new ComplexTwin(
        subject.name() + ", " + start,
        start.size(),
        parameters,
        tape ->
            CrossEntropy.mean(
                readout.apply(outputs(subject.cell(), x.on(tape), start, tape)), targets),
        z -> {
          List<ComplexMatrix> state = new ArrayList<>();
          for (int part = 0; part < subject.parts(); part++) {
            state.add(ComplexMatrix.of(zeros(start.batch(), start.hidden())));
          }
          ComplexMatrix loss = ComplexMatrix.of(zeros(1, 1));
          int counted = 0;
          for (int t = 0; t < start.steps(); t++) {
            ComplexMatrix xt = z.apply(x).rows(t * start.batch(), (t + 1) * start.batch());
            state = subject.step().of(z, xt, state);
            ComplexMatrix o =
                state.get(0).times(z.apply(readout.weights())).plus(z.apply(readout.bias()));
            for (int b = 0; b < start.batch(); b++) {
              int target = targets[t * start.batch() + b];
              if (target >= 0) {
                loss = loss.plus(o.rows(b, b + 1).crossEntropy(target));
                counted++;
              }
            }
          }
          return loss.scale(1.0 / counted);
        });
  }

  private static <S> Value outputs(Cell<S> cell, Value x, Start start, Tape tape) {
    Sequence xs = new Sequence(x, start.steps());
    return cell.unroll(xs, cell.initialState(tape, start.batch())).outputs().rows();
  }

  private static List<Subject> subjects(int hidden) {
    List<Subject> all = new ArrayList<>();
    for (Activation g : List.of(Activation.TANH, Activation.SIGMOID, Activation.IDENTITY)) {
      Elman cell = uneven(Elman.of(INPUTS, hidden, g, init(1)));
      all.add(new Subject("Elman, " + g, cell, 1, (z, x, s) -> elman(cell, z, x, s)));
    }
    Lstm lstm = uneven(Lstm.of(INPUTS, hidden, init(1)));
    all.add(new Subject("LSTM", lstm, 2, (z, x, s) -> lstm(lstm, z, x, s)));
    PeepholeLstm seeing = uneven(PeepholeLstm.of(INPUTS, hidden, init(1)));
    all.add(new Subject("peephole LSTM", seeing, 2, (z, x, s) -> peephole(seeing, z, x, s)));
    NormalizedLstm normal = uneven(NormalizedLstm.of(INPUTS, hidden, init(1)));
    all.add(new Subject("normalised LSTM", normal, 2, (z, x, s) -> normalized(normal, z, x, s)));
    for (Gru.Reset reset : Gru.Reset.values()) {
      Gru gru = uneven(Gru.of(INPUTS, hidden, reset, init(1)));
      all.add(new Subject("GRU, " + reset, gru, 1, (z, x, s) -> gru(gru, z, x, s)));
    }
    double[] taus = new double[hidden];
    java.util.Arrays.setAll(taus, j -> 1.5 + j);
    Leaky leaky = uneven(Leaky.learned(INPUTS, taus, init(1)));
    all.add(new Subject("leaky", leaky, 1, (z, x, s) -> leaky(leaky, z, x, s)));
    return all;
  }

  private static List<ComplexMatrix> elman(
      Elman cell, Function<Parameter, ComplexMatrix> z, ComplexMatrix x, List<ComplexMatrix> s) {
    ComplexMatrix a =
        x.times(z.apply(cell.inputWeights()))
            .plus(s.get(0).times(z.apply(cell.recurrentWeights())))
            .plus(z.apply(cell.bias()));
    return List.of(
        switch (cell.activation()) {
          case TANH -> a.tanh();
          case SIGMOID -> a.sigmoid();
          case RELU -> a.relu();
          case IDENTITY -> a;
        });
  }

  private static List<ComplexMatrix> lstm(
      Lstm cell, Function<Parameter, ComplexMatrix> z, ComplexMatrix x, List<ComplexMatrix> s) {
    ComplexMatrix a =
        x.times(z.apply(cell.inputWeights()))
            .plus(s.get(0).times(z.apply(cell.recurrentWeights())))
            .plus(z.apply(cell.bias()));
    int n = cell.hidden();
    ComplexMatrix i = block(a, 0, n).sigmoid();
    ComplexMatrix f = block(a, 1, n).sigmoid();
    ComplexMatrix o = block(a, 2, n).sigmoid();
    ComplexMatrix g = block(a, 3, n).tanh();
    ComplexMatrix c = f.timesElements(s.get(1)).plus(i.timesElements(g));
    return List.of(o.timesElements(c.tanh()), c);
  }

  private static List<ComplexMatrix> peephole(
      PeepholeLstm cell,
      Function<Parameter, ComplexMatrix> z,
      ComplexMatrix x,
      List<ComplexMatrix> s) {
    ComplexMatrix a =
        x.times(z.apply(cell.inputWeights()))
            .plus(s.get(0).times(z.apply(cell.recurrentWeights())))
            .plus(z.apply(cell.bias()));
    int n = cell.hidden();
    ComplexMatrix p = z.apply(cell.peepholes());
    ComplexMatrix i = block(a, 0, n).plus(s.get(1).timesElements(block(p, 0, n))).sigmoid();
    ComplexMatrix f = block(a, 1, n).plus(s.get(1).timesElements(block(p, 1, n))).sigmoid();
    ComplexMatrix g = block(a, 3, n).tanh();
    ComplexMatrix c = f.timesElements(s.get(1)).plus(i.timesElements(g));
    ComplexMatrix o = block(a, 2, n).plus(c.timesElements(block(p, 2, n))).sigmoid();
    return List.of(o.timesElements(c.tanh()), c);
  }

  private static List<ComplexMatrix> normalized(
      NormalizedLstm cell,
      Function<Parameter, ComplexMatrix> z,
      ComplexMatrix x,
      List<ComplexMatrix> s) {
    ComplexMatrix a =
        norm(cell.inputNorm(), z, x.times(z.apply(cell.inputWeights())))
            .plus(norm(cell.recurrentNorm(), z, s.get(0).times(z.apply(cell.recurrentWeights()))));
    int n = cell.hidden();
    ComplexMatrix c =
        block(a, 1, n)
            .sigmoid()
            .timesElements(s.get(1))
            .plus(block(a, 0, n).sigmoid().timesElements(block(a, 3, n).tanh()));
    ComplexMatrix h = block(a, 2, n).sigmoid().timesElements(norm(cell.memoryNorm(), z, c).tanh());
    return List.of(h, c);
  }

  private static ComplexMatrix norm(
      LayerNorm layer, Function<Parameter, ComplexMatrix> z, ComplexMatrix x) {
    Matrix share = Matrix.zeros(Precision.DOUBLE, x.columns(), x.columns());
    share.fill(1.0 / x.columns());
    Matrix epsilon = zeros(1, x.columns());
    epsilon.fill(LAYER_NORM_EPSILON);
    ComplexMatrix average = ComplexMatrix.of(share);
    ComplexMatrix centred = x.plus(x.times(average).scale(-1));
    ComplexMatrix variance = centred.timesElements(centred).times(average);
    return centred
        .timesElements(variance.plus(ComplexMatrix.of(epsilon)).log().scale(-0.5).exp())
        .timesElements(z.apply(layer.gain()))
        .plus(z.apply(layer.bias()));
  }

  private static List<ComplexMatrix> gru(
      Gru cell, Function<Parameter, ComplexMatrix> z, ComplexMatrix x, List<ComplexMatrix> s) {
    int hidden = cell.hidden();
    ComplexMatrix before = s.get(0);
    ComplexMatrix a = x.times(z.apply(cell.inputWeights())).plus(z.apply(cell.bias()));
    ComplexMatrix w = before.times(z.apply(cell.gateWeights()));
    ComplexMatrix r = block(a, 0, hidden).plus(block(w, 0, hidden)).sigmoid();
    ComplexMatrix u = block(a, 1, hidden).plus(block(w, 1, hidden)).sigmoid();
    ComplexMatrix wn = z.apply(cell.candidateWeights());
    ComplexMatrix q =
        cell.reset() == Gru.Reset.BEFORE_PRODUCT
            ? r.timesElements(before).times(wn)
            : r.timesElements(before.times(wn).plus(z.apply(cell.candidateBias())));
    ComplexMatrix n = block(a, 2, hidden).plus(q).tanh();
    return List.of(n.plus(u.timesElements(before.plus(n.scale(-1)))));
  }

  private static List<ComplexMatrix> leaky(
      Leaky cell, Function<Parameter, ComplexMatrix> z, ComplexMatrix x, List<ComplexMatrix> s) {
    ComplexMatrix before = s.get(0);
    ComplexMatrix target =
        x.times(z.apply(cell.inputWeights()))
            .plus(before.times(z.apply(cell.recurrentWeights())))
            .plus(z.apply(cell.bias()))
            .tanh();
    // 1 / tau = 1 / (1 + exp(slowness))
    ComplexMatrix rate = z.apply(cell.slowness()).scale(-1).sigmoid();
    return List.of(before.plus(target.plus(before.scale(-1)).timesElements(rate)));
  }

  private static ComplexMatrix block(ComplexMatrix all, int number, int width) {
    return all.columns(number * width, (number + 1) * width);
  }

  /** Gives biases, gains and peepholes numbers of their own, so that none is zero or one. */
  private static <C extends Cell<?>> C uneven(C cell) {
    Initializer init = init(3);
    for (Parameter parameter : cell.parameters()) {
      Matrix matrix = parameter.matrix();
      if (matrix.rows() == 1) {
        matrix.kernels().addScaled(1, init.normal("", 1, matrix.columns(), 0.3).matrix(), matrix);
      }
    }
    return cell;
  }

  private static Initializer init(long seed) {
    return Initializer.of(new SplittableRandom(seed), Precision.DOUBLE);
  }

  private static Matrix zeros(int rows, int columns) {
    return Matrix.zeros(Precision.DOUBLE, rows, columns);
  }
}
