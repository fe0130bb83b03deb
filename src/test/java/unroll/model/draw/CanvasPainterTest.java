package unroll.model.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class CanvasPainterTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int STEPS = 3;
  private static final int LATENT = 2;
  private static final int HIDDEN = 5;

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(29), Precision.DOUBLE);
  }

  private static CanvasPainter<?, ?> painter(Brush brush) {
    Initializer init = init();
    return CanvasPainter.of(
        STEPS,
        brush,
        Lstm.of(brush.seen() + HIDDEN, 4, init.named("encoder")),
        Lstm.of(LATENT, HIDDEN, init.named("decoder")),
        init);
  }

  private static CanvasPainter<?, ?> broad() {
    return painter(Brush.broad(HIDDEN, 3, 5, init()));
  }

  private static CanvasPainter<?, ?> fine() {
    return painter(Brush.fine(HIDDEN, 3, 5, 2, 3, init()));
  }

  static Stream<CanvasPainter<?, ?>> painters() {
    return Stream.of(broad(), fine());
  }

  private static final Matrix IMAGES = images();

  private static Matrix images() {
    Matrix images = Matrix.zeros(Precision.DOUBLE, 3, 15);
    for (int i = 0; i < 45; i += 2) {
      images.set(i / 15, i % 15, 1);
    }
    return images;
  }

  private static List<Matrix> noise(CanvasPainter<?, ?> painter) {
    return painter.noise(3, new SplittableRandom(30));
  }

  @ParameterizedTest
  @MethodSource("painters")
  void gradientMatchesFiniteDifferences(CanvasPainter<?, ?> painter) {
    double error =
        GradientCheck.error(
            painter.parameters(),
            tape -> painter.losses(tape, IMAGES, noise(painter)).bound(),
            new SplittableRandom(31));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  private static void fix(Linear layer, double output) {
    layer.weights().matrix().fill(0);
    layer.bias().matrix().fill(output);
  }

  @Test
  void encodingNothingCostsNothing() {
    CanvasPainter<?, ?> painter = broad();
    fix(painter.mean(), 0);
    fix(painter.logDeviation(), 0);
    // With the constant of the paper's equation 11, T/2, this would be T (Z - 1) / 2.
    assertEquals(
        0, painter.copy(Tape.off(), IMAGES, noise(painter)).divergence().scalar(), ROUNDING);
  }

  @Test
  void theConstantOfTheDivergenceCountsForEveryStepAndEveryLatentNumber() {
    CanvasPainter<?, ?> painter = broad();
    fix(painter.mean(), 1);
    fix(painter.logDeviation(), Math.log(2));
    double one = 0.5 * (1 + 4 - Math.log(4) - 1);
    assertEquals(
        STEPS * LATENT * one,
        painter.copy(Tape.off(), IMAGES, noise(painter)).divergence().scalar(),
        ROUNDING);
  }

  @Test
  void theDivergenceIsTheIntegralThatDefinesIt() {
    double mu = -0.7;
    double sigma = 0.6;
    double integral = 0;
    double step = 0.01;
    for (double z = -8; z < 8; z += step) {
      double d = (z - mu) / sigma;
      double logQ = -0.5 * d * d - Math.log(sigma);
      double logP = -0.5 * z * z;
      integral += Math.exp(logQ) / Math.sqrt(2 * Math.PI) * (logQ - logP) * step;
    }
    Tape tape = Tape.off();
    Value kl =
        CanvasPainter.divergence(
            tape.constant(Matrix.of(Precision.DOUBLE, new double[] {mu})),
            tape.constant(Matrix.of(Precision.DOUBLE, new double[] {Math.log(sigma)})));
    assertEquals(integral, kl.scalar(), 1e-9);
  }

  @Test
  void aGreyCanvasCostsLogTwoForEveryPixel() {
    CanvasPainter<?, ?> painter = broad();
    fix(((Brush.Broad) painter.brush()).paint(), 0);
    assertEquals(
        15 * Math.log(2),
        painter.losses(Tape.off(), IMAGES, noise(painter)).reconstruction().scalar(),
        ROUNDING);
  }

  @Test
  void aSurelyWrongPixelCostsItsWholeLogit() {
    CanvasPainter<?, ?> painter = broad();
    fix(((Brush.Broad) painter.brush()).paint(), 0);
    painter.blank().matrix().fill(-1000);
    Matrix white = Matrix.zeros(Precision.DOUBLE, 3, 15);
    white.fill(1);
    // A probability clipped at 1e-8 would cost 18.4 a pixel; exp(-1000) is 0 even in double.
    assertEquals(
        15 * 1000,
        painter.losses(Tape.off(), white, noise(painter)).reconstruction().scalar(),
        1e-9);
  }

  @ParameterizedTest
  @MethodSource("painters")
  void theDivergenceIsTheSumOverTheSteps(CanvasPainter<?, ?> painter) {
    CanvasPainter.Painting painting = painter.copy(Tape.off(), IMAGES, noise(painter));
    assertEquals(STEPS, painting.divergences().size());
    assertEquals(
        painting.divergence().scalar(),
        painting.divergences().stream().mapToDouble(Value::scalar).sum(),
        ROUNDING);
  }

  @ParameterizedTest
  @MethodSource("painters")
  void whereItWroteItReadsNext(CanvasPainter<?, ?> painter) {
    CanvasPainter.Painting painting = painter.copy(Tape.off(), IMAGES, noise(painter));
    assertEquals(painting.strokes().subList(0, STEPS - 1), painting.plans().subList(1, STEPS));
  }

  @ParameterizedTest
  @MethodSource("painters")
  void everyStrokeIsWhatTheCanvasGained(CanvasPainter<?, ?> painter) {
    CanvasPainter.Painting painting = painter.imagine(Tape.off(), noise(painter));
    Matrix before = painting.canvases().get(STEPS - 2).matrix();
    Matrix after = painting.last().matrix();
    Matrix stroke = painter.brush().write(painting.strokes().get(STEPS - 1)).matrix();
    for (int i = 0; i < 45; i++) {
      double gained = after.get(i / 15, i % 15) - before.get(i / 15, i % 15);
      assertEquals(gained, stroke.get(i / 15, i % 15), ROUNDING);
    }
  }

  @Test
  void aBroadBrushThatDoesNotFitItsImageIsRefused() {
    Linear paint = Linear.of(HIDDEN, 14, init());
    assertThrows(IllegalArgumentException.class, () -> new Brush.Broad(paint, 3, 5));
  }

  @Test
  void onlyTheLastCanvasIsCompared() {
    CanvasPainter<?, ?> painter = fine();
    CanvasPainter.Painting painting = painter.copy(Tape.off(), IMAGES, noise(painter));
    double nats = 0;
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < 15; i++) {
        double p = 1 / (1 + Math.exp(-painting.last().matrix().get(b, i)));
        nats -= Math.log(IMAGES.get(b, i) == 1 ? p : 1 - p) / 3;
      }
    }
    assertEquals(
        nats, painter.losses(Tape.off(), IMAGES, noise(painter)).reconstruction().scalar(), 1e-10);
  }

  @ParameterizedTest
  @MethodSource("painters")
  void whatItImaginesIsWhatItPaintsOfTheSameCode(CanvasPainter<?, ?> painter) {
    fix(painter.mean(), 1);
    fix(painter.logDeviation(), Math.log(2));
    List<Matrix> noise = noise(painter);
    List<Matrix> code = new ArrayList<>();
    for (Matrix fresh : noise) {
      Matrix z = fresh.copy();
      z.fill(1);
      z.kernels().addScaled(2, fresh, z); // mu + sigma noise
      code.add(z);
    }
    Matrix copied = painter.copy(Tape.off(), IMAGES, noise).last().matrix();
    Matrix imagined = painter.imagine(Tape.off(), code).last().matrix();
    for (int i = 0; i < 45; i++) {
      assertEquals(copied.get(i / 15, i % 15), imagined.get(i / 15, i % 15), ROUNDING);
    }
  }

  /** Paints a shade of its own and keeps what it was shown. */
  private record Watched(List<double[][]> errors) implements Brush {
    @Override
    public int height() {
      return 3;
    }

    @Override
    public int width() {
      return 5;
    }

    @Override
    public int seen() {
      return 15;
    }

    @Override
    public Value read(Value image, Value error, Value h) {
      errors.add(error.matrix().toArray());
      return image;
    }

    @Override
    public Value write(Value h) {
      Matrix shade = Matrix.zeros(Precision.DOUBLE, 3, 15);
      shade.fill(0.7);
      return h.tape().constant(shade);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }
  }

  @Test
  void theErrorIsTheImageLessThePictureSoFar() {
    Watched brush = new Watched(new ArrayList<>());
    CanvasPainter<?, ?> painter = painter(brush);
    painter.blank().matrix().fill(-0.2);
    painter.copy(Tape.off(), IMAGES, noise(painter));
    for (int t = 0; t < STEPS; t++) {
      double picture = 1 / (1 + Math.exp(0.2 - 0.7 * t)); // canvases add up
      assertEquals(IMAGES.get(1, 4) - picture, brush.errors().get(t)[1][4], ROUNDING);
    }
  }

  /** Points of a sum over one normal number: exact to 1e-9 for what is as smooth as here. */
  private static final int POINTS = 81;

  private static final double SPACING = 0.2;

  /** All pairs of points, for two steps of one latent number. */
  private static List<Matrix> grid() {
    List<Matrix> grid = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      grid.add(Matrix.zeros(Precision.DOUBLE, POINTS * POINTS, 1));
    }
    for (int row = 0; row < POINTS * POINTS; row++) {
      grid.get(0).set(row, 0, SPACING * (row / POINTS - POINTS / 2));
      grid.get(1).set(row, 0, SPACING * (row % POINTS - POINTS / 2));
    }
    return grid;
  }

  private static double weight(int row) {
    double a = grid1(row / POINTS);
    double b = grid1(row % POINTS);
    return Math.exp(-0.5 * (a * a + b * b)) / (2 * Math.PI) * SPACING * SPACING;
  }

  private static double grid1(int point) {
    return SPACING * (point - POINTS / 2);
  }

  /** {@code log p(x | canvas)} of one row, pixel by pixel. */
  private static double logLikelihood(Matrix canvas, int row, Matrix image) {
    double sum = 0;
    for (int i = 0; i < image.columns(); i++) {
      double logit = (2 * image.get(0, i) - 1) * canvas.get(row, i);
      sum -= Math.log1p(Math.exp(-logit));
    }
    return sum;
  }

  @Test
  void theBoundIsAboveTheTrueNegativeLogLikelihoodAndNotFarAbove() {
    Initializer init = init();
    Brush brush = Brush.broad(3, 2, 2, init);
    CanvasPainter<Elman.State, Elman.State> painter =
        CanvasPainter.of(
            2, brush, Elman.of(11, 3, init.named("e")), Elman.of(1, 3, init.named("d")), init);
    Matrix image = Matrix.of(Precision.DOUBLE, new double[] {1, 0, 0, 1});
    Matrix imagined = painter.imagine(Tape.off(), grid()).last().matrix();
    double likelihood = 0;
    for (int row = 0; row < POINTS * POINTS; row++) {
      likelihood += weight(row) * Math.exp(logLikelihood(imagined, row, image));
    }
    double bound = 0;
    List<Matrix> grid = grid();
    for (int row = 0; row < POINTS * POINTS; row += 1) {
      if (weight(row) > 1e-9) {
        List<Matrix> noise =
            List.of(grid.get(0).rows(row, row + 1), grid.get(1).rows(row, row + 1));
        bound += weight(row) * painter.losses(Tape.off(), image, noise).bound().scalar();
      }
    }
    double gap = bound + Math.log(likelihood);
    assertTrue(gap > 0, () -> "the bound lies below the truth by " + -gap);
    // An untrained encoder is not far from the prior, which is not far from the posterior here.
    assertTrue(gap < 1, () -> "the bound lies above the truth by " + gap);
  }

  @Test
  void parametersHaveDifferentNames() {
    for (CanvasPainter<?, ?> painter : List.of(broad(), fine())) {
      assertEquals(
          painter.parameters().size(),
          painter.parameters().stream().map(Parameter::name).distinct().count());
    }
  }

  @Test
  void anEncoderThatDoesNotFitIsRefusedNamingBothSides() {
    Initializer init = init();
    Brush brush = Brush.broad(HIDDEN, 3, 5, init);
    assertEquals(
        "an encoder of 30 inputs cannot read 30 numbers beside a decoder of 5",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    CanvasPainter.of(
                        2, brush, Lstm.of(30, 4, init), Lstm.of(2, HIDDEN, init), init))
            .getMessage());
  }
}
