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

  /** Numbers of a left factor that come with one line of the cache, and are then all used. */
  private static final int LINE = 16;

  /** Steps of the inner size that are transposed at a time. */
  private static final int RUN = 32;

  private PanelsDouble() {}

  /** How many numbers the panels of an {@code inner x columns} factor take. */
  static int panelSize(int inner, int columns) {
    return inner * ((columns + PANEL - 1) / PANEL * PANEL);
  }

  /**
   * Lays out one panel of a factor: its rows one after the other, filled up with zeros.
   *
   * @param from where the panel begins in b
   * @param step from a row of b to the next
   * @param width columns of the panel that b has
   */
  static void pack(
      double[] b, int from, int step, int inner, int width, double[] panels, int to) {
    for (int k = 0; k < inner; k++) {
      System.arraycopy(b, from + k * step, panels, to + k * PANEL, width);
      if (width < PANEL) {
        Arrays.fill(panels, to + k * PANEL + width, to + (k + 1) * PANEL, 0);
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
   * Lays out the transpose of a left factor stored {@code inner x rows}: groups of four rows, in
   * each the four numbers of a step side by side.
   */
  static void packLeft(double[] a, int from, int rows, int inner, double[] groups, int to) {
    for (int i = 0; i < rows; i += LINE) {
      int end = Math.min(i + LINE, rows);
      for (int k = 0; k < inner; k++) {
        int source = from + k * rows;
        int target = to + k * TILE_ROWS;
        int g = i;
        for (; g + TILE_ROWS <= end; g += TILE_ROWS) {
          groups[target + g * inner] = a[source + g];
          groups[target + g * inner + 1] = a[source + g + 1];
          groups[target + g * inner + 2] = a[source + g + 2];
          groups[target + g * inner + 3] = a[source + g + 3];
        }
        for (int r = g; r < end; r++) {
          groups[target + g * inner + r - g] = a[source + r];
        }
      }
    }
  }

  /** How many numbers the groups of {@link #packLeft} take. */
  static int groupSize(int inner, int rows) {
    return inner * ((rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS);
  }
}
