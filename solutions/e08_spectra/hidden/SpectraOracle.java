package e08_spectra;

import e08_spectra.GradientSpectra.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: powers by multiplying again and again a matrix that was turned
 * into place by plane rotations, and derivatives by the complex step through the network itself. No
 * eigenvalue is raised, no slope of tanh written down, and nothing goes back through time.
 */
final class SpectraOracle {
  // squares of it vanish against 1, so that the derivative is exact to rounding
  private static final double STEP = 1e-30;

  private SpectraOracle() {}

  /** A symmetric matrix with its eigenvectors, in columns, and eigenvalues. */
  record Symmetric(DMatrixRMaj w, DMatrixRMaj q, double[] lambda) {}

  /** Turns a diagonal matrix by a random angle in each plane, and the identity along with it. */
  static Symmetric symmetric(Random random, double... lambda) {
    int n = lambda.length;
    DMatrixRMaj w = new DMatrixRMaj(n, n);
    DMatrixRMaj q = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      w.set(i, i, lambda[i]);
      q.set(i, i, 1);
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle = 2 * Math.PI * random.nextDouble();
        for (int k = 0; k < n; k++) {
          turn(q, i, k, j, k, angle);
          turn(w, i, k, j, k, angle);
        }
        for (int k = 0; k < n; k++) {
          turn(w, k, i, k, j, angle);
        }
      }
    }
    return new Symmetric(w, q, lambda);
  }

  private static void turn(DMatrixRMaj m, int row, int column, int row2, int column2, double by) {
    double a = m.get(row, column);
    double b = m.get(row2, column2);
    m.set(row, column, Math.cos(by) * a - Math.sin(by) * b);
    m.set(row2, column2, Math.sin(by) * a + Math.cos(by) * b);
  }

  static double[] eigenvalues(Random random, int n) {
    return random.doubles(n, -1.2, 1.2).toArray();
  }

  /** The product of t copies of a matrix. */
  static DMatrixRMaj product(DMatrixRMaj w, int t) {
    int n = w.numRows;
    DMatrixRMaj product = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      product.set(i, i, 1);
    }
    for (int s = 0; s < t; s++) {
      DMatrixRMaj next = new DMatrixRMaj(n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            next.add(i, j, w.get(i, k) * product.get(k, j));
          }
        }
      }
      product = next;
    }
    return product;
  }

  /** A tanh network with what drives it from outside: {@code h_t = tanh(W h_(t-1) + drive_t)}. */
  record Network(DMatrixRMaj w, List<DMatrixRMaj> drive, Run run) {}

  static Network network(Random random, int hidden, int steps) {
    DMatrixRMaj w = gaussian(random, hidden, hidden);
    List<DMatrixRMaj> drive = new ArrayList<>();
    List<DMatrixRMaj> h = new ArrayList<>(List.of(gaussian(random, hidden, 1)));
    for (int t = 1; t <= steps; t++) {
      drive.add(gaussian(random, hidden, 1));
      h.add(complexStep(w, drive.get(t - 1), h.get(t - 1), new DMatrixRMaj(hidden, 1))[0]);
    }
    return new Network(w, drive, new Run(w, h));
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  /** One step of the network on complex states: real and imaginary part of the next. */
  private static DMatrixRMaj[] complexStep(
      DMatrixRMaj w, DMatrixRMaj drive, DMatrixRMaj real, DMatrixRMaj imaginary) {
    DMatrixRMaj[] next = {new DMatrixRMaj(w.numRows, 1), new DMatrixRMaj(w.numRows, 1)};
    for (int i = 0; i < w.numRows; i++) {
      double x = drive.get(i);
      double y = 0;
      for (int j = 0; j < w.numCols; j++) {
        x += w.get(i, j) * real.get(j);
        y += w.get(i, j) * imaginary.get(j);
      }
      // tanh(x + iy) = (sinh 2x + i sin 2y) / (cosh 2x + cos 2y)
      double below = Math.cosh(2 * x) + Math.cos(2 * y);
      next[0].set(i, Math.sinh(2 * x) / below);
      next[1].set(i, Math.sin(2 * y) / below);
    }
    return next;
  }

  /** Column j: how the state after step t moves when unit j moves after step k. */
  static DMatrixRMaj jacobian(Network network, int k, int t) {
    int n = network.w().numRows;
    DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
    for (int j = 0; j < n; j++) {
      DMatrixRMaj[] state = {network.run().h().get(k), new DMatrixRMaj(n, 1)};
      state[1].set(j, STEP);
      for (int s = k + 1; s <= t; s++) {
        state = complexStep(network.w(), network.drive().get(s - 1), state[0], state[1]);
      }
      for (int i = 0; i < n; i++) {
        jacobian.set(i, j, state[1].get(i) / STEP);
      }
    }
    return jacobian;
  }

  /** The norm at each lag, of the slopes of {@code g . h_T} by each unit of the state before. */
  static DMatrixRMaj norms(Network network, DMatrixRMaj g) {
    int last = network.drive().size();
    DMatrixRMaj norms = new DMatrixRMaj(1, last + 1);
    for (int lag = 0; lag <= last; lag++) {
      DMatrixRMaj jacobian = jacobian(network, last - lag, last);
      double squares = 0;
      for (int j = 0; j < g.numRows; j++) {
        double slope = 0;
        for (int i = 0; i < g.numRows; i++) {
          slope += g.get(i) * jacobian.get(i, j);
        }
        squares += slope * slope;
      }
      norms.set(lag, Math.sqrt(squares));
    }
    return norms;
  }
}
