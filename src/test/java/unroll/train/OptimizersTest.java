package unroll.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Elman;
import unroll.cell.Sequence;
import unroll.cell.SingleOutput;
import unroll.data.AddingProblem;
import unroll.house.Published;
import unroll.layer.Linear;
import unroll.layer.MeanSquaredError;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;

/** What every optimiser owes: the published update, a memory that can be saved, the same again. */
class OptimizersTest {
  /** The same formulas with their factors in another order. */
  private static final double ROUNDING = 1e-12;

  /** Five steps in float against five in double, of numbers about 1. */
  private static final double FLOAT_ROUNDING = 1e-5;

  private static final double[][] GRADIENTS = {
    {0.3, -2.0}, {-0.7, 0.5}, {2.5, 0.0}, {0.0, 1.25}, {-1e-6, -0.4}
  };

  /**
   * All optimisers at rate 0.1, each with what PyTorch 2.13.0 makes of the weights 0.5 and -1.5 by
   * the gradients above, in float64: torch.optim.SGD (momentum 0.9), Adagrad, RMSprop (alpha 0.99,
   * and 0.9), Adam, AdamW (weight_decay 0.01).
   */
  enum Kind {
    DESCENT(GradientDescent::of, 0.2900000999999999, -1.435),
    MOMENTUM((p, rate) -> Momentum.of(p, rate, 0.9), -0.0596229, -1.05043),
    NESTEROV((p, rate) -> Momentum.nesterov(p, rate, 0.9), -0.21366051000000008, -1.030387),
    ADAGRAD(Adagrad::of, 0.3962546998164944, -1.4597336637299314),
    RMSPROP(RmsProp::of, -0.5372076978662834, -1.1015632694581394),
    RMSPROP_09(
        (p, rate) -> new RmsProp(p, rate, 0.9, 1e-8), 0.17273579011605675, -1.3865665999914147),
    ADAM(Adam::of, 0.3122954023054384, -1.316538320296371),
    ADAMW((p, rate) -> AdamW.of(p, rate, 0.01), 0.3102194297616342, -1.309661195506245);

    private final BiFunction<List<Parameter>, Double, Optimizer> make;
    private final double[] torch;

    Kind(BiFunction<List<Parameter>, Double, Optimizer> make, double... torch) {
      this.make = make;
      this.torch = torch;
    }

    Optimizer of(List<Parameter> parameters, double rate) {
      return make.apply(parameters, rate);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fiveStepsAreThoseOfPyTorch(Kind kind) {
    Parameter w = parameter(Precision.DOUBLE, 0.5, -1.5);
    Optimizer optimizer = kind.of(List.of(w), 0.1);
    for (double[] gradient : GRADIENTS) {
      step(optimizer, w, gradient);
    }
    assertArrayEquals(kind.torch, w.matrix().toArray()[0], ROUNDING);
  }

  @ParameterizedTest
  @EnumSource
  void floatFollowsDouble(Kind kind) {
    Parameter w = parameter(Precision.FLOAT, 0.5, -1.5);
    Optimizer optimizer = kind.of(List.of(w), 0.1);
    for (double[] gradient : GRADIENTS) {
      step(optimizer, w, gradient);
    }
    assertArrayEquals(kind.torch, w.matrix().toArray()[0], FLOAT_ROUNDING);
  }

  // Two steps by hand from w = 1, at rate 1/2: first the gradient 4, then 3.

  @Test
  void descentIsAsComputedByHand() {
    // 1 - 4/2 = -1; -1 - 3/2 = -2.5
    assertEquals(-2.5, afterFourAndThree(Kind.DESCENT), ROUNDING);
  }

  @Test
  @Published("Polyak 1964")
  void momentumIsAsComputedByHand() {
    // v = 4, w = -1; v = 3.6 + 3 = 6.6, w = -1 - 3.3
    assertEquals(-4.3, afterFourAndThree(Kind.MOMENTUM), ROUNDING);
  }

  @Test
  void nesterovIsAsComputedByHand() {
    // v = 4, w = 1 - (4 + 3.6)/2 = -2.8; v = 6.6, w = -2.8 - (3 + 5.94)/2
    assertEquals(-7.27, afterFourAndThree(Kind.NESTEROV), ROUNDING);
  }

  @Test
  @Published("Sutskever, Martens, Dahl and Hinton 2013, equations 3 and 4")
  void nesterovStandsAtThePointThatTheirsLooksAheadTo() {
    // on the parabola 3 w^2 / 2: v = mu v - rate f'(theta + mu v), theta = theta + v
    double theta = 1;
    double v = 0;
    Parameter w = parameter(Precision.DOUBLE, 1);
    Optimizer optimizer = Momentum.nesterov(List.of(w), 0.1, 0.9);
    for (int t = 0; t < 5; t++) {
      v = 0.9 * v - 0.1 * 3 * (theta + 0.9 * v);
      theta = theta + v;
      step(optimizer, w, 3 * w.matrix().get(0, 0));
      assertEquals(theta + 0.9 * v, w.matrix().get(0, 0), ROUNDING, "after step " + (t + 1));
    }
  }

  @Test
  @Published("Duchi, Hazan and Singer 2011, the diagonal form")
  void adagradIsAsComputedByHand() {
    // s = 16, w = 1 - (4/4)/2 = 0.5; s = 25, w = 0.5 - (3/5)/2; epsilon is 1e-10
    assertEquals(0.2, afterFourAndThree(Kind.ADAGRAD), 1e-10);
  }

  @Test
  @Published("Tieleman and Hinton 2012, lecture 6e")
  void rmsPropIsAsComputedByHand() {
    // s = 1.6, w = 1 - 2/sqrt 1.6; s = 1.44 + 0.9 = 2.34, w -= 1.5/sqrt 2.34; epsilon is 1e-8
    double expected = 1 - 2 / Math.sqrt(1.6) - 1.5 / Math.sqrt(2.34);
    assertEquals(expected, afterFourAndThree(Kind.RMSPROP_09), 1e-7);
  }

  @Test
  @Published("Loshchilov and Hutter 2019, algorithm 2")
  void decayIsDecoupled() {
    // without a gradient Adam's own step is zero: only the decay is left, rate * decay a step
    Parameter w = parameter(Precision.DOUBLE, 8);
    step(AdamW.of(List.of(w), 0.5, 0.5), w, 0);
    assertEquals(6, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void decayDoesNotEnterTheMoments() {
    Parameter w = parameter(Precision.DOUBLE, 8);
    Optimizer optimizer = AdamW.of(List.of(w), 0.5, 0.5);
    step(optimizer, w, 2);
    assertEquals(0.2, optimizer.memory().get("adam.m.w").get(0, 0), ROUNDING);
  }

  @Test
  void adagradGoesOnByItsStepCount() {
    // s is kept as a mean: only with the count is it the sum again
    Parameter w = parameter(Precision.DOUBLE, 1);
    Adagrad saved = Adagrad.of(List.of(w), 0.5);
    step(saved, w, 4);
    Adagrad restored = Adagrad.of(List.of(w), 0.5);
    restored.memory().get("adagrad.s.w").copyFrom(saved.memory().get("adagrad.s.w"));
    restored.steps(saved.steps());
    step(restored, w, 3);
    assertEquals(0.2, w.matrix().get(0, 0), 1e-10);
  }

  @ParameterizedTest
  @EnumSource
  void aStepForgetsTheGradient(Kind kind) {
    Parameter w = parameter(Precision.DOUBLE, 1);
    step(kind.of(List.of(w), 0.1), w, 4);
    assertEquals(0, w.gradient().get(0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void everyStepIsCounted(Kind kind) {
    Parameter w = parameter(Precision.DOUBLE, 1);
    Optimizer optimizer = kind.of(List.of(w), 0.1);
    step(optimizer, w, 4);
    step(optimizer, w, 4);
    assertEquals(2, optimizer.steps());
  }

  @ParameterizedTest
  @EnumSource
  void everyParameterHasAMemoryOfItsOwn(Kind kind) {
    Parameter still = new Parameter("still", Matrix.of(Precision.DOUBLE, new double[] {1}));
    Parameter moved = parameter(Precision.DOUBLE, 1);
    Optimizer optimizer = kind.of(List.of(still, moved), 0.1);
    step(optimizer, moved, 4);
    boolean empty =
        optimizer.memory().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith(".still"))
            .allMatch(entry -> entry.getValue().get(0, 0) == 0);
    assertTrue(empty, optimizer.memory()::toString);
  }

  @ParameterizedTest
  @EnumSource
  void aRateThatIsNoneIsRefused(Kind kind) {
    assertThrows(
        IllegalArgumentException.class,
        () -> kind.of(List.of(parameter(Precision.DOUBLE, 1)), Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aMomentumOutOfRangeIsRefused(double momentum) {
    assertThrows(IllegalArgumentException.class, () -> Momentum.of(List.of(), 0.1, momentum));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aDecayOfSquaresOutOfRangeIsRefused(double decay) {
    assertThrows(IllegalArgumentException.class, () -> new RmsProp(List.of(), 0.1, decay, 1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void anEpsilonThatDoesNotKeepTheDivisionFiniteIsRefused(double epsilon) {
    assertThrows(IllegalArgumentException.class, () -> new RmsProp(List.of(), 0.1, 0.9, epsilon));
    assertThrows(IllegalArgumentException.class, () -> new Adagrad(List.of(), 0.1, epsilon));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightDecayOutOfRangeIsRefused(double decay) {
    assertThrows(IllegalArgumentException.class, () -> AdamW.of(List.of(), 0.1, decay));
  }

  // A small network on the adding problem: runs, and runs in parts.

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBits(Kind kind) {
    Run first = new Run(kind, Precision.FLOAT);
    Run second = new Run(kind, Precision.FLOAT);
    first.train(0, 12);
    second.train(0, 12);
    assertSameBits(first.matrices(), second.matrices());
  }

  @ParameterizedTest
  @EnumSource
  void anotherSeedGivesOtherBits(Kind kind) {
    Run first = new Run(kind, Precision.FLOAT);
    Run second = new Run(kind, Precision.FLOAT);
    second.random.state(second.random.state() + 1);
    first.train(0, 2);
    second.train(0, 2);
    assertFalse(
        first.matrices().get("cell.Wh").get(0, 0) == second.matrices().get("cell.Wh").get(0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void aRunOverACheckpointIsTheRunInOneBitForBit(Kind kind, @TempDir Path folder)
      throws IOException {
    Run whole = new Run(kind, Precision.FLOAT);
    whole.train(0, 12);
    Run before = new Run(kind, Precision.FLOAT);
    before.train(0, 5);
    before.checkpoint().write(folder.resolve("a.ckpt"));
    Run after = new Run(kind, Precision.FLOAT);
    after.restore(Checkpoint.read(folder.resolve("a.ckpt")));
    after.train(5, 12);
    assertSameBits(whole.matrices(), after.matrices());
  }

  @ParameterizedTest
  @EnumSource
  void aCheckpointOfFloatsGoesOnInDouble(Kind kind, @TempDir Path folder) throws IOException {
    assertPortable(kind, Precision.FLOAT, Precision.DOUBLE, folder.resolve("a.ckpt"));
  }

  @ParameterizedTest
  @EnumSource
  void aCheckpointOfDoublesGoesOnInFloat(Kind kind, @TempDir Path folder) throws IOException {
    assertPortable(kind, Precision.DOUBLE, Precision.FLOAT, folder.resolve("a.ckpt"));
  }

  @Test
  void theCheckpointOfAnotherOptimizerIsRefused() {
    Run momentum = new Run(Kind.MOMENTUM, Precision.FLOAT);
    Checkpoint checkpoint = momentum.checkpoint();
    Run adam = new Run(Kind.ADAM, Precision.FLOAT);
    String message =
        assertThrows(IllegalArgumentException.class, () -> adam.restore(checkpoint)).getMessage();
    assertEquals("the checkpoint has no matrix adam.m.cell.Wx: it is of something else", message);
  }

  private static void assertPortable(Kind kind, Precision from, Precision to, Path file)
      throws IOException {
    Run stayed = new Run(kind, from);
    stayed.train(0, 5);
    stayed.checkpoint().write(file);
    Run moved = new Run(kind, to);
    moved.restore(Checkpoint.read(file));
    stayed.train(5, 10);
    moved.train(5, 10);
    Map<String, Matrix> expected = stayed.matrices();
    moved
        .matrices()
        .forEach(
            (name, matrix) -> {
              for (int r = 0; r < matrix.rows(); r++) {
                assertArrayEquals(
                    expected.get(name).toArray()[r], matrix.toArray()[r], FLOAT_ROUNDING, name);
              }
            });
  }

  private static void assertSameBits(Map<String, Matrix> first, Map<String, Matrix> second) {
    first.forEach(
        (name, matrix) -> assertArrayEquals(matrix.toArray(), second.get(name).toArray(), name));
  }

  /** A run whose whole state can be saved. */
  private static final class Run {
    private static final int STEPS = 7;
    private static final int BATCH = 5;

    private final SplitMix random = new SplitMix(3);
    private final AddingProblem task = new AddingProblem(STEPS);
    private final Precision precision;
    private final SingleOutput<Elman.State> model;
    private final Optimizer optimizer;

    Run(Kind kind, Precision precision) {
      Initializer init = Initializer.of(new SplittableRandom(2), precision);
      this.precision = precision;
      this.model =
          new SingleOutput<>(
              Elman.of(AddingProblem.INPUTS, 6, init.named("cell")),
              Linear.of(6, 1, init.named("readout")));
      this.optimizer = kind.of(model.parameters(), 0.01);
    }

    void train(long from, long to) {
      Trainer.of(optimizer)
          .clipping(1)
          .fit(
              new Trainer.Start(from, 0),
              to,
              tape -> {
                AddingProblem.Examples drawn = task.draw(BATCH, precision, random);
                Sequence xs = new Sequence(tape.constant(drawn.inputs()), STEPS);
                return MeanSquaredError.mean(model.apply(xs), drawn.targets());
              });
    }

    Map<String, Matrix> matrices() {
      Map<String, Matrix> all = new LinkedHashMap<>();
      model.parameters().forEach(parameter -> all.put(parameter.name(), parameter.matrix()));
      all.putAll(optimizer.memory());
      return all;
    }

    Checkpoint checkpoint() {
      return new Checkpoint(
          Map.of("random", Long.toString(random.state()), "t", Long.toString(optimizer.steps())),
          matrices());
    }

    void restore(Checkpoint checkpoint) {
      checkpoint.restore(matrices());
      random.state(checkpoint.whole("random"));
      optimizer.steps(checkpoint.whole("t"));
    }
  }

  private static double afterFourAndThree(Kind kind) {
    Parameter w = parameter(Precision.DOUBLE, 1);
    Optimizer optimizer = kind.of(List.of(w), 0.5);
    step(optimizer, w, 4);
    step(optimizer, w, 3);
    return w.matrix().get(0, 0);
  }

  private static void step(Optimizer optimizer, Parameter w, double... gradient) {
    w.gradient().copyFrom(Matrix.of(w.matrix().precision(), gradient));
    optimizer.step();
  }

  private static Parameter parameter(Precision precision, double... numbers) {
    return new Parameter("w", Matrix.of(precision, numbers));
  }
}
