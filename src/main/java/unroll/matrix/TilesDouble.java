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
  private static final int BLOCK = PanelsDouble.BLOCK;

  /** Rows of a that stay in the second-level cache while the panels go by. */
  private static final int ROWS = 64;

  private static final ThreadLocal<double[]> EDGE =
      ThreadLocal.withInitial(() -> new double[TILE_ROWS * PANEL]);

  private TilesDouble() {}

  /**
   * Adds a product with panels: {@code c += a b}, the rows of a as long as the inner size, those of
   * c some columns apart. A few rows are taken through all panels before the next, so that they
   * stay in the second-level cache.
   *
   * @param from where the first panel begins
   * @param width columns to add to
   * @param columns from a row of c to the next
   */
  static void addPanels(
      int rows,
      int width,
      int inner,
      double[] a,
      int at,
      double[] panels,
      int from,
      double[] c,
      int to,
      int columns) {
    if (rows == 1) {
      addOneRow(width, inner, a, at, panels, from, c, to);
      return;
    }
    for (int i = 0; i < rows; i += ROWS) {
      int some = Math.min(ROWS, rows - i);
      for (int j = 0; j < width; j += PANEL) {
        for (int k = 0; k < inner; k += BLOCK) {
          int left = at + i * inner + k;
          int panel = from + j * inner + k * PANEL;
          int corner = to + i * columns + j;
          int steps = Math.min(BLOCK, inner - k);
          if (width - j >= PANEL) {
            addWide(some, steps, a, left, inner, panels, panel, c, corner, columns);
          } else {
            addLast(some, width - j, steps, a, left, inner, panels, panel, c, corner, columns);
          }
        }
      }
    }
  }

  /** All rows of a whole panel. */
  private static void addWide(
      int rows,
      int inner,
      double[] a,
      int at,
      int rowStep,
      double[] b,
      int from,
      double[] c,
      int to,
      int columns) {
    int i = 0;
    for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
      tile4x3(inner, a, at + i * rowStep, rowStep, 1, b, from, c, to + i * columns, columns);
    }
    for (; i < rows; i++) {
      tile1x3(inner, a, at + i * rowStep, 1, b, from, c, to + i * columns);
    }
  }

  /** All rows of the last panel, of which c has a part. */
  private static void addLast(
      int rows,
      int width,
      int inner,
      double[] a,
      int at,
      int rowStep,
      double[] b,
      int from,
      double[] c,
      int to,
      int columns) {
    int i = 0;
    if (width % LANES == 0) {
      for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
        int corner = to + i * columns;
        addTile(width, inner, a, at + i * rowStep, rowStep, 1, b, from, c, corner, columns);
      }
    }
    if (i < rows) {
      int left = at + i * rowStep;
      addEdge(rows - i, width, inner, a, left, rowStep, b, from, c, to + i * columns, columns);
    }
  }

  /** Rows of the last panel whose vectors c does not fill: through a tile of its own. */
  private static void addEdge(
      int rows,
      int width,
      int inner,
      double[] a,
      int at,
      int rowStep,
      double[] b,
      int from,
      double[] c,
      int to,
      int columns) {
    double[] edge = EDGE.get();
    for (int i = 0; i < rows; i += TILE_ROWS) {
      int some = Math.min(TILE_ROWS, rows - i);
      for (int r = 0; r < some; r++) {
        System.arraycopy(c, to + (i + r) * columns, edge, r * PANEL, width);
      }
      if (some == TILE_ROWS) {
        addTile(width, inner, a, at + i * rowStep, rowStep, 1, b, from, edge, 0, PANEL);
      } else {
        for (int r = 0; r < some; r++) {
          tile1x3(inner, a, at + (i + r) * rowStep, 1, b, from, edge, r * PANEL);
        }
      }
      for (int r = 0; r < some; r++) {
        System.arraycopy(edge, r * PANEL, c, to + (i + r) * columns, width);
      }
    }
  }

  /**
   * Adds a panel of a product whose left factor lies in the groups of {@link
   * PanelsDouble#packLeft}; the rows of c, filled up to whole groups, are a panel apart.
   */
  static void addGroups(
      int rows,
      int width,
      int inner,
      double[] groups,
      int at,
      double[] panels,
      int from,
      double[] c,
      int to) {
    for (int i = 0; i < rows; i += TILE_ROWS) {
      int group = at + i * inner;
      int row = to + i * PANEL;
      addTile(width, inner, groups, group, 1, TILE_ROWS, panels, from, c, row, PANEL);
    }
  }

  /** Four rows of a panel, of which as many vectors count as hold the width. */
  private static void addTile(
      int width,
      int inner,
      double[] a,
      int at,
      int rowStep,
      int step,
      double[] b,
      int from,
      double[] c,
      int to,
      int columns) {
    if (width > 2 * LANES) {
      tile4x3(inner, a, at, rowStep, step, b, from, c, to, columns);
    } else if (width > LANES) {
      tile4x2(inner, a, at, rowStep, step, b, from, c, to, columns);
    } else {
      tile4x1(inner, a, at, rowStep, step, b, from, c, to, columns);
    }
  }

  /** One row, two panels at a time: three sums would wait for each other. */
  private static void addOneRow(
      int width, int inner, double[] a, int at, double[] panels, int from, double[] c, int to) {
    int j = 0;
    int panel = from;
    for (; j + 2 * PANEL <= width; j += 2 * PANEL, panel += 2 * PANEL * inner) {
      tile1x6(inner, a, at, panels, panel, panel + PANEL * inner, c, to + j);
    }
    for (; j + PANEL <= width; j += PANEL, panel += PANEL * inner) {
      tile1x3(inner, a, at, 1, panels, panel, c, to + j);
    }
    if (j < width) {
      addEdge(1, width - j, inner, a, at, inner, panels, panel, c, to + j, 0);
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
      row += PANEL;
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
      row += PANEL;
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
      row += PANEL;
    }
    c00.intoArray(c, to);
    c10.intoArray(c, to + columns);
    c20.intoArray(c, to + 2 * columns);
    c30.intoArray(c, to + 3 * columns);
  }

  private static void tile1x3(
      int inner, double[] a, int at, int step, double[] b, int from, double[] c, int to) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, to + 2 * LANES);
    int a0 = at;
    int row = from;
    for (int k = 0; k < inner; k++) {
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(DoubleVector.fromArray(SPECIES, b, row), c00);
      c01 = x0.fma(DoubleVector.fromArray(SPECIES, b, row + LANES), c01);
      c02 = x0.fma(DoubleVector.fromArray(SPECIES, b, row + 2 * LANES), c02);
      a0 += step;
      row += PANEL;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
  }

  private static void tile1x6(
      int inner, double[] a, int at, double[] b, int from, int next, double[] c, int to) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, to + 2 * LANES);
    DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, to + PANEL);
    DoubleVector c04 = DoubleVector.fromArray(SPECIES, c, to + PANEL + LANES);
    DoubleVector c05 = DoubleVector.fromArray(SPECIES, c, to + PANEL + 2 * LANES);
    int row = from;
    int other = next;
    for (int k = 0; k < inner; k++) {
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[at + k]);
      c00 = x0.fma(DoubleVector.fromArray(SPECIES, b, row), c00);
      c01 = x0.fma(DoubleVector.fromArray(SPECIES, b, row + LANES), c01);
      c02 = x0.fma(DoubleVector.fromArray(SPECIES, b, row + 2 * LANES), c02);
      c03 = x0.fma(DoubleVector.fromArray(SPECIES, b, other), c03);
      c04 = x0.fma(DoubleVector.fromArray(SPECIES, b, other + LANES), c04);
      c05 = x0.fma(DoubleVector.fromArray(SPECIES, b, other + 2 * LANES), c05);
      row += PANEL;
      other += PANEL;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + PANEL);
    c04.intoArray(c, to + PANEL + LANES);
    c05.intoArray(c, to + PANEL + 2 * LANES);
  }
}
