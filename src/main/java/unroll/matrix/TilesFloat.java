package unroll.matrix;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of 32-bit matrices in register tiles.
 *
 * <p>A tile of 4 rows by 3 vectors of the result stays in registers while the sum runs over the
 * inner size: each number loaded is used 3 or 4 times, where a plain loop loads and stores for
 * every multiplication. The right factor is read from <em>panels</em>, three vectors wide and
 * contiguous along the inner size; laying it out costs one pass over it. Larger tiles run out of
 * registers on AVX2. Every tile adds to the result: a choice between adding and overwriting inside
 * the loop would make vectors escape to the heap.
 */
final class TilesFloat {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 3 * LANES;
  private static final int TILE_ROWS = 4;

  /** Steps of the inner size whose panel stays in the first-level cache. */
  static final int BLOCK = 128;

  private TilesFloat() {}

  /** How many numbers the panels of an {@code inner x columns} factor take. */
  static int panelSize(int inner, int columns) {
    return inner * ((columns + PANEL - 1) / PANEL * PANEL);
  }

  /**
   * Lays out a factor: panel after panel, in each the rows one after the other, the last panel
   * filled up with zeros.
   */
  static void pack(float[] b, int from, int step, int inner, int columns, float[] panels) {
    int p = 0;
    for (int j = 0; j < columns; j += PANEL) {
      int width = Math.min(PANEL, columns - j);
      for (int k = 0; k < inner; k++, p += PANEL) {
        System.arraycopy(b, from + k * step + j, panels, p, width);
        Arrays.fill(panels, p + width, p + PANEL, 0);
      }
    }
  }

  /** Lays out the transpose of a factor that is stored {@code columns x inner}. */
  static void packTransposed(
      float[] b, int from, int step, int inner, int columns, float[] panels) {
    for (int j = 0, p = 0; j < columns; j += PANEL, p += inner * PANEL) {
      int width = Math.min(PANEL, columns - j);
      if (width < PANEL) {
        Arrays.fill(panels, p, p + inner * PANEL, 0);
      }
      for (int q = 0; q < width; q++) {
        scatter(b, from + (j + q) * step, inner, panels, p + q);
      }
    }
  }

  private static void scatter(float[] b, int from, int inner, float[] panels, int to) {
    for (int k = 0; k < inner; k++) {
      panels[to + k * PANEL] = b[from + k];
    }
  }

  /**
   * Lays out the transpose of a left factor stored {@code inner x rows}: groups of four rows, in
   * each the four numbers of a step side by side.
   */
  static void packLeft(float[] a, int from, int rows, int inner, float[] groups) {
    for (int k = 0; k < inner; k++) {
      int source = from + k * rows;
      for (int i = 0; i < rows; i += TILE_ROWS) {
        int to = i * inner + k * TILE_ROWS;
        for (int r = 0; r < Math.min(TILE_ROWS, rows - i); r++) {
          groups[to + r] = a[source + i + r];
        }
      }
    }
  }

  /** How many numbers the groups of {@link #packLeft} take. */
  static int groupSize(int inner, int rows) {
    return inner * ((rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS);
  }

  /**
   * Adds a product with panels: {@code c += a b}. The number of a in row i at step k lies at {@code
   * at + i * rowStep + k * step}.
   */
  static void addPanels(
      int rows,
      int columns,
      int inner,
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] panels,
      float[] c,
      int to) {
    for (int j = 0, p = 0; j < columns; j += PANEL, p += inner * PANEL) {
      if (columns - j >= PANEL) {
        addWide(rows, inner, a, at, rowStep, step, panels, p, PANEL, c, to + j, columns);
      } else {
        addLastPanel(rows, columns - j, inner, a, at, rowStep, step, panels, p, c, to + j, columns);
      }
    }
  }

  /** Adds a product whose left factor lies in the groups of {@link #packLeft}: {@code c += a b}. */
  static void addGroups(
      int rows, int columns, int inner, float[] groups, float[] panels, float[] c, int to) {
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
      int rows, int columns, int inner, float[] a, int at, float[] b, int from, float[] c, int to) {
    int j = 0;
    for (; j + PANEL <= columns; j += PANEL) {
      addWide(rows, inner, a, at, inner, 1, b, from + j, columns, c, to + j, columns);
    }
    for (; j + LANES <= columns; j += LANES) {
      addNarrow(rows, inner, a, at, inner, 1, b, from + j, columns, c, to + j, columns);
    }
    return j;
  }

  /** The columns that are left when whole panels are done: whole vectors, then a padded one. */
  private static void addLastPanel(
      int rows,
      int left,
      int inner,
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] panels,
      int p,
      float[] c,
      int to,
      int columns) {
    int j = 0;
    for (; j + LANES <= left; j += LANES) {
      addNarrow(rows, inner, a, at, rowStep, step, panels, p + j, PANEL, c, to + j, columns);
    }
    if (j == left) {
      return;
    }
    float[] padded = new float[rows * LANES];
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
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] b,
      int from,
      int width,
      float[] c,
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

  /** All rows of one vector's width. */
  private static void addNarrow(
      int rows,
      int inner,
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] b,
      int from,
      int width,
      float[] c,
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
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] b,
      int from,
      int width,
      float[] c,
      int to,
      int columns) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c22 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c32 = FloatVector.zero(SPECIES);
    int a0 = at;
    int a1 = at + rowStep;
    int a2 = at + 2 * rowStep;
    int a3 = at + 3 * rowStep;
    int row = from;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      row += width;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
    c01.add(FloatVector.fromArray(SPECIES, c, to + LANES)).intoArray(c, to + LANES);
    c02.add(FloatVector.fromArray(SPECIES, c, to + 2 * LANES)).intoArray(c, to + 2 * LANES);
    c10.add(FloatVector.fromArray(SPECIES, c, to + columns)).intoArray(c, to + columns);
    c11.add(FloatVector.fromArray(SPECIES, c, to + columns + LANES))
        .intoArray(c, to + columns + LANES);
    c12.add(FloatVector.fromArray(SPECIES, c, to + columns + 2 * LANES))
        .intoArray(c, to + columns + 2 * LANES);
    c20.add(FloatVector.fromArray(SPECIES, c, to + 2 * columns)).intoArray(c, to + 2 * columns);
    c21.add(FloatVector.fromArray(SPECIES, c, to + 2 * columns + LANES))
        .intoArray(c, to + 2 * columns + LANES);
    c22.add(FloatVector.fromArray(SPECIES, c, to + 2 * columns + 2 * LANES))
        .intoArray(c, to + 2 * columns + 2 * LANES);
    c30.add(FloatVector.fromArray(SPECIES, c, to + 3 * columns)).intoArray(c, to + 3 * columns);
    c31.add(FloatVector.fromArray(SPECIES, c, to + 3 * columns + LANES))
        .intoArray(c, to + 3 * columns + LANES);
    c32.add(FloatVector.fromArray(SPECIES, c, to + 3 * columns + 2 * LANES))
        .intoArray(c, to + 3 * columns + 2 * LANES);
  }

  private static void tile4x1(
      int inner,
      float[] a,
      int at,
      int rowStep,
      int step,
      float[] b,
      int from,
      int width,
      float[] c,
      int to,
      int columns) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    int a0 = at;
    int a1 = at + rowStep;
    int a2 = at + 2 * rowStep;
    int a3 = at + 3 * rowStep;
    int row = from;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3]);
      c30 = x3.fma(b0, c30);
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      row += width;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
    c10.add(FloatVector.fromArray(SPECIES, c, to + columns)).intoArray(c, to + columns);
    c20.add(FloatVector.fromArray(SPECIES, c, to + 2 * columns)).intoArray(c, to + 2 * columns);
    c30.add(FloatVector.fromArray(SPECIES, c, to + 3 * columns)).intoArray(c, to + 3 * columns);
  }

  private static void tile1x3(
      int inner, float[] a, int at, int step, float[] b, int from, int width, float[] c, int to) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    int a0 = at;
    int row = from;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, row + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      a0 += step;
      row += width;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
    c01.add(FloatVector.fromArray(SPECIES, c, to + LANES)).intoArray(c, to + LANES);
    c02.add(FloatVector.fromArray(SPECIES, c, to + 2 * LANES)).intoArray(c, to + 2 * LANES);
  }

  private static void tile1x1(
      int inner, float[] a, int at, int step, float[] b, int from, int width, float[] c, int to) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    int a0 = at;
    int row = from;
    for (int k = 0; k < inner; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0]);
      c00 = x0.fma(b0, c00);
      a0 += step;
      row += width;
    }
    c00.add(FloatVector.fromArray(SPECIES, c, to)).intoArray(c, to);
  }
}
