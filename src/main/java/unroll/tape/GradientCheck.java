package unroll.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Holds gradients against finite differences.
 *
 * <p>Along a random direction u the slope of the loss is {@code D(eps) = (L(w + eps u) - L(w - eps
 * u)) / (2 eps)}, and by the chain rule the sum over all parameters of gradient times u. One
 * direction tests every number of every parameter at once. The error of D is {@code k eps^2} and
 * higher powers, so {@code (4 D(eps / 2) - D(eps)) / 3} is free of it (Richardson 1911); sharply
 * bent losses, such as those of saturated or normalised units, need that.
 */
public final class GradientCheck {
  /**
   * The step. The truncation error grows with its fourth power, the rounding error shrinks with it;
   * 3e-5 leaves both near 1e-10 for losses of size 1.
   */
  private static final double STEP = 3e-5;

  private GradientCheck() {}

  /**
   * Compares the two slopes along one random direction.
   *
   * @param parameters in double precision. Their gradients are overwritten; their numbers are
   *     restored.
   * @param loss computes the loss, 1 x 1, on the tape it is given
   * @param random draws the direction
   * @return the difference, relative to the larger slope or to 1e-3 where both are smaller
   * @throws IllegalArgumentException if a parameter is not double
   */
  public static double error(
      List<Parameter> parameters, Function<Tape, Value> loss, RandomGenerator random) {
    for (Parameter parameter : parameters) {
      if (parameter.matrix().precision() != Precision.DOUBLE) {
        throw new IllegalArgumentException(
            "gradients are checked in double precision; " + parameter + " is float");
      }
      parameter.zeroGradient();
    }
    Tape tape = new Tape();
    tape.backward(loss.apply(tape));
    List<Matrix> before = new ArrayList<>();
    List<Matrix> direction = new ArrayList<>();
    double slope = 0;
    for (Parameter parameter : parameters) {
      Matrix u =
          parameter.matrix().zerosLike(parameter.matrix().rows(), parameter.matrix().columns());
      for (int r = 0; r < u.rows(); r++) {
        for (int c = 0; c < u.columns(); c++) {
          u.set(r, c, random.nextGaussian());
          slope += u.get(r, c) * parameter.gradient().get(r, c);
        }
      }
      before.add(parameter.matrix().copy());
      direction.add(u);
    }
    double whole = difference(STEP, parameters, before, direction, loss);
    double half = difference(STEP / 2, parameters, before, direction, loss);
    move(0, parameters, before, direction);
    double measured = (4 * half - whole) / 3;
    double size = Math.max(Math.max(Math.abs(slope), Math.abs(measured)), 1e-3);
    return Math.abs(slope - measured) / size;
  }

  private static double difference(
      double step,
      List<Parameter> parameters,
      List<Matrix> before,
      List<Matrix> direction,
      Function<Tape, Value> loss) {
    move(step, parameters, before, direction);
    double up = loss.apply(Tape.off()).scalar();
    move(-step, parameters, before, direction);
    double down = loss.apply(Tape.off()).scalar();
    return (up - down) / (2 * step);
  }

  private static void move(
      double distance, List<Parameter> parameters, List<Matrix> before, List<Matrix> direction) {
    for (int i = 0; i < parameters.size(); i++) {
      Matrix matrix = parameters.get(i).matrix();
      matrix.copyFrom(before.get(i));
      matrix.kernels().addScaled(distance, direction.get(i), matrix);
    }
  }
}
