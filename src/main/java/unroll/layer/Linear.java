package unroll.layer;

import java.util.List;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Maps every row by {@code y = x W + b}. As a readout this is the lecture's {@code o = c + V h},
 * with rows for columns: {@code W = V'} and {@code b = c'}.
 *
 * @param weights D x K
 * @param bias 1 x K
 */
public record Linear(Parameter weights, Parameter bias) implements Trainable {

  /**
   * Makes a layer with Glorot weights and a bias of zero.
   *
   * @param inputs D, at least 1
   * @param outputs K, at least 1
   * @param init draws the weights
   * @return a new layer
   */
  public static Linear of(int inputs, int outputs, Initializer init) {
    return new Linear(init.glorot("W", inputs, outputs), init.zeros("b", 1, outputs));
  }

  /**
   * Applies the layer.
   *
   * @param x n x D
   * @return n x K
   * @throws IllegalArgumentException if x has other than D columns
   */
  public Value apply(Value x) {
    return x.affine(weights.on(x.tape()), bias.on(x.tape()));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights, bias);
  }
}
