package unroll.matrix;

/** Checks shapes before any number is touched; every message names both sides. */
public final class Shapes {
  private Shapes() {}

  /**
   * Requires one shape and one precision.
   *
   * @param operation named in the message
   * @param a one side
   * @param b the other side
   * @throws IllegalArgumentException if rows, columns or precision differ
   */
  public static void same(String operation, Matrix a, Matrix b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + a.shape()
              + " does not fit "
              + b.shape()
              + ": the shapes must be equal");
    }
  }

  /**
   * Requires that a product {@code a b} can be formed into {@code c}.
   *
   * @param operation named in the message
   * @param rows of the left factor
   * @param inner columns of the left factor
   * @param innerRight rows of the right factor
   * @param columns of the right factor
   * @param c the result
   * @throws IllegalArgumentException if a size does not fit
   */
  static void product(
      String operation, int rows, int inner, int innerRight, int columns, Matrix c) {
    if (inner != innerRight || c.rows() != rows || c.columns() != columns) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %d x %d times %d x %d does not fit into %s",
              operation, rows, inner, innerRight, columns, c.shape()));
    }
  }

  /**
   * Requires a size.
   *
   * @param operation named in the message
   * @param m the matrix
   * @param rows it must have
   * @param columns it must have
   * @throws IllegalArgumentException if the matrix has another shape
   */
  public static void require(String operation, Matrix m, int rows, int columns) {
    if (m.rows() != rows || m.columns() != columns) {
      throw new IllegalArgumentException(
          operation + ": needs " + rows + " x " + columns + " but got " + m.shape());
    }
  }

  /**
   * Requires a range of columns.
   *
   * @param operation named in the message
   * @param m the matrix
   * @param from the first column
   * @param count how many
   * @throws IndexOutOfBoundsException if the columns are not all in the matrix
   */
  static void columns(String operation, Matrix m, int from, int count) {
    if (from < 0 || count < 0 || from + count > m.columns()) {
      throw new IndexOutOfBoundsException(
          operation + ": columns " + from + " to " + (from + count) + " of " + m.shape());
    }
  }

  /**
   * Requires that a result does not share storage with what it is computed from.
   *
   * @param operation named in the message
   * @param in read
   * @param out written
   * @throws IllegalArgumentException if the two overlap
   */
  static void apart(String operation, Matrix in, Matrix out) {
    if (in.overlaps(out)) {
      throw new IllegalArgumentException(
          operation
              + ": the result ("
              + out.shape()
              + ") shares storage with an operand ("
              + in.shape()
              + ")");
    }
  }

  /**
   * Requires class or row numbers in range.
   *
   * @param operation named in the message
   * @param what a number stands for, such as {@code target}
   * @param indices the numbers
   * @param count how many there must be
   * @param limit each must be below it
   * @param negativeAllowed whether a negative number (a mask) is allowed
   * @throws IllegalArgumentException if the count or a number does not fit
   */
  static void indices(
      String operation, String what, int[] indices, int count, int limit, boolean negativeAllowed) {
    if (indices.length != count) {
      throw new IllegalArgumentException(
          operation + ": " + indices.length + " " + what + "s for " + count + " rows");
    }
    for (int r = 0; r < count; r++) {
      if (indices[r] >= limit || (indices[r] < 0 && !negativeAllowed)) {
        throw new IllegalArgumentException(
            operation
                + ": "
                + what
                + " "
                + indices[r]
                + " at row "
                + r
                + " is outside 0 to "
                + (limit - 1));
      }
    }
  }

  /**
   * Requires some row numbers in range.
   *
   * @param operation named in the message
   * @param indices the numbers
   * @param first the first that counts
   * @param count how many count
   * @param limit each must be from 0 to below it
   * @throws IllegalArgumentException if there are too few, or one is outside
   */
  static void indices(String operation, int[] indices, int first, int count, int limit) {
    if (first < 0 || first + count > indices.length) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + indices.length
              + " numbers for rows "
              + first
              + " to "
              + (first + count));
    }
    for (int r = first; r < first + count; r++) {
      if (indices[r] < 0 || indices[r] >= limit) {
        throw new IllegalArgumentException(
            operation
                + ": number "
                + indices[r]
                + " at row "
                + r
                + " is outside 0 to "
                + (limit - 1));
      }
    }
  }
}
