package e14_hello;

import e14_hello.Speller.Weights;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 14-hello: other words and sizes, huge logits, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class HelloHiddenTest {
  private static final double TOLERANCE = 1e-12;

  /** Three updates, each a sum over a word. */
  private static final double TRAINED = 1e-11;

  // V, H and the length of the word: no two alike
  private static final int[][] SIZES = {{3, 1, 2}, {4, 2, 5}, {2, 5, 7}};

  private final Speller speller;

  HelloHiddenTest(Speller speller) {
    this.speller = speller;
  }

  @Test
  @Task(1)
  @Points(3)
  void trainingIsRightForOtherWords() {
    Random random = new Random(14001);
    for (int[] size : SIZES) {
      Weights weights = HelloOracle.weights(random, size[0], size[1]);
      int[] word = word(random, size[0], size[2]);
      double rate = 0.1 + random.nextDouble();
      Weights expected = HelloOracle.copy(weights);
      Weights before = HelloOracle.copy(weights);
      double[] losses = HelloOracle.train(expected, word, rate, 3);
      String where = " for V = " + size[0] + ", H = " + size[1];
      Expect.that("the losses of three steps" + where, row(speller.train(weights, word, rate, 3)))
          .is(row(losses), TRAINED, "the loss of each step, before its update");
      compare("Wx" + where, weights.wx(), before.wx(), expected.wx());
      compare("Wh" + where, weights.wh(), before.wh(), expected.wh());
      compare("b" + where, weights.b(), before.b(), expected.b());
      compare("Wo" + where, weights.wo(), before.wo(), expected.wo());
      compare("c" + where, weights.c(), before.c(), expected.c());
    }
  }

  private static void compare(
      String what, DMatrixRMaj came, DMatrixRMaj before, DMatrixRMaj expected) {
    Expect.that(what + " after three steps", came)
        .suspect("it is not updated", before)
        .is(expected, TRAINED, "p = p - rate * gradient, for all five parameters");
  }

  @Test
  @Task(1)
  void trainingLeavesTheWordAlone() {
    Random random = new Random(14002);
    int[] word = word(random, 4, 6);
    DMatrixRMaj before = row(word);
    speller.train(HelloOracle.weights(random, 4, 2), word, 0.3, 2);
    Expect.unmodified("the word", row(word), before);
  }

  @Test
  @Task(2)
  @Points(2)
  void probabilitiesAreRightAtOtherTemperatures() {
    Random random = new Random(14003);
    for (double temperature : new double[] {0.3, 0.7, 1, 1.8, 5}) {
      double[] logits = random.doubles(5, -2, 2).toArray();
      Expect.that(
              "five probabilities at another temperature",
              row(speller.probabilities(logits, temperature)))
          .suspect(
              "the logits are multiplied by the temperature; divide",
              row(HelloOracle.probabilities(logits, 1 / temperature)))
          .is(
              row(HelloOracle.probabilities(logits, temperature)),
              TOLERANCE,
              "softmax(o / temperature)");
    }
  }

  @Test
  @Task(2)
  void probabilitiesSurviveHugeLogits() {
    double[] logits = {-1e6, 1e6, 1e6 - Math.log(3)};
    Expect.that("the probabilities of huge logits", row(speller.probabilities(logits, 1)))
        .suspect("exp overflows: subtract the largest logit first", row(0, Double.NaN, Double.NaN))
        .is(row(0, 0.75, 0.25), 1e-9, "softmax: subtract the largest logit before exp");
    Expect.that("the probabilities at a tiny temperature", row(speller.probabilities(logits, 1e-9)))
        .is(row(0, 1, 0), TOLERANCE, "subtract before dividing by the temperature");
  }

  @Test
  @Task(2)
  void probabilitiesLeaveTheLogitsAlone() {
    double[] logits = new Random(14004).doubles(4).toArray();
    DMatrixRMaj before = row(logits.clone());
    speller.probabilities(logits, 0.5);
    speller.probabilities(logits, 0);
    Expect.unmodified("the logits", row(logits), before);
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(3)
  void writingIsRightForOtherNetworks() {
    Random random = new Random(14005);
    for (int[] size : new int[][] {{2, 3}, {5, 4}, {7, 1}}) {
      Weights weights = HelloOracle.weights(random, size[0], size[1]);
      int first = random.nextInt(size[0]);
      double temperature = 0.5 + random.nextDouble();
      double[] draws = random.doubles(40).toArray();
      int[] came = speller.write(weights, first, temperature, draws);
      Expect.that("40 characters for V = " + size[0] + ", H = " + size[1], row(came))
          .is(
              row(HelloOracle.write(weights, first, temperature, draws)),
              TOLERANCE,
              "read, make probabilities, draw, and read what was drawn; the state goes on");
    }
  }

  @Test
  @Task(value = 3, needs = 2)
  void writingLeavesItsArgumentsAlone() {
    Random random = new Random(14006);
    Weights weights = HelloOracle.weights(random, 3, 2);
    Weights before = HelloOracle.copy(weights);
    double[] draws = random.doubles(5).toArray();
    DMatrixRMaj given = row(draws.clone());
    speller.write(weights, 1, 1, draws);
    Expect.unmodified("b", weights.b(), before.b());
    Expect.unmodified("c", weights.c(), before.c());
    Expect.unmodified("Wx", weights.wx(), before.wx());
    Expect.unmodified("the draws", row(draws), given);
  }

  @Test
  @Task(value = 3, needs = 2)
  void everyWritingStartsFromZero() {
    Weights weights = HelloOracle.weights(new Random(14007), 4, 3);
    double[] draws = new Random(14008).doubles(6).toArray();
    DMatrixRMaj once = row(speller.write(weights, 2, 1, draws));
    Expect.that(
            "the same six characters, asked for again", row(speller.write(weights, 2, 1, draws)))
        .is(once, TOLERANCE, "h_0 = 0 at the beginning of every call");
  }

  private static int[] word(Random random, int characters, int length) {
    return random.ints(length, 0, characters).toArray();
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj row(int[] values) {
    return row(Arrays.stream(values).asDoubleStream().toArray());
  }
}
