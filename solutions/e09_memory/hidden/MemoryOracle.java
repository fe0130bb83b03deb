package e09_memory;

import e09_memory.LongMemory.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: tanh from exponentials, one entry at a time; a skip connection as
 * a shift register that knows no list of states; and orthogonal matrices that are turned into place
 * by plane rotations before any A is made of them, so that nothing is decomposed.
 */
final class MemoryOracle {
  private MemoryOracle() {}

  static Weights weights(Random random, int inputs, int hidden) {
    return new Weights(
        gaussian(random, inputs, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden));
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int n = 0; n < m.getNumElements(); n++) {
      m.set(n, 0.7 * random.nextGaussian());
    }
    return m;
  }

  /** Time constants that are no whole numbers. */
  static double[] timeConstants(Random random, int hidden) {
    return random.doubles(hidden, 1.1, 9.7).toArray();
  }

  /** From where it was, each unit goes the tau-th part of the way. */
  static DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj next = new DMatrixRMaj(h.numRows, h.numCols);
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double a =
            weights.b().get(0, j) + dot(x, row, weights.wx(), j) + dot(h, row, weights.wh(), j);
        next.set(row, j, h.get(row, j) + (tanh(a) - h.get(row, j)) / tau[j]);
      }
    }
    return next;
  }

  /** A register of d states; the latest is shifted in, the oldest falls out. */
  static List<DMatrixRMaj> skip(Weights weights, DMatrixRMaj wd, int d, List<DMatrixRMaj> xs) {
    int batch = xs.get(0).numRows;
    DMatrixRMaj[] register = new DMatrixRMaj[d];
    for (int k = 0; k < d; k++) {
      register[k] = new DMatrixRMaj(batch, wd.numRows);
    }
    List<DMatrixRMaj> states = new ArrayList<>();
    for (DMatrixRMaj x : xs) {
      DMatrixRMaj h = new DMatrixRMaj(batch, wd.numRows);
      for (int row = 0; row < batch; row++) {
        for (int j = 0; j < wd.numRows; j++) {
          double a = weights.b().get(0, j) + dot(x, row, weights.wx(), j);
          a += dot(register[0], row, weights.wh(), j) + dot(register[d - 1], row, wd, j);
          h.set(row, j, tanh(a));
        }
      }
      for (int k = d - 1; k > 0; k--) {
        register[k] = register[k - 1];
      }
      register[0] = h;
      states.add(h);
    }
    return states;
  }

  private static double tanh(double a) {
    return (Math.exp(a) - Math.exp(-a)) / (Math.exp(a) + Math.exp(-a));
  }

  private static double dot(DMatrixRMaj rows, int row, DMatrixRMaj columns, int column) {
    double sum = 0;
    for (int k = 0; k < rows.numCols; k++) {
      sum += rows.get(row, k) * columns.get(k, column);
    }
    return sum;
  }

  /** The identity turned by a random angle in each plane, and one column mirrored. */
  static DMatrixRMaj rotated(Random random, int n) {
    DMatrixRMaj q = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      q.set(i, i, i == n / 2 ? -1 : 1);
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle = 2 * Math.PI * random.nextDouble();
        for (int k = 0; k < n; k++) {
          double a = q.get(i, k);
          double b = q.get(j, k);
          q.set(i, k, Math.cos(angle) * a - Math.sin(angle) * b);
          q.set(j, k, Math.sin(angle) * a + Math.cos(angle) * b);
        }
      }
    }
    return q;
  }

  /** Q R for a random upper triangular R with a diagonal between 1 and 3. */
  static DMatrixRMaj timesTriangular(Random random, DMatrixRMaj q) {
    int n = q.numRows;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double r = k == j ? 1 + 2 * random.nextDouble() : random.nextGaussian();
        for (int i = 0; i < n; i++) {
          a.add(i, j, q.get(i, k) * r);
        }
      }
    }
    return a;
  }

  /** {@code m' m}. */
  static DMatrixRMaj gram(DMatrixRMaj m) {
    DMatrixRMaj gram = new DMatrixRMaj(m.numCols, m.numCols);
    for (int i = 0; i < m.numCols; i++) {
      for (int j = 0; j < m.numCols; j++) {
        for (int k = 0; k < m.numRows; k++) {
          gram.add(i, j, m.get(k, i) * m.get(k, j));
        }
      }
    }
    return gram;
  }
}
