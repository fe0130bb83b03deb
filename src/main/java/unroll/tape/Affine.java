package unroll.tape;

import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;

/**
 * The map {@code x w + b} as the beginning of a fused operation, and the way back through it.
 *
 * <p>What is best done for all rows at once is done by {@link #prepare}: a product with dense rows.
 * What is best done just before a few rows are needed, while they stay in the cache, is done by
 * {@link #complete}: one-hot rows pick rows of w. Every row must pass both, in this order.
 */
public final class Affine {
  private final Value x;
  private final Value w;
  private final Value b;
  private final Kernels kernels;

  private Affine(Value x, Value w, Value b) {
    this.x = x;
    this.w = w;
    this.b = b;
    this.kernels = w.kernels();
  }

  /**
   * Prepares the map.
   *
   * @param x n x k; may be one-hot
   * @param w k x m
   * @param b 1 x m, added to every row
   * @return the map, nothing computed yet
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Affine of(Value x, Value w, Value b) {
    Products.fits(x, w);
    x.together(b);
    Shapes.require("affine: the row added", b.matrix(), 1, w.columns());
    return new Affine(x, w, b);
  }

  /**
   * Says whether a backward pass computes a gradient for x, w or b.
   *
   * @return false if all are constants, or the tape is off
   */
  public boolean needsGradient() {
    return x.needsGradient() || w.needsGradient() || b.needsGradient();
  }

  /**
   * Computes for all rows what does not wait for {@link #complete}.
   *
   * @param y n x m. Modified.
   */
  public void prepare(Matrix y) {
    if (!x.isOneHot()) {
      y.fillRows(b.matrix());
      kernels.addProduct(x.matrix(), w.matrix(), y);
    }
  }

  /**
   * Completes {@code y = x w + b} for some rows.
   *
   * @param first the number of their first row
   * @param y some of the rows given to {@link #prepare}. Modified.
   */
  public void complete(int first, Matrix y) {
    if (x.isOneHot()) {
      kernels.gatherRows(w.matrix(), b.matrix(), x.symbols(), first, y);
    }
  }

  /**
   * Adds to the gradients of x, w and b: {@code dx += dy w', dw += x' dy, db += sum of dy's rows}.
   *
   * @param dy n x m. Not modified.
   */
  public void addGradients(Matrix dy) {
    if (x.isOneHot() && w.needsGradient() && b.needsGradient()) {
      kernels.addScatteredRows(dy, x.symbols(), w.gradient(), b.gradient());
      return;
    }
    if (b.needsGradient()) {
      kernels.addSumOfRows(dy, b.gradient());
    }
    if (w.needsGradient()) {
      Products.addWeightGradient(x, w, dy);
    }
    if (x.needsGradient()) {
      kernels.addProductRightTransposed(dy, w.matrix(), x.gradient());
    }
  }
}
