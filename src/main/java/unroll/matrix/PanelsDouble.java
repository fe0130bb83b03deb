package unroll.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Lays out the factors of a product of 64-bit matrices for the register tiles of {@link
 * TilesDouble}: the right one in panels, the left one, where it is transposed, in groups of rows.
 */
final class PanelsDouble {
  /** Columns of a panel: three vectors. */
  static final int PANEL = 3 * DoubleVector.SPECIES_PREFERRED.length();

  /** Rows of a tile. */
  static final int TILE_ROWS = 4;

  /** Steps of the inner size whose panel stays in the first-level cache. */
  static final int BLOCK = 128;

  /** Steps of the inner size that are transposed at a time. */
  private static final int RUN = 32;

  private PanelsDouble() {}

  /** How many numbers the panels of an {@code inner x columns} factor take. */
  static int panelSize(int inner, int columns) {
    return inner * ((columns + PANEL - 1) / PANEL * PANEL);
  }

  /**
   * Lays out rows of a factor: panel after panel, in each the rows one after the other, the last
   * panel filled up with zeros.
   *
   * @param at where the factor begins in b
   * @param step from a row of b to the next
   * @param from the first row to lay out
   * @param to behind the last
   * @param inner rows of the whole factor
   */
  static void pack(
      double[] b, int at, int step, int from, int to, int inner, int columns, double[] panels) {
    for (int k = from; k < to; k++) {
      for (int j = 0; j < columns; j += PANEL) {
        int width = Math.min(PANEL, columns - j);
        int target = j * inner + k * PANEL;
        System.arraycopy(b, at + k * step + j, panels, target, width);
        if (width < PANEL) {
          Arrays.fill(panels, target + width, target + PANEL, 0);
        }
      }
    }
  }

  /**
   * Lays out one panel of the transpose of a factor, whose columns are rows of b of the inner size.
   */
  static void packTransposed(double[] b, int from, int inner, int width, double[] panels, int to) {
    if (width < PANEL) {
      Arrays.fill(panels, to, to + inner * PANEL, 0);
    }
    // Short runs, so that what is written stays in the cache until its other columns come.
    for (int k = 0; k < inner; k += RUN) {
      int run = Math.min(RUN, inner - k);
      for (int q = 0; q < width; q++) {
        scatter(b, from + q * inner + k, run, panels, to + k * PANEL + q);
      }
    }
  }

  private static void scatter(double[] b, int from, int run, double[] panels, int to) {
    for (int k = 0; k < run; k++) {
      panels[to + k * PANEL] = b[from + k];
    }
  }

  /**
   * Lays out the transpose of some columns of a left factor, stored step after step: groups of four
   * of its columns, in each the four numbers of a step side by side, the last group filled up with
   * anything.
   *
   * @param from where the columns begin in a
   * @param step from a row of a to the next
   * @param rows columns of a, which are rows of the transpose
   * @param inner rows of a
   */
  static void packLeft(
      double[] a, int from, int step, int rows, int inner, double[] groups, int to) {
    // Short runs, so that the lines read stay in the cache until their other columns are due.
    for (int k = 0; k < inner; k += RUN) {
      int run = Math.min(RUN, inner - k);
      int i = 0;
      for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
        four(a, from + k * step + i, step, run, groups, to + i * inner + k * TILE_ROWS);
      }
      for (int s = k; s < k + run && i < rows; s++) {
        System.arraycopy(a, from + s * step + i, groups, to + i * inner + s * TILE_ROWS, rows - i);
      }
    }
  }

  private static void four(double[] a, int from, int step, int run, double[] groups, int to) {
    for (int k = 0; k < run; k++) {
      int source = from + k * step;
      int target = to + k * TILE_ROWS;
      groups[target] = a[source];
      groups[target + 1] = a[source + 1];
      groups[target + 2] = a[source + 2];
      groups[target + 3] = a[source + 3];
    }
  }

  /** How many numbers the groups of {@link #packLeft} take. */
  static int groupSize(int inner, int rows) {
    return inner * ((rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS);
  }
}
