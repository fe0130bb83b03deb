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

  private PanelsDouble() {}

  /** How many numbers the panels of an {@code inner x columns} factor take. */
  static int panelSize(int inner, int columns) {
    return inner * ((columns + PANEL - 1) / PANEL * PANEL);
  }

  /**
   * Lays out a factor: panel after panel, in each the rows one after the other, the last panel
   * filled up with zeros.
   */
  static void pack(double[] b, int from, int step, int inner, int columns, double[] panels) {
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
      double[] b, int from, int step, int inner, int columns, double[] panels) {
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

  private static void scatter(double[] b, int from, int inner, double[] panels, int to) {
    for (int k = 0; k < inner; k++) {
      panels[to + k * PANEL] = b[from + k];
    }
  }

  /**
   * Lays out the transpose of a left factor stored {@code inner x rows}: groups of four rows, in
   * each the four numbers of a step side by side.
   */
  static void packLeft(double[] a, int from, int rows, int inner, double[] groups) {
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
}
