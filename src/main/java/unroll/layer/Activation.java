package unroll.layer;

import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * The function g of a unit, h = g(a). Every gradient is written with the output, so the sums need
 * not be kept.
 */
public enum Activation {
  /** {@code tanh a}: between -1 and 1, the usual choice in recurrent networks. */
  TANH {
    @Override
    public Value apply(Value a) {
      return a.tanh();
    }

    @Override
    public void apply(Matrix a, Matrix h) {
      a.kernels().tanh(a, h);
    }

    @Override
    public void addGradient(Matrix h, Matrix dh, Matrix da) {
      h.kernels().addTanhGradient(h, dh, da);
    }
  },
  /** {@code 1 / (1 + exp(-a))}: between 0 and 1. */
  SIGMOID {
    @Override
    public Value apply(Value a) {
      return a.sigmoid();
    }

    @Override
    public void apply(Matrix a, Matrix h) {
      a.kernels().sigmoid(a, h);
    }

    @Override
    public void addGradient(Matrix h, Matrix dh, Matrix da) {
      h.kernels().addSigmoidGradient(h, dh, da);
    }
  },
  /** {@code max(0, a)}: unbounded, so a recurrent network of it may explode forwards. */
  RELU {
    @Override
    public Value apply(Value a) {
      return a.relu();
    }

    @Override
    public void apply(Matrix a, Matrix h) {
      a.kernels().relu(a, h);
    }

    @Override
    public void addGradient(Matrix h, Matrix dh, Matrix da) {
      h.kernels().addReluGradient(h, dh, da);
    }
  },
  /** {@code a} itself: the linear network of the lecture's analysis. */
  IDENTITY {
    @Override
    public Value apply(Value a) {
      return a;
    }

    @Override
    public void apply(Matrix a, Matrix h) {
      h.copyFrom(a);
    }

    @Override
    public void addGradient(Matrix h, Matrix dh, Matrix da) {
      h.kernels().addScaled(1, dh, da);
    }
  };

  /**
   * Applies the function on the tape.
   *
   * @param a n x m
   * @return n x m
   */
  public abstract Value apply(Value a);

  /**
   * Computes {@code h = g(a)}.
   *
   * @param a n x m. Not modified.
   * @param h n x m. Modified; may be {@code a} itself.
   */
  public abstract void apply(Matrix a, Matrix h);

  /**
   * Adds the gradient: {@code da += dh g'(a)}.
   *
   * @param h n x m, the output. Not modified.
   * @param dh n x m. Not modified.
   * @param da n x m. Modified.
   */
  public abstract void addGradient(Matrix h, Matrix dh, Matrix da);
}
