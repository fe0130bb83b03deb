package unroll.matrix;

/**
 * The right factor of many products, laid out once for all of them: a weight matrix is constant
 * while a sequence is unrolled, so its layout is paid once and not once a step.
 *
 * <p>Made by {@link Kernels#pack} or {@link Kernels#packTransposed}. It is a copy: numbers written
 * to the matrix afterwards do not show.
 */
public final class Packed {
  private final Matrix source;
  private final boolean transposed;
  private final int products;
  private final Matrix panels;

  private Packed(Matrix source, boolean transposed, int products, Matrix panels) {
    this.source = source;
    this.transposed = transposed;
    this.products = products;
    this.panels = panels;
  }

  /** A factor that stays as it is. */
  static Packed asItIs(Matrix source, boolean transposed, int products) {
    return new Packed(source, transposed, products, source);
  }

  /** A factor in the layout of a provider. */
  static Packed inPanels(Matrix source, boolean transposed, int products, Matrix panels) {
    return new Packed(source, transposed, products, panels);
  }

  /**
   * Returns the number of rows of the factor, after the transposition if there is one.
   *
   * @return at least 0
   */
  public int rows() {
    return transposed ? source.columns() : source.rows();
  }

  /**
   * Returns the number of columns of the factor, after the transposition if there is one.
   *
   * @return at least 0
   */
  public int columns() {
    return transposed ? source.rows() : source.columns();
  }

  /**
   * Says whether another factor can be laid out in place of this one.
   *
   * @param other the matrix
   * @param otherTransposed whether its transpose is the factor
   * @param otherProducts how many rows will be multiplied with it in all
   * @return true if shape, precision and layout are the same
   */
  public boolean fits(Matrix other, boolean otherTransposed, int otherProducts) {
    return source.precision() == other.precision()
        && source.rows() == other.rows()
        && source.columns() == other.columns()
        && transposed == otherTransposed
        && products == otherProducts;
  }

  int products() {
    return products;
  }

  Matrix source() {
    return source;
  }

  boolean transposed() {
    return transposed;
  }

  boolean isInPanels() {
    return panels != source;
  }

  Matrix panels() {
    return panels;
  }
}
