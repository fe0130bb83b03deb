package unroll.probe;

import java.util.function.UnaryOperator;
import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Value;

/** What a unit does with its sum, with its slope written by its output. */
public enum Activation {
  /** {@code y = tanh a}, the lecture's choice; slope {@code 1 - y^2}. */
  TANH(Value::tanh),
  /** {@code y = max(0, a)}; slope 1 where y is above 0. */
  RELU(Value::relu),
  /** {@code y = a}: the linear model of the lecture's vanishing gradients; slope 1. */
  IDENTITY(a -> a),
  /**
   * {@code y = min(1, max(0, a))}, the unit of Siegelmann and Sontag 1995; slope 1 where y is
   * strictly between 0 and 1. Exact for sums below 2^53 (float 2^24).
   */
  SATURATED_LINEAR(Activation::saturated);

  private final UnaryOperator<Value> function;

  Activation(UnaryOperator<Value> function) {
    this.function = function;
  }

  /**
   * Applies the activation to every number.
   *
   * @param a n x m
   * @return n x m
   */
  public Value of(Value a) {
    return function.apply(a);
  }

  /**
   * Returns the slope where the output is y.
   *
   * @param y an output of this activation
   * @return dy/da; 0 at the corners of RELU and SATURATED_LINEAR
   */
  public double slope(double y) {
    return switch (this) {
      case TANH -> 1 - y * y;
      case RELU -> y > 0 ? 1 : 0;
      case IDENTITY -> 1;
      case SATURATED_LINEAR -> y > 0 && y < 1 ? 1 : 0;
    };
  }

  /** {@code max(0, a) - max(0, a - 1)}: both differences are exact, so no digit of a is lost. */
  private static Value saturated(Value a) {
    Tape tape = a.tape();
    Matrix minusOne = tape.buffer(a.precision(), 1, a.columns());
    minusOne.fill(-1);
    return a.relu().minus(a.plus(tape.constant(minusOne)).relu());
  }
}
