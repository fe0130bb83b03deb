package unroll.model.glimpse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.glimpse.GlimpseReader.Losses;
import unroll.model.glimpse.GlimpseReader.Reading;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.train.Adam;

class GlimpseReaderTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int[] LABELS = {2, 0, 1};

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(23), Precision.DOUBLE);
  }

  private static GlimpseReader<Lstm.State> reader() {
    return GlimpseReader.of(
        new Retina(5, 7, 2, 2), 0.3, 4, Lstm.of(3, 5, init().named("core")), 3, init());
  }

  private static final Matrix IMAGES = init().uniform("images", 3, 35, 1).matrix();

  private static List<Matrix> places() {
    List<Matrix> places = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      places.add(init().in(Precision.DOUBLE).uniform("l" + t, 3, 2, 0.9).matrix());
      places.get(t).set(t, 0, 0.1 * t);
    }
    return places;
  }

  @Test
  void gradientOfTheHybridLossMatchesFiniteDifferencesAtGivenPlaces() {
    GlimpseReader<?> reader = reader();
    double[] rewards = {1, 0, 1};
    double[][] advantages = {{0.7, -0.2, 0.4}, {0.3, -0.8, 0.1}};
    // The core is left out of the check of places and baselines: their gradient stops at it.
    List<Parameter> heads = new ArrayList<>(reader.next().parameters());
    heads.addAll(reader.baseline().parameters());
    double error =
        GradientCheck.error(
            heads,
            tape -> {
              Reading reading = reader.read(tape, IMAGES, 3, Gaze.along(places()));
              return reader.losses(reading, LABELS, rewards, advantages).hybrid();
            },
            new SplittableRandom(24));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void gradientOfThePathMatchesFiniteDifferences() {
    GlimpseReader<?> reader = reader().alongPath(3, 0.5, init());
    double[] rewards = {1, 0, 1};
    double[][] advantages = {{0.7, -0.2, 0.4}, {0.3, -0.8, 0.1}};
    double error =
        GradientCheck.error(
            List.of(reader.path()),
            tape -> {
              Reading reading = reader.read(tape, IMAGES, 3, Gaze.along(places()));
              return reader.losses(reading, LABELS, rewards, advantages).looking();
            },
            new SplittableRandom(24));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void gradientOfReadingMatchesFiniteDifferencesInEveryParameter() {
    GlimpseReader<?> reader = reader();
    double error =
        GradientCheck.error(
            reader.parameters(),
            tape -> {
              Reading reading = reader.read(tape, IMAGES, 3, Gaze.along(places()));
              return reader.losses(reading, LABELS, new double[3], new double[2][3]).reading();
            },
            new SplittableRandom(25));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void onlyReadingMovesTheCore() {
    GlimpseReader<?> reader = reader();
    Reading reading = reader.read(new Tape(), IMAGES, 3, Gaze.along(places()));
    Losses losses =
        reader.losses(reading, LABELS, new double[3], new double[][] {{1, 1, 1}, {1, 1, 1}});
    losses.looking().plus(losses.expecting()).backward();
    for (Parameter parameter : reader.core().parameters()) {
      Matrix gradient = parameter.gradient();
      assertEquals(0, gradient.kernels().sumOfSquares(gradient), parameter.name());
    }
  }

  /** A world small enough to try every place: one image, and the second glimpse on a grid. */
  private static final class Tiny {
    static final double DEVIATION = 0.25;
    final GlimpseReader<Elman.State> reader =
        GlimpseReader.of(
            new Retina(3, 3, 2, 1), DEVIATION, 3, Elman.of(2, 3, init().named("core")), 2, init());
    final List<Matrix> places = new ArrayList<>();
    final Matrix images;
    final int side;
    final double spacing;

    /** The places of the second glimpse lie within a reach of the middle. */
    Tiny(int side, double reach) {
      this.side = side;
      this.spacing = 2 * reach / (side - 1);
      images = Matrix.zeros(Precision.DOUBLE, side * side, 9);
      images.fillRows(init().uniform("image", 1, 9, 1).matrix());
      places.add(Matrix.zeros(Precision.DOUBLE, side * side, 2));
      places.add(Matrix.zeros(Precision.DOUBLE, side * side, 2));
      for (int row = 0; row < side * side; row++) {
        places.get(1).set(row, 0, spacing * (row % side) - reach);
        places.get(1).set(row, 1, spacing * (row / side) - reach);
      }
      balanceClasses();
    }

    /** Moves the border between the classes to the middle of what the policy sees. */
    private void balanceClasses() {
      Reading reading = read(Tape.off());
      double[] policy = policy(reading);
      Matrix logits = reading.logits().matrix();
      double ahead = 0;
      for (int row = 0; row < size(); row++) {
        ahead += policy[row] * (logits.get(row, 0) - logits.get(row, 1));
      }
      reader.classes().bias().matrix().set(0, 1, ahead);
    }

    int size() {
      return side * side;
    }

    Reading read(Tape tape) {
      return reader.read(tape, images, 2, Gaze.along(places));
    }

    /** How likely each place is, as a share of the plane. */
    double[] policy(Reading reading) {
      Matrix log = reader.logPolicy(reading.means().get(0), places.get(1)).matrix();
      double[] policy = new double[size()];
      for (int row = 0; row < policy.length; row++) {
        policy[row] = Math.exp(log.get(row, 0)) * spacing * spacing;
      }
      return policy;
    }

    /** 1 where the reader, having looked there, says the first of two classes. */
    double[] rewards(Reading reading) {
      return reading.rewards(new int[size()]);
    }

    double expectedReward() {
      Reading reading = read(Tape.off());
      double[] policy = policy(reading);
      double[] rewards = rewards(reading);
      double sum = 0;
      for (int row = 0; row < policy.length; row++) {
        sum += policy[row] * rewards[row];
      }
      return sum;
    }

    /** The gradient of the surrogate, every place weighted by how often it would be drawn. */
    double[] meanPolicyGradient(double baseline) {
      reader.parameters().forEach(Parameter::zeroGradient);
      Reading reading = read(new Tape());
      double[] policy = policy(reading);
      double[] rewards = rewards(reading);
      double[][] advantages = new double[1][size()];
      for (int row = 0; row < size(); row++) {
        advantages[0][row] = size() * policy[row] * (rewards[row] - baseline);
      }
      reader.losses(reading, new int[size()], rewards, advantages).looking().backward();
      return gradients();
    }

    double[] gradients() {
      return reader.next().parameters().stream()
          .flatMapToDouble(
              p -> Arrays.stream(p.gradient().toArray()).flatMapToDouble(Arrays::stream))
          .toArray();
    }

    /** Minus the slope of the expected reward in every weight of the location network. */
    double[] enumerated() {
      double step = 1e-5;
      List<Double> slopes = new ArrayList<>();
      for (Parameter parameter : reader.next().parameters()) {
        Matrix w = parameter.matrix();
        for (int r = 0; r < w.rows(); r++) {
          for (int c = 0; c < w.columns(); c++) {
            double before = w.get(r, c);
            w.set(r, c, before + step);
            double up = expectedReward();
            w.set(r, c, before - step);
            slopes.add(-(up - expectedReward()) / (2 * step));
            w.set(r, c, before);
          }
        }
      }
      return slopes.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  @Test
  void theTinyWorldRewardsSomePlacesOnly() {
    double reward = new Tiny(33, 2).expectedReward();
    assertTrue(reward > 0.05 && reward < 0.95, () -> "expected reward " + reward);
  }

  @Test
  @Published({"Williams 1992", "Mnih et al. 2014, section 3.1"})
  void thePolicyGradientIsThatOfTheEnumeratedExpectation() {
    Tiny tiny = new Tiny(33, 2);
    assertArrayEquals(tiny.enumerated(), tiny.meanPolicyGradient(0), 1e-8);
  }

  @Test
  void aBaselineDoesNotChangeThePolicyGradientOnTheMean() {
    // Half a deviation between places, eight deviations far: the sum is an integral to 1e-10.
    Tiny tiny = new Tiny(33, 2);
    double[] without = tiny.meanPolicyGradient(0);
    assertArrayEquals(without, tiny.meanPolicyGradient(0.6), 1e-9);
  }

  @Test
  void theBaselineLearnsTheExpectedReward() {
    Tiny tiny = new Tiny(5, 1);
    Adam adam = Adam.of(tiny.reader.baseline().parameters(), 0.05);
    double[] rewards = tiny.rewards(tiny.read(Tape.off()));
    Tape tape = new Tape();
    Reading reading = tiny.read(tape);
    for (int step = 0; step < 300; step++) {
      tape.clear();
      reading = tiny.read(tape);
      tiny.reader.losses(reading, new int[25], rewards, new double[1][25]).expecting().backward();
      adam.step();
    }
    double mean = Arrays.stream(rewards).average().orElseThrow();
    assertEquals(mean, reading.baselines().get(0).matrix().get(0, 0), 1e-3);
  }

  @Test
  void aWanderingGazeLooksAroundTheMeanWithItsDeviation() {
    Matrix means = Matrix.zeros(Precision.DOUBLE, 20_000, 2);
    means.fill(0.4);
    Matrix places = Gaze.wandering(0.2, new SplittableRandom(26)).at(0, means);
    double mean = places.kernels().sum(places) / places.size();
    double square = places.kernels().sumOfSquares(places) / places.size();
    // Five deviations of a mean of 40,000 draws.
    assertEquals(0.4, mean, 5 * 0.2 / 200);
    assertEquals(0.04, square - mean * mean, 5 * 0.04 * Math.sqrt(2) / 200);
  }

  @Test
  void thePolicyIsTheNormalDensity() {
    GlimpseReader<?> reader = reader();
    Tape tape = Tape.off();
    var means = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {0.1, -0.2}));
    Matrix place = Matrix.of(Precision.DOUBLE, new double[] {0.4, 0.4});
    // One and two deviations of 0.3 away.
    assertEquals(
        -0.5 * (1 + 4) - Math.log(2 * Math.PI * 0.09),
        reader.logPolicy(means, place).scalar(),
        ROUNDING);
  }

  @Test
  void anAdvantageIsTheRewardLessWhatWasExpected() {
    GlimpseReader<?> reader = reader();
    reader.baseline().weights().matrix().fill(0);
    reader.baseline().bias().matrix().fill(0.25);
    Reading reading = reader.read(Tape.off(), IMAGES, 3, Gaze.steady());
    double[][] advantages = reading.advantages(new double[] {1, 0, 1});
    assertEquals(2, advantages.length);
    assertArrayEquals(new double[] {0.75, -0.25, 0.75}, advantages[1], ROUNDING);
  }

  @Test
  void theNextPlaceIsSquashedIntoTheImage() {
    GlimpseReader<?> reader = reader();
    reader.next().weights().matrix().fill(0);
    reader.next().bias().matrix().copyFrom(Matrix.of(Precision.DOUBLE, new double[] {0.5, -30}));
    Reading reading = reader.read(Tape.off(), IMAGES, 2, Gaze.steady());
    Matrix place = reading.places().get(1);
    assertArrayEquals(new double[] {Math.tanh(0.5), -1}, place.toArray()[2], ROUNDING);
  }

  @Test
  void theFirstGlimpseIsOfTheMiddle() {
    Reading reading = reader().read(Tape.off(), IMAGES, 2, Gaze.steady());
    assertArrayEquals(new double[2], reading.places().get(0).toArray()[1]);
  }

  @Test
  void aSingleGlimpseHasNothingToChoose() {
    GlimpseReader<?> reader = reader();
    Reading reading = reader.read(Tape.off(), IMAGES, 1, Gaze.steady());
    Losses losses = reader.losses(reading, LABELS, new double[3], new double[0][]);
    assertEquals(0, losses.looking().scalar() + losses.expecting().scalar());
  }

  @Test
  void advantagesOfOtherSizesAreRefused() {
    Reading reading = reader().read(Tape.off(), IMAGES, 3, Gaze.steady());
    assertEquals(
        "3 rewards and advantages of 1 glimpses for 3 images and 2 chosen glimpses",
        assertThrows(
                IllegalArgumentException.class,
                () -> reader().losses(reading, LABELS, new double[3], new double[1][3]))
            .getMessage());
  }
}
