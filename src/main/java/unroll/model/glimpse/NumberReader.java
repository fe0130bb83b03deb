package unroll.model.glimpse;

import java.util.ArrayList;
import java.util.List;
import unroll.data.HouseNumbers;
import unroll.layer.CrossEntropy;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Reads a number digit by digit, a few glimpses for each, and says when there is no further digit
 * (after Ba, Mnih and Kavukcuoglu 2015, "Multiple object recognition with visual attention").
 *
 * <pre>
 *   p(answer_k) = softmax(h_(k n) Wa + ba),    k = 1 to K, n glimpses for each answer
 *   answers     = digit, digit, ..., end       nothing is asked for behind the end
 *   R_k         = 1 if answer k is right, else 0: the reward of the n glimpses before it
 * </pre>
 *
 * <p>The eye is a {@link GlimpseReader}. It differs from the paper in that there is one recurrent
 * layer, no coarse view of the whole image, and that a glimpse is rewarded for the answer it is
 * taken for and not for all later ones: with few steps of training the smaller spread is worth more
 * than the farther sight.
 *
 * @param eye looks and remembers; its classes are {@link #ANSWERS}
 * @param perDigit n, at least 1
 * @param longest K, digits of the longest number, at least 1
 * @param <S> the state of the core
 */
public record NumberReader<S>(GlimpseReader<S> eye, int perDigit, int longest)
    implements Trainable {
  /** The answer that says: no more digits. */
  public static final int END = 10;

  /** How many answers there are: ten digits and the end. */
  public static final int ANSWERS = 11;

  /** In targets: nothing is asked for. */
  private static final int UNASKED = -1;

  /**
   * Checks the sizes.
   *
   * @param eye looks and remembers
   * @param perDigit n, at least 1
   * @param longest K, at least 1
   * @throws IllegalArgumentException if a number is below 1, or the eye has other classes
   */
  public NumberReader {
    int classes = eye.classes().bias().matrix().columns();
    if (perDigit < 1 || longest < 1 || classes != ANSWERS) {
      throw new IllegalArgumentException(
          String.format(
              "no reader of %d digits by %d glimpses each and %d answers:"
                  + " both are at least 1, and the answers %d",
              longest, perDigit, classes, ANSWERS));
    }
  }

  /**
   * What came of reading.
   *
   * @param glimpses where was looked, and what was expected
   * @param answers K logits, B x {@link #ANSWERS}
   */
  public record Reading(GlimpseReader.Reading glimpses, List<Value> answers) {
    /**
     * Reads the likeliest answers up to the first end.
     *
     * @return B numbers; 0 where the first answer is the end
     */
    public int[] numbers() {
      int[] numbers = new int[answers.get(0).rows()];
      for (int b = 0; b < numbers.length; b++) {
        for (Value answer : answers) {
          int digit = likeliest(answer.matrix(), b);
          if (digit == END) {
            break;
          }
          numbers[b] = 10 * numbers[b] + digit;
        }
      }
      return numbers;
    }
  }

  /**
   * Reads images.
   *
   * @param tape where the steps are recorded
   * @param images B x pixels, line after line. Not modified.
   * @param gaze chooses the places
   * @return the reading, of {@code K n} glimpses
   */
  public Reading read(Tape tape, Matrix images, Gaze gaze) {
    GlimpseReader.Reading glimpses = eye.read(tape, images, perDigit * longest, gaze);
    List<Value> answers = new ArrayList<>();
    for (int k = 1; k <= longest; k++) {
      answers.add(eye.classes().apply(glimpses.states().get(k * perDigit - 1)));
    }
    return new Reading(glimpses, List.copyOf(answers));
  }

  /**
   * Computes the parts of the hybrid loss, as {@link GlimpseReader#losses} does, with a reward for
   * each answer; glimpses behind the end neither earn nor cost.
   *
   * @param reading on a tape, of a wandering gaze
   * @param numbers B, of at most K digits. Not modified.
   * @return the losses
   */
  public GlimpseReader.Losses losses(Reading reading, int[] numbers) {
    int batch = numbers.length;
    int choices = perDigit * longest - 1;
    int[][] targets = targets(numbers);
    int[] asked = new int[longest * batch];
    for (int k = 0; k < longest; k++) {
      System.arraycopy(targets[k], 0, asked, k * batch, batch);
    }
    Value reads = CrossEntropy.mean(Value.stack(reading.answers()), asked);
    Value looking = reads.tape().zeros(reads.precision(), 1, 1);
    Value expecting = looking;
    for (int t = 0; t < choices; t++) {
      int k = (t + 1) / perDigit;
      Matrix answer = reading.answers().get(k).matrix();
      Value baseline = reading.glimpses().baselines().get(t);
      Matrix reward = answer.zerosLike(batch, 1);
      Matrix advantage = answer.zerosLike(batch, 1);
      Matrix counts = answer.zerosLike(batch, 1);
      for (int b = 0; b < batch; b++) {
        if (targets[k][b] != UNASKED) {
          reward.set(b, 0, likeliest(answer, b) == targets[k][b] ? 1 : 0);
          advantage.set(b, 0, reward.get(b, 0) - baseline.matrix().get(b, 0));
          counts.set(b, 0, 1);
        }
      }
      Tape tape = reads.tape();
      Value log =
          eye.logPolicy(reading.glimpses().means().get(t), reading.glimpses().places().get(t + 1));
      looking = looking.minus(log.timesElements(tape.constant(advantage)).sum().scale(1.0 / batch));
      Value error = tape.constant(reward).minus(baseline).timesElements(tape.constant(counts));
      expecting = expecting.plus(error.timesElements(error).sum().scale(1.0 / (batch * choices)));
    }
    return new GlimpseReader.Losses(reads, looking, expecting);
  }

  /** What is asked for: the digits, the end if there is room, nothing behind it. K x B. */
  private int[][] targets(int[] numbers) {
    int[][] targets = new int[longest][numbers.length];
    for (int b = 0; b < numbers.length; b++) {
      int[] digits = HouseNumbers.digits(numbers[b]);
      if (digits.length > longest) {
        throw new IllegalArgumentException(
            numbers[b] + " has more than " + longest + " digits, which is all that is read");
      }
      for (int k = 0; k < longest; k++) {
        targets[k][b] = k < digits.length ? digits[k] : k == digits.length ? END : UNASKED;
      }
    }
    return targets;
  }

  private static int likeliest(Matrix logits, int row) {
    int best = 0;
    for (int c = 1; c < logits.columns(); c++) {
      best = logits.get(row, c) > logits.get(row, best) ? c : best;
    }
    return best;
  }

  @Override
  public List<Parameter> parameters() {
    return eye.parameters();
  }
}
