package unroll.layer;

import java.util.ArrayList;
import java.util.List;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * A multilayer perceptron: linear maps with an activation between them, none behind the last. In a
 * recurrent network it can stand input-to-hidden, hidden-to-hidden ({@code DeepTransition}) or
 * hidden-to-output.
 *
 * @param layers at least one
 * @param activation between the layers
 */
public record Mlp(List<Linear> layers, Activation activation) implements Trainable {
  /**
   * Copies the list.
   *
   * @param layers at least one; copied
   * @param activation between the layers
   * @throws IllegalArgumentException if there is no layer
   */
  public Mlp {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("an MLP needs at least one layer");
    }
  }

  /**
   * Makes a perceptron with Glorot weights and biases of zero.
   *
   * @param activation between the layers
   * @param init draws the weights
   * @param sizes inputs, hidden units of each layer, outputs: at least two numbers
   * @return a new perceptron
   * @throws IllegalArgumentException if there are fewer than two sizes
   */
  public static Mlp of(Activation activation, Initializer init, int... sizes) {
    List<Linear> layers = new ArrayList<>();
    for (int l = 1; l < sizes.length; l++) {
      layers.add(Linear.of(sizes[l - 1], sizes[l], init.named(Integer.toString(l))));
    }
    return new Mlp(layers, activation);
  }

  /**
   * Applies all layers.
   *
   * @param x n x D
   * @return n x K
   * @throws IllegalArgumentException if x has other than D columns
   */
  public Value apply(Value x) {
    Value y = layers.get(0).apply(x);
    for (Linear layer : layers.subList(1, layers.size())) {
      y = layer.apply(activation.apply(y));
    }
    return y;
  }

  /**
   * Returns the size of an input.
   *
   * @return D
   */
  public int inputs() {
    return layers.get(0).weights().matrix().rows();
  }

  /**
   * Returns the size of an output.
   *
   * @return K
   */
  public int outputs() {
    return layers.get(layers.size() - 1).weights().matrix().columns();
  }

  @Override
  public List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }
}
