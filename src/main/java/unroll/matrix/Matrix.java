package unroll.matrix;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A matrix of {@code rows x columns} numbers, row by row, in EJML storage of either precision.
 *
 * <p>Rows are examples everywhere in this kit: a batch of B inputs of D numbers is {@code B x D}. A
 * range of rows is a view on the same storage, so a sequence kept as one {@code (T*B) x D} matrix
 * hands out its time steps without copying. Arithmetic lives behind {@link Kernels}.
 */
public final class Matrix {
  /** Numbers to copy that are worth a thread. */
  private static final int WORTH_A_THREAD = 1 << 14;

  private final Precision precision;
  private final DMatrixRMaj doubles;
  private final FMatrixRMaj floats;
  private final int offset;
  private final int rows;
  private final int columns;

  private Matrix(
      Precision precision,
      DMatrixRMaj doubles,
      FMatrixRMaj floats,
      int offset,
      int rows,
      int columns) {
    this.precision = precision;
    this.doubles = doubles;
    this.floats = floats;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Makes a matrix of zeros.
   *
   * @param precision of its numbers
   * @param rows at least 0
   * @param columns at least 0
   * @return a new {@code rows x columns} matrix
   * @throws IllegalArgumentException if a size is negative
   */
  public static Matrix zeros(Precision precision, int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix cannot be " + rows + " x " + columns);
    }
    return precision == Precision.DOUBLE
        ? wrap(new DMatrixRMaj(rows, columns))
        : wrap(new FMatrixRMaj(rows, columns));
  }

  /**
   * Makes a matrix out of its rows.
   *
   * @param precision of its numbers
   * @param values one array a row, all of one length. Not modified.
   * @return a new matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix of(Precision precision, double[]... values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    Matrix result = zeros(precision, values.length, columns);
    for (int r = 0; r < values.length; r++) {
      if (values[r].length != columns) {
        throw new IllegalArgumentException(
            "row " + r + " has " + values[r].length + " numbers, row 0 has " + columns);
      }
      for (int c = 0; c < columns; c++) {
        result.set(r, c, values[r][c]);
      }
    }
    return result;
  }

  /**
   * Views an EJML matrix of 64-bit numbers.
   *
   * @param storage shared, not copied
   * @return the view
   */
  public static Matrix wrap(DMatrixRMaj storage) {
    return new Matrix(Precision.DOUBLE, storage, null, 0, storage.numRows, storage.numCols);
  }

  /**
   * Views an EJML matrix of 32-bit numbers.
   *
   * @param storage shared, not copied
   * @return the view
   */
  public static Matrix wrap(FMatrixRMaj storage) {
    return new Matrix(Precision.FLOAT, null, storage, 0, storage.numRows, storage.numCols);
  }

  /**
   * Makes a matrix of zeros of another shape in the precision of this one.
   *
   * @param otherRows at least 0
   * @param otherColumns at least 0
   * @return a new matrix
   */
  public Matrix zerosLike(int otherRows, int otherColumns) {
    return zeros(precision, otherRows, otherColumns);
  }

  /**
   * Returns the number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * Returns the number of columns.
   *
   * @return at least 0
   */
  public int columns() {
    return columns;
  }

  /**
   * Returns how many numbers the matrix holds.
   *
   * @return rows times columns
   */
  public int size() {
    return rows * columns;
  }

  /**
   * Returns the precision of the numbers.
   *
   * @return float or double
   */
  public Precision precision() {
    return precision;
  }

  /**
   * Returns the arithmetic for matrices of this precision.
   *
   * @return the kernels chosen at start
   */
  public Kernels kernels() {
    return Kernels.of(precision);
  }

  /**
   * Reads one number.
   *
   * @param row from 0
   * @param column from 0
   * @return the number, widened to double
   * @throws IndexOutOfBoundsException if the place is outside the matrix
   */
  public double get(int row, int column) {
    int at = index(row, column);
    return doubles != null ? doubles.data[at] : floats.data[at];
  }

  /**
   * Writes one number.
   *
   * @param row from 0
   * @param column from 0
   * @param value rounded to the precision of the matrix
   * @throws IndexOutOfBoundsException if the place is outside the matrix
   */
  public void set(int row, int column, double value) {
    int at = index(row, column);
    if (doubles != null) {
      doubles.data[at] = value;
    } else {
      floats.data[at] = (float) value;
    }
  }

  /**
   * Views some of the rows: writing to the view writes to this matrix.
   *
   * @param from the first row
   * @param to behind the last row
   * @return a {@code (to - from) x columns} view
   * @throws IndexOutOfBoundsException if the rows are not all in the matrix
   */
  public Matrix rows(int from, int to) {
    if (from < 0 || to < from || to > rows) {
      throw new IndexOutOfBoundsException(
          "rows " + from + " to " + to + " of a matrix of " + shape());
    }
    return new Matrix(precision, doubles, floats, offset + from * columns, to - from, columns);
  }

  /**
   * Views the same numbers, in the same order, in another shape: an image of one row becomes its
   * lines. Writing to the view writes to this matrix.
   *
   * @param otherRows at least 0
   * @param otherColumns at least 0
   * @return an {@code otherRows x otherColumns} view
   * @throws IllegalArgumentException if the shape holds another number of numbers
   */
  public Matrix reshaped(int otherRows, int otherColumns) {
    if (otherRows < 0 || otherColumns < 0 || (long) otherRows * otherColumns != size()) {
      throw new IllegalArgumentException(
          "reshape: " + shape() + " numbers do not fill " + otherRows + " x " + otherColumns);
    }
    return new Matrix(precision, doubles, floats, offset, otherRows, otherColumns);
  }

  /**
   * Copies the numbers of another matrix into this one.
   *
   * @param other same shape, either precision. Not modified.
   * @throws IllegalArgumentException if the shapes differ
   */
  public void copyFrom(Matrix other) {
    Shapes.same("copy", other, this);
    if (precision == other.precision) {
      Crew.shared()
          .share(
              size(),
              WORTH_A_THREAD,
              (from, to) ->
                  System.arraycopy(
                      other.array(), other.offset + from, array(), offset + from, to - from));
      return;
    }
    for (int i = 0; i < size(); i++) {
      if (doubles != null) {
        doubles.data[offset + i] = other.floats.data[other.offset + i];
      } else {
        floats.data[offset + i] = (float) other.doubles.data[other.offset + i];
      }
    }
  }

  /**
   * Copies this matrix.
   *
   * @return a matrix with storage of its own
   */
  public Matrix copy() {
    return to(precision);
  }

  /**
   * Copies this matrix into a precision.
   *
   * @param other the precision of the copy
   * @return a matrix with storage of its own
   */
  public Matrix to(Precision other) {
    Matrix result = zeros(other, rows, columns);
    result.copyFrom(this);
    return result;
  }

  /**
   * Sets every number to one value.
   *
   * @param value rounded to the precision of the matrix
   */
  public void fill(double value) {
    Crew.shared()
        .share(
            size(),
            WORTH_A_THREAD,
            (from, to) -> {
              if (doubles != null) {
                Arrays.fill(doubles.data, offset + from, offset + to, value);
              } else {
                Arrays.fill(floats.data, offset + from, offset + to, (float) value);
              }
            });
  }

  /**
   * Sets every row to one row.
   *
   * @param row 1 x columns, same precision, not a row of this matrix. Not modified.
   * @throws IllegalArgumentException if the shape does not fit
   */
  public void fillRows(Matrix row) {
    Shapes.require("fill rows", row, 1, columns);
    Shapes.apart("fill rows", row, this);
    Crew.shared()
        .share(
            rows,
            Math.max(1, WORTH_A_THREAD / Math.max(1, columns)),
            (from, to) -> {
              for (int r = from; r < to; r++) {
                System.arraycopy(row.array(), row.offset, array(), offset + r * columns, columns);
              }
            });
  }

  /**
   * Copies this matrix for EJML's decompositions.
   *
   * @return an EJML matrix with storage of its own
   */
  public DMatrixRMaj toEjml() {
    return to(Precision.DOUBLE).doubles;
  }

  /**
   * Copies this matrix row by row.
   *
   * @return one array a row
   */
  public double[][] toArray() {
    double[][] result = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result[r][c] = get(r, c);
      }
    }
    return result;
  }

  /**
   * Names the shape, for messages.
   *
   * @return for example {@code 50 x 128}
   */
  public String shape() {
    return rows + " x " + columns;
  }

  /** Prints small matrices whole and large ones by their corners, four digits a number. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(shape()).append(' ').append(precision.name().toLowerCase(Locale.ROOT));
    int shownRows = Math.min(rows, 10);
    int shownColumns = Math.min(columns, 10);
    for (int r = 0; r < shownRows; r++) {
      text.append('\n');
      for (int c = 0; c < shownColumns; c++) {
        text.append(String.format(Locale.ROOT, "%10.4f", get(r, c)));
      }
      if (shownColumns < columns) {
        text.append("  ...");
      }
    }
    return shownRows < rows ? text.append("\n  ...").toString() : text.toString();
  }

  /** The storage of a double matrix; this matrix begins at {@link #offset()}. */
  double[] doubles() {
    if (doubles == null) {
      throw new IllegalArgumentException("a matrix of " + shape() + " holds floats, not doubles");
    }
    return doubles.data;
  }

  /** The storage of a float matrix; this matrix begins at {@link #offset()}. */
  float[] floats() {
    if (floats == null) {
      throw new IllegalArgumentException("a matrix of " + shape() + " holds doubles, not floats");
    }
    return floats.data;
  }

  /** Where in the storage the first number lies. */
  int offset() {
    return offset;
  }

  /** Whether two matrices share a number. */
  boolean overlaps(Matrix other) {
    return array() == other.array()
        && offset < other.offset + other.size()
        && other.offset < offset + size();
  }

  private Object array() {
    return doubles != null ? doubles.data : floats.data;
  }

  private int index(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException(
          "row " + row + ", column " + column + " of a matrix of " + shape());
    }
    return offset + row * columns + column;
  }
}
