package unroll.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of 64-bit matrices in register tiles.
 *
 * <p>A tile of 4 rows by 3 vectors of the result stays in registers while the sum runs over the
 * inner size: each number loaded is used 3 or 4 times, where a plain loop loads and stores for
 * every multiplication. The right factor is read from <em>panels</em>, three vectors wide and
 * contiguous along the inner size; laying it out costs one pass over it. Larger tiles run out of
 * registers on AVX2.
 *
 * <p>A tile begins with the numbers of the result and adds to them. A choice between adding and
 * overwriting would make vectors escape to the heap; so would more operations in one method than
 * the compiler's node limit allows, which is why the tiles are written out without helpers.
 */
final class TilesDouble {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = PanelsDouble.PANEL;
  private static final int TILE_ROWS = PanelsDouble.TILE_ROWS;

  private TilesDouble() {}

  /**
   * Adds a product with panels: {@code c += a b}. The number of a in row i at step k lies at {@code
   * at + i * rowStep + k * step}.
   */
  static void addPanels(
      int rows,
      int columns,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] panels,
      double[] c,
      int to) {
    for (int j = 0, p = 0; j < columns; j += PANEL, p += inner * PANEL) {
      if (columns - j >= PANEL) {
        addWide(rows, inner, a, at, rowStep, step, panels, p, PANEL, c, to + j, columns);
      } else {
        addLastPanel(rows, columns - j, inner, a, at, rowStep, step, panels, p, c, to + j, columns);
      }
    }
  }

  /**
   * Adds a product whose left factor lies in the groups of {@link PanelsDouble#packLeft}: {@code c
   * += a b}.
   */
  static void addGroups(
      int rows, int columns, int inner, double[] groups, double[] panels, double[] c, int to) {
    for (int j = 0, p = 0; j < columns; j += PANEL, p += inner * PANEL) {
      for (int i = 0; i < rows; i += TILE_ROWS) {
        int some = Math.min(TILE_ROWS, rows - i);
        int corner = to + i * columns + j;
        if (columns - j >= PANEL) {
          addWide(
              some, inner, groups, i * inner, 1, TILE_ROWS, panels, p, PANEL, c, corner, columns);
        } else {
          addLastPanel(
              some,
              columns - j,
              inner,
              groups,
              i * inner,
              1,
              TILE_ROWS,
              panels,
              p,
              c,
              corner,
              columns);
        }
      }
    }
  }

  /**
   * Adds the product of a few rows with a factor as it is, row after row: {@code c += a b}. Whole
   * vectors only; returns how many columns were done.
   */
  static int addFewRows(
      int rows,
      int columns,
      int inner,
      double[] a,
      int at,
      double[] b,
      int from,
      double[] c,
      int to) {
    int j = 0;
    for (; j + PANEL <= columns; j += PANEL) {
      addWide(rows, inner, a, at, inner, 1, b, from + j, columns, c, to + j, columns);
    }
    for (; j + LANES <= columns; j += LANES) {
      addNarrow(rows, inner, a, at, inner, 1, b, from + j, columns, c, to + j, columns);
    }
    return j;
  }

  /** The columns that are left when whole panels are done: two or one whole, then a padded one. */
  private static void addLastPanel(
      int rows,
      int left,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] panels,
      int p,
      double[] c,
      int to,
      int columns) {
    int j = 0;
    if (left >= 2 * LANES) {
      addPair(rows, inner, a, at, rowStep, step, panels, p, PANEL, c, to, columns);
      j = 2 * LANES;
    }
    for (; j + LANES <= left; j += LANES) {
      addNarrow(rows, inner, a, at, rowStep, step, panels, p + j, PANEL, c, to + j, columns);
    }
    if (j == left) {
      return;
    }
    double[] padded = new double[rows * LANES];
    addNarrow(rows, inner, a, at, rowStep, step, panels, p + j, PANEL, padded, 0, LANES);
    for (int i = 0; i < rows; i++) {
      for (int q = 0; q < left - j; q++) {
        c[to + i * columns + j + q] += padded[i * LANES + q];
      }
    }
  }

  /** All rows of one panel, three vectors wide. */
  private static void addWide(
      int rows,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    int i = 0;
    for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
      tile4x3(
          inner, a, at + i * rowStep, rowStep, step, b, from, width, c, to + i * columns, columns);
    }
    for (; i < rows; i++) {
      tile1x3(inner, a, at + i * rowStep, step, b, from, width, c, to + i * columns);
    }
  }

  /** All rows of two vectors' width. */
  private static void addPair(
      int rows,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    int i = 0;
    for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
      tile4x2(
          inner, a, at + i * rowStep, rowStep, step, b, from, width, c, to + i * columns, columns);
    }
    for (; i < rows; i++) {
      tile1x1(inner, a, at + i * rowStep, step, b, from, width, c, to + i * columns);
      tile1x1(
          inner, a, at + i * rowStep, step, b, from + LANES, width, c, to + i * columns + LANES);
    }
  }

  /** All rows of one vector's width. */
  private static void addNarrow(
      int rows,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    int i = 0;
    for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
      tile4x1(
          inner, a, at + i * rowStep, rowStep, step, b, from, width, c, to + i * columns, columns);
    }
    for (; i < rows; i++) {
      tile1x1(inner, a, at + i * rowStep, step, b, from, width, c, to + i * columns);
    }
  }

  private static void tile4x3(
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, to + 2 * LANES);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, to + columns);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, to + columns + LANES);
    DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, to + columns + 2 * LANES);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns + LANES);
    DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns + 2 * LANES);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns + LANES);
    DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns + 2 * LANES);
    int a0 = at;
    int a1 = at + rowStep;
    int a2 = at + 2 * rowStep;
    int a3 = at + 3 * rowStep;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      row += width;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c10.intoArray(c, to + columns);
    c11.intoArray(c, to + columns + LANES);
    c12.intoArray(c, to + columns + 2 * LANES);
    c20.intoArray(c, to + 2 * columns);
    c21.intoArray(c, to + 2 * columns + LANES);
    c22.intoArray(c, to + 2 * columns + 2 * LANES);
    c30.intoArray(c, to + 3 * columns);
    c31.intoArray(c, to + 3 * columns + LANES);
    c32.intoArray(c, to + 3 * columns + 2 * LANES);
  }

  private static void tile4x2(
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, to + columns);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, to + columns + LANES);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns + LANES);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns + LANES);
    int a0 = at;
    int a1 = at + rowStep;
    int a2 = at + 2 * rowStep;
    int a3 = at + 3 * rowStep;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      row += width;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to + columns);
    c11.intoArray(c, to + columns + LANES);
    c20.intoArray(c, to + 2 * columns);
    c21.intoArray(c, to + 2 * columns + LANES);
    c30.intoArray(c, to + 3 * columns);
    c31.intoArray(c, to + 3 * columns + LANES);
  }

  private static void tile4x1(
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to,
      int columns) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, to + columns);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, to + 2 * columns);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, to + 3 * columns);
    int a0 = at;
    int a1 = at + rowStep;
    int a2 = at + 2 * rowStep;
    int a3 = at + 3 * rowStep;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1]);
      c10 = x1.fma(b0, c10);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2]);
      c20 = x2.fma(b0, c20);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3]);
      c30 = x3.fma(b0, c30);
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      row += width;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + columns);
    c20.intoArray(c, to + 2 * columns);
    c30.intoArray(c, to + 3 * columns);
  }

  private static void tile1x3(
      int inner,
      double[] a,
      int at,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, to + 2 * LANES);
    int a0 = at;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      a0 += step;
      row += width;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
  }

  private static void tile1x1(
      int inner,
      double[] a,
      int at,
      int step,
      double[] b,
      int from,
      int width,
      double[] c,
      int to) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    int a0 = at;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      a0 += step;
      row += width;
    }
    c00.intoArray(c, to);
  }
}
