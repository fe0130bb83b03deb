package unroll.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.ComplexMatrix;
import unroll.tape.ComplexTwin;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Every layer and loss written a second time, in complex numbers and as its equation stands; so
 * also where it is saturated, at logits of 50 and 700, finite differences being of no use there.
 */
class ComplexLayersTest {
  private static final double LAYER_NORM_EPSILON = 1e-5;

  /** Rows and columns of an input, and how far from zero its numbers are. */
  private record Start(int rows, int columns, double size) {
    Initializer init() {
      return Initializer.of(new SplittableRandom(11), Precision.DOUBLE);
    }

    Parameter input(Initializer init) {
      Parameter x = init.normal("x", rows, columns, 1);
      if (size > 1) {
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            x.matrix().set(r, c, Math.signum(x.matrix().get(r, c)) * size);
          }
        }
      }
      return x;
    }
  }

  static Stream<ComplexTwin> twins() {
    return Stream.of(
            new Start(5, 3, 1),
            new Start(1, 1, 1),
            new Start(1, 5, 1),
            new Start(7, 1, 1),
            new Start(5, 3, 50),
            new Start(5, 3, 700))
        .flatMap(
            start ->
                Stream.of(
                    linear(start),
                    mlp(start),
                    layerNorm(start),
                    embedding(start),
                    crossEntropy(start),
                    binaryCrossEntropy(start),
                    squaredError(start),
                    attention(start, "additive"),
                    attention(start, "dot"),
                    attention(start, "general")));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void resultIsTheComplexOne(ComplexTwin twin) {
    twin.holdValues();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void gradientIsTheComplexStep(ComplexTwin twin) {
    twin.holdGradients();
  }

  private static ComplexTwin twin(
      String name,
      Start start,
      List<Parameter> parameters,
      Function<unroll.tape.Tape, Value> real,
      Function<Function<Parameter, ComplexMatrix>, ComplexMatrix> complex) {
    return new ComplexTwin(name + ", " + start, start.size(), parameters, real, complex);
  }

  private static ComplexTwin linear(Start start) {
    Initializer init = start.init();
    Parameter x = start.input(init);
    Linear layer = Linear.of(start.columns(), 4, init);
    layer.bias().matrix().copyFrom(init.normal("", 1, 4, 1).matrix());
    return twin(
        "linear",
        start,
        with(layer, x),
        tape -> layer.apply(x.on(tape)),
        z -> z.apply(x).times(z.apply(layer.weights())).plus(z.apply(layer.bias())));
  }

  private static ComplexTwin mlp(Start start) {
    Initializer init = start.init();
    Parameter x = start.input(init);
    Mlp layer = Mlp.of(Activation.SIGMOID, init, start.columns(), 4, 2);
    Linear low = layer.layers().get(0);
    Linear high = layer.layers().get(1);
    return twin(
        "MLP",
        start,
        with(layer, x),
        tape -> layer.apply(x.on(tape)),
        z ->
            z.apply(x)
                .times(z.apply(low.weights()))
                .plus(z.apply(low.bias()))
                .sigmoid()
                .times(z.apply(high.weights()))
                .plus(z.apply(high.bias())));
  }

  private static ComplexTwin layerNorm(Start start) {
    Initializer init = start.init();
    // numbers that differ, or nothing is left of them
    Parameter x = init.normal("x", start.rows(), start.columns(), start.size());
    LayerNorm layer = LayerNorm.of(start.columns(), init);
    layer.gain().matrix().copyFrom(init.normal("", 1, start.columns(), 1).matrix());
    layer.bias().matrix().copyFrom(init.normal("", 1, start.columns(), 1).matrix());
    return twin(
        "layer norm",
        start,
        with(layer, x),
        tape -> layer.apply(x.on(tape)),
        z -> layerNorm(z.apply(x), z.apply(layer.gain()), z.apply(layer.bias())));
  }

  /** Ba, Kiros and Hinton 2016, equation 4; the means are products with a matrix of 1/K. */
  private static ComplexMatrix layerNorm(ComplexMatrix x, ComplexMatrix gain, ComplexMatrix bias) {
    ComplexMatrix average = filled(x.columns(), x.columns(), 1.0 / x.columns());
    ComplexMatrix centred = x.plus(x.times(average).scale(-1));
    ComplexMatrix variance = centred.timesElements(centred).times(average);
    ComplexMatrix scale =
        variance.plus(filled(1, x.columns(), LAYER_NORM_EPSILON)).log().scale(-0.5).exp();
    return centred.timesElements(scale).timesElements(gain).plus(bias);
  }

  private static ComplexTwin embedding(Start start) {
    Initializer init = start.init();
    Embedding layer = Embedding.of(6, start.columns(), init);
    int[] symbols = new SplittableRandom(5).ints(start.rows(), 0, 6).toArray();
    return twin(
        "embedding",
        start,
        layer.parameters(),
        tape -> layer.apply(tape, symbols).tanh(),
        z -> oneHot(symbols, 6).times(z.apply(layer.table())).tanh());
  }

  private static ComplexTwin crossEntropy(Start start) {
    Parameter x = start.input(start.init());
    int[] targets = new SplittableRandom(6).ints(start.rows(), -1, start.columns()).toArray();
    targets[0] = 0;
    return twin(
        "cross-entropy",
        start,
        List.of(x),
        tape -> CrossEntropy.mean(x.on(tape), targets),
        z -> z.apply(x).crossEntropy(targets));
  }

  private static ComplexTwin binaryCrossEntropy(Start start) {
    Initializer init = start.init();
    Parameter x = start.input(init);
    Matrix y = init.uniform("", start.rows(), start.columns(), 0.5).matrix();
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        y.set(r, c, y.get(r, c) + 0.5);
      }
    }
    boolean[] counts = counts(start.rows());
    return twin(
        "binary cross-entropy",
        start,
        List.of(x),
        tape -> BinaryCrossEntropy.mean(x.on(tape), y, counts),
        // log(1 + e^x) - x y is the cross-entropy of two classes with the logits 0 and x
        z -> {
          ComplexMatrix sum = filled(1, 1, 0);
          int counted = 0;
          for (int r = 0; r < start.rows(); r++) {
            counted += counts[r] ? 1 : 0;
            for (int c = 0; counts[r] && c < start.columns(); c++) {
              ComplexMatrix logit = z.apply(x).rows(r, r + 1).columns(c, c + 1);
              ComplexMatrix both = logit.times(ComplexMatrix.of(row(0, 1)));
              sum = sum.plus(both.logSumExp()).plus(logit.scale(-y.get(r, c)));
            }
          }
          return sum.scale(1.0 / counted);
        });
  }

  private static ComplexTwin squaredError(Start start) {
    Initializer init = start.init();
    Parameter x = start.input(init);
    Matrix y = init.normal("", start.rows(), start.columns(), 1).matrix();
    return twin(
        "squared error",
        start,
        List.of(x),
        tape -> MeanSquaredError.mean(x.on(tape), y),
        z -> {
          ComplexMatrix difference = z.apply(x).plus(ComplexMatrix.of(y).scale(-1));
          return difference
              .timesElements(difference)
              .sum()
              .scale(1.0 / start.rows() / start.columns());
        });
  }

  /** The rows are the places of two examples, the last of the second masked; M = H = columns. */
  private static ComplexTwin attention(Start start, String kind) {
    int places = Math.max(2, start.rows());
    Initializer init = start.init();
    Parameter memory = new Start(2 * places, start.columns(), start.size()).input(init);
    Parameter queries = init.normal("queries", 2, start.columns(), 1);
    Attention attention =
        switch (kind) {
          case "additive" -> AdditiveAttention.of(start.columns(), start.columns(), 3, init);
          case "general" -> GeneralAttention.of(start.columns(), start.columns(), init);
          default -> new DotAttention();
        };
    boolean[] counts = new boolean[2 * places];
    java.util.Arrays.fill(counts, true);
    counts[2 * places - 1] = false;
    return twin(
        kind + " attention",
        start,
        with(attention, memory, queries),
        tape ->
            attention
                .read(queries.on(tape), attention.memory(memory.on(tape), 2, counts))
                .context(),
        z -> {
          ComplexMatrix contexts = null;
          for (int b = 0; b < 2; b++) {
            int[] own = new int[b == 0 ? places : places - 1];
            for (int s = 0; s < own.length; s++) {
              own[s] = s * 2 + b;
            }
            ComplexMatrix values = oneHot(own, 2 * places).times(z.apply(memory));
            ComplexMatrix query = z.apply(queries).rows(b, b + 1);
            ComplexMatrix alpha = scores(attention, z, query, values).transpose().softmax();
            ComplexMatrix placed = oneHot(new int[] {b}, 2).transpose().times(alpha.times(values));
            contexts = contexts == null ? placed : contexts.plus(placed);
          }
          return contexts;
        });
  }

  /** S x 1: Bahdanau, Cho and Bengio 2015, appendix A.1.2; Luong, Pham and Manning 2015, (8). */
  private static ComplexMatrix scores(
      Attention attention,
      Function<Parameter, ComplexMatrix> z,
      ComplexMatrix query,
      ComplexMatrix values) {
    if (attention instanceof AdditiveAttention a) {
      return values
          .times(z.apply(a.memoryWeights()))
          .plus(query.times(z.apply(a.queryWeights())))
          .tanh()
          .times(z.apply(a.scoreWeights()).transpose());
    }
    if (attention instanceof GeneralAttention g) {
      return values.times(query.times(z.apply(g.weights())).transpose());
    }
    return values.times(query.transpose());
  }

  private static boolean[] counts(int rows) {
    boolean[] counts = new boolean[rows];
    for (int r = 0; r < rows; r += 2) {
      counts[r] = true;
    }
    return counts;
  }

  private static ComplexMatrix filled(int rows, int columns, double number) {
    Matrix matrix = Matrix.zeros(Precision.DOUBLE, rows, columns);
    matrix.fill(number);
    return ComplexMatrix.of(matrix);
  }

  private static Matrix row(double... numbers) {
    return Matrix.of(Precision.DOUBLE, numbers);
  }

  private static ComplexMatrix oneHot(int[] symbols, int count) {
    Matrix matrix = Matrix.zeros(Precision.DOUBLE, symbols.length, count);
    for (int r = 0; r < symbols.length; r++) {
      matrix.set(r, symbols[r], 1);
    }
    return ComplexMatrix.of(matrix);
  }

  private static List<Parameter> with(Trainable layer, Parameter... inputs) {
    List<Parameter> all = new ArrayList<>(layer.parameters());
    all.addAll(List.of(inputs));
    return all;
  }
}
