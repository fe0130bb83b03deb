package unroll.layer;

import java.util.List;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Normalises every row to mean 0 and variance 1, then scales and shifts each unit (Ba, Kiros and
 * Hinton 2016, equation 4): {@code y = gain (x - mean) / sqrt(variance + epsilon) + bias}. Mean and
 * variance are of the row, so examples do not meet and a step of a sequence needs no other step.
 *
 * @param gain 1 x K
 * @param bias 1 x K
 */
public record LayerNorm(Parameter gain, Parameter bias) implements Trainable {
  /** Keeps a row of equal numbers from being divided by zero. */
  private static final double EPSILON = 1e-5;

  /**
   * Makes a layer with gain 1 and bias 0.
   *
   * @param units K, at least 1
   * @param init makes the parameters
   * @return a new layer
   */
  public static LayerNorm of(int units, Initializer init) {
    Parameter gain = init.zeros("gain", 1, units);
    gain.matrix().fill(1);
    return new LayerNorm(gain, init.zeros("bias", 1, units));
  }

  /**
   * Applies the layer.
   *
   * @param x n x K
   * @return n x K
   * @throws IllegalArgumentException if x has other than K columns
   */
  public Value apply(Value x) {
    Value scaled = Rows.repeat(gain.on(x.tape()), x.rows()).timesElements(normalized(x));
    return scaled.plus(bias.on(x.tape()));
  }

  /** The rows at mean 0 and variance 1; {@code dx = scale (dy - mean(dy) - y mean(dy y))}. */
  private static Value normalized(Value x) {
    Tape tape = x.tape();
    Kernels kernels = x.matrix().kernels();
    Value y = tape.result(tape.buffer(x.precision(), x.rows(), x.columns()), x.needsGradient());
    Matrix scale = tape.buffer(x.precision(), x.rows(), 1);
    kernels.normalizeRows(x.matrix(), EPSILON, y.matrix(), scale);
    if (y.needsGradient()) {
      tape.record(
          () -> kernels.addNormalizeRowsGradient(y.matrix(), scale, y.gradient(), x.gradient()));
    }
    return y;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gain, bias);
  }
}
