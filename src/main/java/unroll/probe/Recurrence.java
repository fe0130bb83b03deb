package unroll.probe;

import unroll.cell.Elman;
import unroll.layer.Activation;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * Makes the network {@code h_t = g(W h_(t-1) + x_t)} of a given W, to see what W alone does. With
 * the identity for g it is the linear model of the lecture, {@code h_(t+1) = W h_t}.
 */
public final class Recurrence {
  private Recurrence() {}

  /**
   * Makes the linear model.
   *
   * @param w H x H in the lecture's orientation: row i leads into unit i. Not modified, not kept.
   * @return a cell that reads each of D = H inputs into the unit of the same number
   * @throws IllegalArgumentException if w is not square
   */
  public static Elman linear(Matrix w) {
    return of(w, Activation.IDENTITY);
  }

  /**
   * Makes a network of any activation.
   *
   * @param w H x H in the lecture's orientation: row i leads into unit i. Not modified, not kept.
   * @param activation g
   * @return a cell that reads each of D = H inputs into the unit of the same number
   * @throws IllegalArgumentException if w is not square
   */
  public static Elman of(Matrix w, Activation activation) {
    int hidden = Spectrum.sizeOfSquare("recurrent weights", w);
    Matrix transposed = w.zerosLike(hidden, hidden);
    Matrix identity = w.zerosLike(hidden, hidden);
    for (int i = 0; i < hidden; i++) {
      identity.set(i, i, 1);
      for (int j = 0; j < hidden; j++) {
        transposed.set(j, i, w.get(i, j));
      }
    }
    return new Elman(
        new Parameter("Wx", identity),
        new Parameter("Wh", transposed),
        new Parameter("b", w.zerosLike(1, hidden)),
        activation);
  }
}
