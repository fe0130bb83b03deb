package unroll.tape;

import java.util.function.UnaryOperator;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Differentiates by a step along the imaginary axis (Squire and Trapp 1998): {@code f'(x) = Im f(x
 * + i h) / h}, with an error of {@code h^2 f'''(x) / 6}.
 *
 * <p>A finite difference subtracts two nearly equal numbers, so its step can be neither large nor
 * small, and half of the digits are lost. Here nothing is subtracted: the step is so small that its
 * square is far below any rounding, and the slope is right to the last digits. The price is that
 * the function must be written in complex numbers, and be analytic: {@link ComplexMatrix}. One step
 * of an Elman network, for example:
 *
 * <pre>{@code
 * ComplexStep.gradient(recurrentWeights, w -> {
 *   ComplexMatrix h = x.times(wx).plus(hBefore.times(w)).plus(b).tanh();
 *   return h.times(v).plus(c).crossEntropy(targets);
 * });
 * }</pre>
 */
public final class ComplexStep {
  /** The step of Squire and Trapp: its square, 1e-40, is lost in rounding against 1. */
  public static final double STEP = 1e-20;

  private ComplexStep() {}

  /**
   * Computes the gradient of a loss, one evaluation a number.
   *
   * @param at where: n x m. Not modified.
   * @param loss computes 1 x 1 from n x m; other parameters of a network are constants in it
   * @return n x m in double: the slope of the loss along each number
   * @throws IllegalArgumentException if the loss is not 1 x 1
   */
  public static Matrix gradient(Matrix at, UnaryOperator<ComplexMatrix> loss) {
    Matrix gradient = Matrix.zeros(Precision.DOUBLE, at.rows(), at.columns());
    ComplexMatrix numbers = ComplexMatrix.of(at);
    for (int r = 0; r < at.rows(); r++) {
      for (int c = 0; c < at.columns(); c++) {
        ComplexMatrix value = loss.apply(numbers.stepped(r, c, STEP));
        if (value.rows() != 1 || value.columns() != 1) {
          throw new IllegalArgumentException(
              "a loss is 1 x 1, not " + value.rows() + " x " + value.columns());
        }
        gradient.set(r, c, value.imaginary(0, 0) / STEP);
      }
    }
    return gradient;
  }
}
