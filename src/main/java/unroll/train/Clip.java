package unroll.train;

import java.util.List;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Shortens gradients that are too long (Pascanu, Mikolov and Bengio 2013). By norm, their algorithm
 * 1: if the norm of all gradients together is above a limit, all are scaled so that it equals the
 * limit, and the direction stays. By value: each number is cut off by itself.
 */
public final class Clip {
  private Clip() {}

  /**
   * Computes the norm of all gradients together: the square root of the sum of all squares.
   *
   * @param parameters their gradients are read. Not modified.
   * @return at least 0; NaN or infinite if a gradient is, or if the sum overflows
   */
  public static double norm(List<Parameter> parameters) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      squares += parameter.gradient().kernels().sumOfSquares(parameter.gradient());
    }
    return Math.sqrt(squares);
  }

  /**
   * Scales the gradients if they are longer than the limit.
   *
   * @param parameters their gradients. Modified.
   * @param limit above 0; infinite never clips
   * @return the norm before
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public static double byNorm(List<Parameter> parameters, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the clipping norm must be above 0, not " + limit);
    }
    double norm = norm(parameters);
    if (norm > limit && norm < Double.POSITIVE_INFINITY) {
      for (Parameter parameter : parameters) {
        parameter.gradient().kernels().scale(parameter.gradient(), limit / norm);
      }
    }
    return norm;
  }

  /**
   * Cuts every number of the gradients off at the limit, above and below (Mikolov 2012, whom
   * Pascanu et al. compare themselves with). Unlike {@link #byNorm} this turns the direction.
   *
   * @param parameters their gradients. Modified; NaN stays NaN.
   * @param limit above 0; infinite never clips
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public static void byValue(List<Parameter> parameters, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the clipping value must be above 0, not " + limit);
    }
    for (Parameter parameter : parameters) {
      Matrix gradient = parameter.gradient();
      for (int r = 0; r < gradient.rows(); r++) {
        for (int c = 0; c < gradient.columns(); c++) {
          double slope = gradient.get(r, c);
          if (Math.abs(slope) > limit) {
            gradient.set(r, c, Math.copySign(limit, slope));
          }
        }
      }
    }
  }
}
