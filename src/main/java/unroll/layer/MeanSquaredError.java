package unroll.layer;

import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Value;

/** Compares outputs with target numbers by the square of the difference. */
public final class MeanSquaredError {
  private MeanSquaredError() {}

  /**
   * Averages {@code (output - target)^2} over all numbers.
   *
   * @param outputs n x m, at least one number
   * @param targets n x m. Not modified.
   * @return 1 x 1, in squared units of the targets
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mean(Value outputs, Matrix targets) {
    Shapes.same("mean squared error", outputs.matrix(), targets);
    Value difference = outputs.minus(outputs.tape().constant(targets));
    return difference.timesElements(difference).sum().scale(1.0 / targets.size());
  }

  /**
   * Averages {@code (output - target)^2} over all numbers of the rows that count.
   *
   * @param outputs n x m
   * @param targets n x m; finite also in rows that do not count. Not modified.
   * @param counts n: whether the row counts; false masks it. Not modified.
   * @return 1 x 1, in squared units of the targets
   * @throws IllegalArgumentException if the shapes differ, or no row counts
   */
  public static Value mean(Value outputs, Matrix targets, boolean[] counts) {
    Shapes.same("mean squared error", outputs.matrix(), targets);
    Matrix mask = Masks.rows("mean squared error", targets, counts);
    Value difference =
        outputs
            .minus(outputs.tape().constant(targets))
            .timesElements(outputs.tape().constant(mask));
    double counted = mask.kernels().sum(mask);
    return difference.timesElements(difference).sum().scale(1 / counted);
  }
}
