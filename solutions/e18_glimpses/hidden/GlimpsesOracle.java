package e18_glimpses;

import e18_glimpses.Glimpsing.Looked;
import e18_glimpses.Glimpsing.Policy;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: pixels are sent to where they are seen instead of fetched, blocks
 * are differences of a table of sums, and a gradient is one entry at a time, each number carrying
 * its derivative along (dual numbers, forward mode).
 */
final class GlimpsesOracle {
  private GlimpsesOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static Policy policy(Random random, int hidden) {
    return new Policy(
        gaussian(random, hidden, 2),
        gaussian(random, 1, 2),
        gaussian(random, hidden, 1),
        gaussian(random, 1, 1));
  }

  static Looked looked(Random random, int batch, int hidden) {
    return new Looked(
        gaussian(random, batch, hidden), gaussian(random, batch, 2), gaussian(random, batch, 1));
  }

  /** The pixel that a place is in, found by walking over the borders between pixels. */
  private static int pixel(double place, int pixels) {
    int pixel = -10 * pixels;
    while (2.0 * (pixel + 1) / pixels - 1 <= place) {
      pixel++;
    }
    return pixel;
  }

  static DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    DMatrixRMaj patch = new DMatrixRMaj(side, side);
    int middleRow = pixel(y, image.numRows);
    int middleColumn = pixel(x, image.numCols);
    for (int row = 0; row < image.numRows; row++) {
      for (int column = 0; column < image.numCols; column++) {
        int down = row - middleRow + side / 2;
        int right = column - middleColumn + side / 2;
        if (Math.min(down, right) >= 0 && Math.max(down, right) < side) {
          patch.set(down, right, image.get(row, column));
        }
      }
    }
    return patch;
  }

  static DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    int side = patch.numRows;
    double[][] sums = new double[side + 1][side + 1];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        sums[row + 1][column + 1] =
            sums[row][column + 1]
                + sums[row + 1][column]
                - sums[row][column]
                + patch.get(row, column);
      }
    }
    int step = side / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int n = 0; n < size * size; n++) {
      int top = n / size * step;
      int left = n % size * step;
      double block =
          sums[top + step][left + step]
              - sums[top][left + step]
              - sums[top + step][left]
              + sums[top][left];
      small.set(n, block / step / step);
    }
    return small;
  }

  static DMatrixRMaj advantages(Policy policy, Looked looked) {
    Point point = new Point(policy, looked, 1, null, -1);
    DMatrixRMaj advantages = new DMatrixRMaj(looked.rewards().numRows, 1);
    for (int b = 0; b < advantages.numRows; b++) {
      advantages.set(b, looked.rewards().get(b) - point.baseline(b).value());
    }
    return advantages;
  }

  /** The gradient by one of the matrices of the policy, which must be that very object. */
  static DMatrixRMaj gradient(Policy policy, Looked looked, double sigma, DMatrixRMaj chosen) {
    boolean baseline = chosen == policy.wv() || chosen == policy.bv();
    DMatrixRMaj gradient = chosen.createLike();
    for (int entry = 0; entry < chosen.getNumElements(); entry++) {
      Point point = new Point(policy, looked, sigma, chosen, entry);
      gradient.set(entry, (baseline ? point.expecting() : point.looking()).slope());
    }
    return gradient;
  }

  /** A number and its derivative. */
  private record Dual(double value, double slope) {
    static final Dual ZERO = new Dual(0, 0);

    static Dual of(double constant) {
      return new Dual(constant, 0);
    }

    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual times(Dual other) {
      return new Dual(value * other.value, value * other.slope + slope * other.value);
    }

    Dual minus(Dual other) {
      return plus(other.times(of(-1)));
    }

    /** By exponentials: 1 - 2 / (exp(2 a) + 1). */
    Dual tanh() {
      double up = Math.exp(2 * value);
      return new Dual(1 - 2 / (up + 1), 4 * up / (up + 1) / (up + 1) * slope);
    }
  }

  /** All that goes in; the chosen entry has derivative 1. */
  private record Point(Policy policy, Looked looked, double sigma, DMatrixRMaj chosen, int entry) {
    private Dual at(DMatrixRMaj m, int row, int column) {
      boolean moves = m == chosen && row * m.numCols + column == entry;
      return new Dual(m.get(row, column), moves ? 1 : 0);
    }

    private Dual affine(int b, DMatrixRMaj w, DMatrixRMaj bias, int column) {
      Dual sum = at(bias, 0, column);
      for (int i = 0; i < w.numRows; i++) {
        sum = sum.plus(at(w, i, column).times(Dual.of(looked.states().get(b, i))));
      }
      return sum;
    }

    Dual baseline(int b) {
      return affine(b, policy.wv(), policy.bv(), 0);
    }

    /** log N(l | mu, sigma^2) of both directions. */
    private Dual logarithm(int b) {
      Dual sum = Dual.of(-Math.log(2 * Math.PI * sigma * sigma));
      for (int j = 0; j < 2; j++) {
        Dual off =
            affine(b, policy.wl(), policy.bl(), j).tanh().minus(Dual.of(looked.places().get(b, j)));
        sum = sum.minus(off.times(off).times(Dual.of(0.5 / sigma / sigma)));
      }
      return sum;
    }

    Dual looking() {
      Dual sum = Dual.ZERO;
      int batch = looked.rewards().numRows;
      for (int b = 0; b < batch; b++) {
        double advantage = looked.rewards().get(b) - baseline(b).value();
        sum = sum.minus(logarithm(b).times(Dual.of(advantage / batch)));
      }
      return sum;
    }

    Dual expecting() {
      Dual sum = Dual.ZERO;
      int batch = looked.rewards().numRows;
      for (int b = 0; b < batch; b++) {
        Dual error = Dual.of(looked.rewards().get(b)).minus(baseline(b));
        sum = sum.plus(error.times(error).times(Dual.of(1.0 / batch)));
      }
      return sum;
    }
  }
}
