package unroll.model.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.house.Published;
import unroll.layer.AdditiveAttention;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.caption.Captioner.Scene;
import unroll.sample.BeamSearch;
import unroll.sample.Hypothesis;
import unroll.sample.Sampler;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.train.Adam;

class CaptionerTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int VOCABULARY = 7;
  private static final int BEGIN = 0;
  private static final int END = 1;

  private static Initializer init(Precision precision) {
    return Initializer.of(new SplittableRandom(11), precision);
  }

  private static Captioner<Lstm.State> plain(Precision precision) {
    Initializer init = init(precision);
    return Captioner.of(VOCABULARY, 3, Lstm.of(4, 9, init.named("cell")), init);
  }

  private static Captioner<?> stacked() {
    Initializer init = init(Precision.DOUBLE);
    Stacked cell = Stacked.of(Lstm.of(4, 5, init.named("1")), Gru.of(5, 3, init.named("2")));
    return Captioner.of(VOCABULARY, 3, cell, init);
  }

  private static Captioner<Gru.State> attending() {
    Initializer init = init(Precision.DOUBLE);
    return Captioner.attending(
        VOCABULARY,
        3,
        AdditiveAttention.of(5, 2, 3, init.named("attention")),
        2,
        Gru.of(6, 5, init.named("cell")),
        init);
  }

  static Stream<Captioner<?>> captioners() {
    return Stream.of(plain(Precision.DOUBLE), stacked(), attending());
  }

  private static final Scene SCENE =
      new Scene(
          init(Precision.DOUBLE).normal("images", 3, 3, 1).matrix(),
          init(Precision.DOUBLE).normal("regions", 12, 2, 1).matrix());

  private static final int[][] INPUTS = {{BEGIN, BEGIN, BEGIN}, {2, 3, 4}, {5, 1, 6}, {6, 1, 1}};
  private static final int[][] TARGETS = {{2, 3, 4}, {5, END, 6}, {6, -1, END}, {END, -1, -1}};

  @ParameterizedTest
  @MethodSource("captioners")
  void gradientMatchesFiniteDifferences(Captioner<?> captioner) {
    double error =
        GradientCheck.error(
            captioner.parameters(),
            tape -> captioner.loss(tape, SCENE, INPUTS, TARGETS),
            new SplittableRandom(12));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @ParameterizedTest
  @MethodSource("captioners")
  void theFirstWordDependsOnTheImage(Captioner<?> captioner) {
    Matrix logits = captioner.tell(Tape.off(), SCENE, INPUTS).logits().matrix();
    assertNotEquals(logits.get(0, 2), logits.get(1, 2));
  }

  @Test
  @Published("Vinyals et al. 2015, equation 13")
  void theLossIsMinusTheLogarithmOfEveryWordOfTheSentence() {
    // theirs is the sum of a sentence, ours the mean of all words that count
    Captioner<?> captioner = plain(Precision.DOUBLE);
    double[][] logits = captioner.tell(Tape.off(), SCENE, INPUTS).logits().matrix().toArray();
    double sum = 0;
    int words = 0;
    for (int row = 0; row < logits.length; row++) {
      int word = TARGETS[row / 3][row % 3];
      if (word >= 0) {
        double all = java.util.Arrays.stream(logits[row]).map(Math::exp).sum();
        sum -= Math.log(Math.exp(logits[row][word]) / all);
        words++;
      }
    }
    double loss = captioner.loss(Tape.off(), SCENE, INPUTS, TARGETS).scalar();
    assertEquals(sum / words, loss, ROUNDING);
  }

  @Test
  void theRegionsAreLookedAtBeforeEveryWord() {
    List<unroll.tape.Value> weights = attending().tell(Tape.off(), SCENE, INPUTS).weights();
    assertEquals(4, weights.size());
    for (unroll.tape.Value step : weights) {
      for (double[] image : step.matrix().toArray()) {
        assertEquals(4, image.length);
        assertEquals(1, image[0] + image[1] + image[2] + image[3], ROUNDING);
      }
    }
  }

  @Test
  void anImageHearsOnlyOfItsOwnRegions() {
    Matrix regions = SCENE.regions().copy();
    regions.rows(4, 8).fill(3); // of image 1
    Scene changed = new Scene(SCENE.images(), regions);
    Matrix before = attending().tell(Tape.off(), SCENE, INPUTS).logits().matrix();
    Matrix after = attending().tell(Tape.off(), changed, INPUTS).logits().matrix();
    for (int row = 0; row < before.rows(); row++) {
      boolean same = before.get(row, 3) == after.get(row, 3);
      assertEquals(row % 3 != 1, same, "row " + row);
    }
  }

  @Test
  @Published("Xu et al. 2015")
  void everyPartOfTheStateIsMadeOfTheImage() {
    Captioner<Lstm.State> captioner = plain(Precision.DOUBLE);
    Lstm.State state =
        captioner.first().from(Tape.off().constant(Matrix.of(Precision.DOUBLE, new double[3])));
    assertEquals(0, state.h().matrix().get(0, 0));
    for (Linear projection : captioner.first().projections()) {
      projection.bias().matrix().fill(0.5);
    }
    state = captioner.first().from(Tape.off().constant(SCENE.images().zerosLike(1, 3)));
    assertEquals(Math.tanh(0.5), state.h().matrix().get(0, 8), ROUNDING);
    assertEquals(Math.tanh(0.5), state.c().matrix().get(0, 8), ROUNDING);
  }

  @Test
  void threeImagesAreLearntByHeartAndDescribed() {
    Captioner<?> captioner = plain(Precision.FLOAT);
    Scene scene = Scene.of(SCENE.images().to(Precision.FLOAT));
    Adam adam = Adam.of(captioner.parameters(), 0.05);
    Tape tape = new Tape();
    for (int step = 0; step < 150; step++) {
      tape.clear();
      captioner.loss(tape, scene, INPUTS, TARGETS).backward();
      adam.step();
    }
    int[][] expected = {{2, 5, 6}, {3}, {4, 6}};
    for (int b = 0; b < 3; b++) {
      Scene one = Scene.of(scene.images().rows(b, b + 1));
      assertArrayEquals(
          expected[b],
          captioner.describe(one, BEGIN, END, 8, Sampler.greedy(), new SplittableRandom(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("captioners")
  void imagesSideBySideAreDescribedAsEachAlone(Captioner<?> captioner) {
    List<int[]> all =
        captioner.describeAll(SCENE, BEGIN, END, 6, Sampler.greedy(), new SplittableRandom(1));
    for (int b = 0; b < 3; b++) {
      Scene one = new Scene(SCENE.images().rows(b, b + 1), SCENE.regions().rows(4 * b, 4 * b + 4));
      int[] alone =
          captioner.describe(one, BEGIN, END, 6, Sampler.greedy(), new SplittableRandom(1));
      assertArrayEquals(alone, all.get(b));
    }
  }

  @ParameterizedTest
  @MethodSource("captioners")
  void aBeamOfOneSaysTheLikeliestWords(Captioner<?> captioner) {
    Scene one = new Scene(SCENE.images().rows(2, 3), SCENE.regions().rows(8, 12));
    assertArrayEquals(
        captioner.describe(one, BEGIN, END, 6, Sampler.greedy(), new SplittableRandom(1)),
        captioner.search(one, BEGIN, END, 6, BeamSearch.of(1)).get(0).toArray());
  }

  @ParameterizedTest
  @MethodSource("captioners")
  void theProbabilityOfWhatABeamFindsIsThatOfTellingIt(Captioner<?> captioner) {
    Scene one = new Scene(SCENE.images().rows(0, 1), SCENE.regions().rows(0, 4));
    for (Hypothesis found : captioner.search(one, BEGIN, END, 3, BeamSearch.of(4))) {
      int words = found.symbols().size() + (found.ended() ? 1 : 0);
      int[][] inputs = new int[words][1];
      int[][] targets = new int[words][1];
      for (int t = 0; t < words; t++) {
        inputs[t][0] = t == 0 ? BEGIN : found.symbols().get(t - 1);
        targets[t][0] = t < found.symbols().size() ? found.symbols().get(t) : END;
      }
      double nats = words * captioner.loss(Tape.off(), one, inputs, targets).scalar();
      assertEquals(-nats, found.logProbability(), ROUNDING);
    }
  }

  @Test
  void moreThanOneImageIsNotSearched() {
    assertEquals(
        "one image is described at a time, not 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> attending().search(SCENE, BEGIN, END, 3, BeamSearch.of(2)))
            .getMessage());
  }

  @Test
  void anAttendingCaptionerWithoutRegionsIsToldSo() {
    assertEquals(
        "0 regions cannot be divided among 3 images",
        assertThrows(
                IllegalArgumentException.class,
                () -> attending().tell(Tape.off(), Scene.of(SCENE.images()), INPUTS))
            .getMessage());
  }
}
