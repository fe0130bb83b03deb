package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/** Every layer and loss against finite differences, at odd sizes, one row and one column. */
class LayerGradientTest {
  /**
   * Central differences in double reach about 1e-9; a wrong sign or term is off by 1e-2 or more.
   */
  private static final double FINITE_DIFFERENCE = 1e-7;

  /** A computation, its parameters and its inputs. */
  record Case(String name, List<Parameter> parameters, Function<Tape, Value> result) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Makes a case for inputs of n rows and m columns, and of some size. */
  private interface Make {
    Case of(String name, Initializer init, Parameter x);
  }

  static Stream<Arguments> cases() {
    List<Case> cases = new ArrayList<>();
    for (int[] shape : new int[][] {{1, 1}, {1, 5}, {7, 1}, {5, 3}}) {
      for (double size : new double[] {1, 30}) {
        String name = " of " + shape[0] + " x " + shape[1] + ", inputs of size " + size;
        add(cases, "linear" + name, shape, size, LayerGradientTest::linear);
        add(cases, "MLP" + name, shape, size, LayerGradientTest::mlp);
        add(cases, "embedding" + name, shape, size, LayerGradientTest::embedding);
        add(cases, "layer norm" + name, shape, size, LayerGradientTest::layerNorm);
        add(cases, "squared error" + name, shape, size, LayerGradientTest::squaredError);
        add(cases, "binary" + name, shape, size, LayerGradientTest::binaryCrossEntropy);
        for (Activation activation : Activation.values()) {
          add(
              cases,
              activation + name,
              shape,
              size,
              (n, init, x) -> new Case(n, List.of(x), tape -> activation.apply(x.on(tape))));
        }
      }
    }
    return cases.stream().map(Arguments::of);
  }

  private static void add(List<Case> cases, String name, int[] shape, double size, Make make) {
    Initializer init = Initializer.of(new SplittableRandom(11), Precision.DOUBLE);
    cases.add(make.of(name, init, init.normal("x", shape[0], shape[1], size)));
  }

  private static Case linear(String name, Initializer init, Parameter x) {
    Linear layer = Linear.of(x.matrix().columns(), 3, init);
    return new Case(name, with(layer, x), tape -> layer.apply(x.on(tape)));
  }

  private static Case mlp(String name, Initializer init, Parameter x) {
    Mlp layer = Mlp.of(Activation.SIGMOID, init, x.matrix().columns(), 4, 3, 2);
    return new Case(name, with(layer, x), tape -> layer.apply(x.on(tape)));
  }

  private static Case embedding(String name, Initializer init, Parameter x) {
    Embedding layer = Embedding.of(6, x.matrix().columns(), init);
    int[] symbols = new SplittableRandom(5).ints(x.matrix().rows(), 0, 6).toArray();
    return new Case(
        name, with(layer, x), tape -> layer.apply(tape, symbols).timesElements(x.on(tape)));
  }

  private static Case layerNorm(String name, Initializer init, Parameter x) {
    LayerNorm layer = LayerNorm.of(x.matrix().columns(), init);
    layer.gain().matrix().copyFrom(init.normal("", 1, x.matrix().columns(), 1).matrix());
    return new Case(name, with(layer, x), tape -> layer.apply(x.on(tape)));
  }

  private static Case squaredError(String name, Initializer init, Parameter x) {
    Matrix targets = init.normal("", x.matrix().rows(), x.matrix().columns(), 1).matrix();
    boolean[] counts = firstCounts(x);
    return new Case(
        name,
        List.of(x),
        tape ->
            Value.stack(
                List.of(
                    MeanSquaredError.mean(x.on(tape), targets),
                    MeanSquaredError.mean(x.on(tape), targets, counts))));
  }

  private static Case binaryCrossEntropy(String name, Initializer init, Parameter x) {
    Matrix targets = init.uniform("", x.matrix().rows(), x.matrix().columns(), 1).matrix();
    targets.kernels().sigmoid(targets, targets);
    boolean[] counts = firstCounts(x);
    return new Case(
        name,
        List.of(x),
        tape ->
            Value.stack(
                List.of(
                    BinaryCrossEntropy.mean(x.on(tape), targets),
                    BinaryCrossEntropy.mean(x.on(tape), targets, counts))));
  }

  private static boolean[] firstCounts(Parameter x) {
    boolean[] counts = new boolean[x.matrix().rows()];
    counts[0] = true;
    return counts;
  }

  private static List<Parameter> with(Trainable layer, Parameter x) {
    List<Parameter> all = new ArrayList<>(layer.parameters());
    all.add(x);
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientMatchesFiniteDifferences(Case one) {
    Value result = one.result().apply(Tape.off());
    Matrix factor =
        Initializer.of(new SplittableRandom(12), Precision.DOUBLE)
            .normal("", result.rows(), result.columns(), 1)
            .matrix();
    double error =
        GradientCheck.error(
            one.parameters(),
            tape -> one.result().apply(tape).timesElements(tape.constant(factor)).sum(),
            new SplittableRandom(13));
    assertTrue(error < FINITE_DIFFERENCE, "error " + error);
  }

  /** Named as in the models: one prefix a layer. */
  @ParameterizedTest
  @MethodSource("cases")
  void namesOfParametersDiffer(Case one) {
    List<String> names = one.parameters().stream().map(Parameter::name).toList();
    assertEquals(names.size(), Arrays.stream(names.toArray()).distinct().count());
  }
}
