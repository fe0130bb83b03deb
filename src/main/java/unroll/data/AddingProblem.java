package unroll.data;

import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997, experiment 4), in the form most often
 * compared (Le, Jaitly and Hinton 2015; Arjovsky, Shah and Bengio 2016, section 5.2).
 *
 * <p>Each of T steps has two inputs: a number, uniform on [0, 1), and a mark. The mark is 1 at two
 * steps, one uniform in the first half and one in the second, and 0 elsewhere. After the last step
 * the sum of the two marked numbers is asked for. The first of them has to be kept for T/2 to T
 * steps.
 *
 * <p>The first publication draws numbers from [-1, 1], lets the length vary by a tenth, marks the
 * ends with -1, and scales the target into [0, 1].
 *
 * @param steps T, at least 2
 */
public record AddingProblem(int steps) {
  /** Numbers an input has: the number and its mark. */
  public static final int INPUTS = 2;

  /**
   * The mean squared error of whoever always answers 1, the mean: the variance of the sum of two
   * uniform numbers, twice 1/12.
   */
  public static final double BASELINE = 1.0 / 6;

  /**
   * Examples of the problem.
   *
   * @param inputs (T*B) x 2, step after step: row {@code t*B + b} is example b at step t; the
   *     number and its mark
   * @param targets B x 1, the sums
   * @param steps T
   */
  public record Examples(Matrix inputs, Matrix targets, int steps) {}

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if there are fewer than two steps
   */
  public AddingProblem {
    if (steps < 2) {
      throw new IllegalArgumentException(
          "the adding problem marks a number in each half: it needs 2 steps or more, not " + steps);
    }
  }

  /**
   * Draws examples.
   *
   * @param batch B, at least 1
   * @param precision of the numbers
   * @param random drawn from
   * @return new examples
   * @throws IllegalArgumentException if the batch is empty
   */
  public Examples draw(int batch, Precision precision, RandomGenerator random) {
    Matrix inputs = Matrix.zeros(precision, steps * Window.checkedBatch(batch), INPUTS);
    Matrix targets = Matrix.zeros(precision, batch, 1);
    for (int b = 0; b < batch; b++) {
      int first = random.nextInt(steps / 2);
      int second = random.nextInt(steps / 2, steps);
      double sum = 0;
      for (int t = 0; t < steps; t++) {
        double number = random.nextDouble();
        inputs.set(t * batch + b, 0, number);
        if (t == first || t == second) {
          inputs.set(t * batch + b, 1, 1);
          sum += number;
        }
      }
      targets.set(b, 0, sum);
    }
    return new Examples(inputs, targets, steps);
  }
}
