package e14_hello;

import e14_hello.Speller.Weights;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 14-hello, written against the contract; start them from an IDE if you like.
 *
 * <p>With all weights at zero a network says "even odds", and only the bias of the logits has a
 * gradient: so the first steps of training work out on paper.
 */
@ExtendWith(SubjectExtension.class)
class HelloTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);
  private static final int[] HELLO = {0, 1, 2, 2, 3};

  private final Speller speller;

  HelloTest(Speller speller) {
    this.speller = speller;
  }

  @Test
  @Task(1)
  @Points(2)
  void firstTwoStepsWorkOutOnPaper() {
    // two characters, the word 0 1 1: both predictions want a 1. Even odds: the gradient of c is
    // (1/2, -1/2). With rate ln 3 the logits are then ln 3 apart: odds of 1 to 3.
    Weights weights = zeros(2, 2);
    double[] losses = speller.train(weights, new int[] {0, 1, 1}, LN3, 2);
    Expect.that("the losses of two steps", row(losses))
        .suspect("the parameters move with the gradient, not against it", row(LN2, Math.log(4)))
        .suspect("the losses are taken after the updates", row(Math.log(4.0 / 3), afterTwo()))
        .suspect("the targets are the inputs: each wants the character that follows", row(LN2, LN2))
        .is(row(LN2, Math.log(4.0 / 3)), TOLERANCE, "the loss of each step, before its update");
    Expect.that("the bias of the logits after two steps", weights.c())
        .suspect("nothing was updated", row(0, 0))
        .suspect(
            "the gradients of the steps before are still in the sum: begin each step with zeros",
            row(-1.25 * LN3, 1.25 * LN3))
        .suspect("one update is missing", row(-0.5 * LN3, 0.5 * LN3))
        .is(row(-0.75 * LN3, 0.75 * LN3), TOLERANCE, "p = p - rate * gradient, in every step");
  }

  /** The loss when the logits are 1.5 ln 3 apart. */
  private static double afterTwo() {
    return Math.log(1 + Math.pow(3, -1.5));
  }

  @Test
  @Task(1)
  void everyParameterIsTrained() {
    Weights weights = fresh();
    Weights before = fresh();
    speller.train(weights, HELLO, 0.5, 1);
    requireMoved("Wx", weights.wx(), before.wx());
    requireMoved("Wh", weights.wh(), before.wh());
    requireMoved("b", weights.b(), before.b());
    requireMoved("Wo", weights.wo(), before.wo());
    requireMoved("c", weights.c(), before.c());
  }

  private static void requireMoved(String name, DMatrixRMaj after, DMatrixRMaj before) {
    if (Arrays.equals(after.data, before.data)) {
      throw new AssertionError(
          name
              + " is as it was before the step: expected a change, came none."
              + "\nLook at the update: all five parameters move, in the matrices that were given");
    }
  }

  @Test
  @Task(1)
  void helloIsLearned() {
    double[] losses = lossesOfHello();
    double last = losses[losses.length - 1];
    if (!(last < 0.01)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the loss after 300 steps: expected under 0.01 nats per character, came %.4f.%nLook"
                  + " at the loop: score, then update, 300 times",
              last));
    }
  }

  private double[] lossesOfHello() {
    double[] losses = speller.train(fresh(), HELLO, 0.5, 300);
    if (losses.length != 300) {
      throw new AssertionError(
          "the losses of 300 steps: expected 300 numbers, came "
              + losses.length
              + ".\nLook at the array that is returned: one loss a step");
    }
    return losses;
  }

  @Test
  @Task(1)
  void lossesAreTheApprovedOnes(Approval approval) {
    double[] losses = lossesOfHello();
    StringBuilder text = new StringBuilder();
    text.append("Learning hello: loss before each step, 3 units, rate 0.5\n");
    text.append("  step  nats per character\n");
    for (int step : new int[] {0, 1, 2, 5, 10, 20, 50, 100, 200, 299}) {
      text.append(String.format(Locale.ROOT, "%6d  %.4f\n", step, losses[step]));
    }
    approval.verify("training", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void temperatureSharpensAndFlattens() {
    // odds of 3 to 1; at temperature 1/2 squared, at temperature 2 their root
    double[] logits = {LN3, 0};
    double root = Math.sqrt(3) / (1 + Math.sqrt(3));
    Expect.that("the probabilities at temperature 1", row(speller.probabilities(logits, 1)))
        .suspect("the logits are not made into probabilities", row(LN3, 0))
        .is(row(0.75, 0.25), TOLERANCE, "softmax(o / temperature)");
    Expect.that("the probabilities at temperature 1/2", row(speller.probabilities(logits, 0.5)))
        .suspect("the temperature is ignored", row(0.75, 0.25))
        .suspect("the logits are multiplied by the temperature; divide", row(root, 1 - root))
        .suspect("the probabilities are divided, not the logits", row(1.5, 0.5))
        .is(row(0.9, 0.1), TOLERANCE, "softmax(o / temperature)");
    Expect.that("the probabilities at temperature 2", row(speller.probabilities(logits, 2)))
        .suspect("the logits are multiplied by the temperature; divide", row(0.9, 0.1))
        .is(row(root, 1 - root), TOLERANCE, "softmax(o / temperature)");
  }

  @Test
  @Task(2)
  void temperatureZeroTakesTheLargest() {
    double[] logits = {-1, 2, 2, 0};
    Expect.that("the probabilities at temperature 0", row(speller.probabilities(logits, 0)))
        .suspect(
            "something is divided by zero: ask for temperature 0 first",
            row(Double.NaN, Double.NaN, Double.NaN, Double.NaN))
        .suspect("of equal logits the first one counts", row(0, 0, 1, 0))
        .suspect("of equal logits the first one has all", row(0, 0.5, 0.5, 0))
        .suspect("all are alike at temperature 0; it is the other way round", even(4))
        .is(row(0, 1, 0, 0), TOLERANCE, "temperature 0: the largest logit has probability 1");
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(2)
  void trainedNetworkWritesHello() {
    int[] written = speller.write(trained(), 0, 0, new double[4]);
    Expect.that("what follows h at temperature 0 (e = 1, l = 2, o = 3)", row(written))
        .suspect("the state is not handed on: each step starts from zero", row(1, 2, 3, 2))
        .suspect("the first character is read again and again: feed back", row(1, 1, 1, 1))
        .suspect("the first character is written too; only what follows it", row(0, 1, 2, 2))
        .is(row(1, 2, 2, 3), TOLERANCE, "read, draw, and read what was drawn");
  }

  @Test
  @Task(value = 3, needs = 2)
  void drawFallsIntoTheRightShare() {
    // shares 1/2, 1/4, 1/4, whatever is read
    Weights weights = zeros(3, 1);
    weights.c().set(0, 0, LN2);
    int[] written = speller.write(weights, 0, 1, new double[] {0.1, 0.45, 0.55, 0.7, 0.8, 0.99});
    Expect.that("what six draws from shares 1/2, 1/4, 1/4 give", row(written))
        .suspect("the largest is always taken: use the draws", row(0, 0, 0, 0, 0, 0))
        .suspect("the shares are laid out from the end", row(2, 1, 0, 0, 0, 0))
        .suspect("one character too far: the first whose sum is above u", row(1, 1, 2, 2, 2, 2))
        .is(row(0, 0, 1, 1, 2, 2), TOLERANCE, "the first k with p_0 + ... + p_k > u");
  }

  @Test
  @Task(value = 3, needs = 2)
  void writingIsTheApprovedOne(Approval approval) {
    double[] draws = new double[24];
    Arrays.setAll(draws, n -> (n + 1) * 0.6180339887498949 % 1);
    StringBuilder text = new StringBuilder();
    text.append("Writing after h, 24 characters, golden-ratio draws\n");
    text.append("temperature  written\n");
    for (double temperature : new double[] {0, 0.5, 1, 2, 1000}) {
      text.append(String.format(Locale.ROOT, "%11.1f  h", temperature));
      for (int symbol : speller.write(trained(), 0, temperature, draws)) {
        text.append("helo".charAt(symbol));
      }
      text.append('\n');
    }
    approval.verify("writing", text.toString());
  }

  /** Four characters, three units, as drawn at random. */
  private static Weights fresh() {
    return new Weights(
        new DMatrixRMaj(
            new double[][] {
              {-0.2, 0.4, -1}, {-0.4, -0.7, -0.8}, {-0.6, -0.3, -0.2}, {0.1, -0.2, 0.4}
            }),
        new DMatrixRMaj(new double[][] {{-0.6, 0.8, -0.9}, {0.3, -0.2, 0.1}, {-0.7, -0.6, 0.6}}),
        row(0, 0, 0),
        new DMatrixRMaj(
            new double[][] {
              {0.9, -0.4, 0.4, 0.8}, {0.8, -0.8, -0.9, -0.7}, {0.8, -0.8, -0.2, 0.9}
            }),
        row(0, 0, 0, 0));
  }

  /** The same after 300 steps, rounded: one decimal is enough to spell hello. */
  private static Weights trained() {
    return new Weights(
        new DMatrixRMaj(
            new double[][] {
              {-1.1, 1.8, -1.4}, {-0.5, -1.1, -1.8}, {-0.1, -1.4, 0.9}, {0.1, -0.2, 0.4}
            }),
        new DMatrixRMaj(new double[][] {{-1.5, 0.4, -1.7}, {0.2, 0.5, -0.6}, {-1, 0.5, 0.8}}),
        row(-0.4, -0.1, -0.3),
        new DMatrixRMaj(
            new double[][] {{1, -1.1, 0.3, 1.5}, {1, 2.1, -3.1, -1.5}, {1.1, -1.5, -2.2, 3.3}}),
        row(-1, -0.1, 0.5, 0.6));
  }

  private static Weights zeros(int characters, int units) {
    return new Weights(
        new DMatrixRMaj(characters, units),
        new DMatrixRMaj(units, units),
        new DMatrixRMaj(1, units),
        new DMatrixRMaj(units, characters),
        new DMatrixRMaj(1, characters));
  }

  private static DMatrixRMaj even(int count) {
    DMatrixRMaj shares = new DMatrixRMaj(1, count);
    shares.fill(1.0 / count);
    return shares;
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj row(int[] values) {
    return row(Arrays.stream(values).asDoubleStream().toArray());
  }
}
