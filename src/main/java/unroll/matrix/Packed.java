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
  private final Matrix panels;

  private Packed(Matrix source, boolean transposed, Matrix panels) {
    this.source = source;
    this.transposed = transposed;
    this.panels = panels;
  }

  /** A factor that stays as it is. */
  static Packed asItIs(Matrix source, boolean transposed) {
    return new Packed(source, transposed, source.zerosLike(0, 0));
  }

  /** A factor in the layout of a provider. */
  static Packed inPanels(Matrix source, boolean transposed, Matrix panels) {
    return new Packed(source, transposed, panels);
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

  Matrix source() {
    return source;
  }

  boolean transposed() {
    return transposed;
  }

  boolean isInPanels() {
    return panels.size() > 0;
  }

  Matrix panels() {
    return panels;
  }
}
