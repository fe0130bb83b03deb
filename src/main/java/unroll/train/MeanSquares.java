package unroll.train;

import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * The running mean of each gradient's square, and the step that divides by its root: {@code s =
 * keep s + (1 - keep) g^2, w = w - rate g / (sqrt(s) + epsilon)}.
 *
 * <p>The kernel is that of {@link Adam}: with beta1 = 0 the mean of the gradients is the gradient.
 */
final class MeanSquares {
  private final List<Parameter> parameters;
  private final PerParameter squares;
  private final PerParameter slopes;

  MeanSquares(List<Parameter> parameters) {
    this.parameters = parameters;
    this.squares = new PerParameter(parameters);
    this.slopes = new PerParameter(parameters);
  }

  /** Updates every parameter, and forgets the gradients. */
  void step(double rate, double keep, double epsilon) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Matrix weights = parameter.matrix();
      Matrix slope = slopes.get(i);
      slope.fill(0);
      weights
          .kernels()
          .adam(weights, parameter.gradient(), slope, squares.get(i), rate, 0, keep, epsilon);
      parameter.zeroGradient();
    }
  }

  Map<String, Matrix> named(String prefix) {
    return squares.named(prefix);
  }
}
