package e19_painting;

import e19_painting.Painting.Place;
import e19_painting.Painting.Said;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: filters as ratios of neighbours, patches entry by entry, the
 * divergence as the integral that defines it, gradients as differences of that.
 */
final class PaintingOracle {
  /** Points of an integral for each standard deviation. */
  private static final int DENSITY = 12;

  private static final int REACH = 12;

  /** Of differences: their error is the fourth power of it, times a factor. */
  private static final double STEP = 1e-3;

  private PaintingOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static Said said(Random random, int numbers) {
    return new Said(gaussian(random, 1, numbers), gaussian(random, 1, numbers));
  }

  /** A window anywhere about an image, also outside. */
  static Place place(Random random, int pixels) {
    return new Place(
        (pixels + 1) * (1.5 * random.nextDouble() - 0.25),
        0.3 + 2 * random.nextDouble(),
        0.2 + 2 * random.nextDouble());
  }

  /** One over the sum of how much nearer the other pixels are. */
  static DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    double first = place.centre() - 0.5 * (size - 1) * place.stride();
    for (int i = 0; i < size; i++) {
      double middle = first + i * place.stride();
      for (int a = 1; a <= pixels; a++) {
        double others = 0;
        for (int b = 1; b <= pixels; b++) {
          // (a - middle)^2 - (b - middle)^2 as a product
          double nearer = (a - b) * (a + b - 2 * middle);
          others += Math.exp(nearer / place.variance() / 2);
        }
        filters.set(i, a - 1, 1 / others);
      }
    }
    return filters;
  }

  static DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image) {
    DMatrixRMaj patch = new DMatrixRMaj(fy.numRows, fx.numRows);
    for (int i = 0; i < fy.numRows; i++) {
      for (int j = 0; j < fx.numRows; j++) {
        for (int b = 0; b < fy.numCols; b++) {
          for (int a = 0; a < fx.numCols; a++) {
            patch.add(i, j, gamma * fy.get(i, b) * fx.get(j, a) * image.get(b, a));
          }
        }
      }
    }
    return patch;
  }

  static DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch) {
    DMatrixRMaj image = new DMatrixRMaj(fy.numCols, fx.numCols);
    for (int i = 0; i < fy.numRows; i++) {
      for (int j = 0; j < fx.numRows; j++) {
        for (int b = 0; b < fy.numCols; b++) {
          for (int a = 0; a < fx.numCols; a++) {
            image.add(b, a, fy.get(i, b) * fx.get(j, a) * patch.get(i, j) / gamma);
          }
        }
      }
    }
    return image;
  }

  /** The integral of q log(q / p), number by number; the trapezoids of a bell are exact. */
  static double divergence(Said said) {
    double sum = 0;
    for (int j = 0; j < said.mu().numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      for (int n = -REACH * DENSITY; n <= REACH * DENSITY; n++) {
        double e = (double) n / DENSITY;
        double z = said.mu().get(j) + sigma * e;
        double ratio = (z * z - e * e) / 2 - said.logSigma().get(j);
        sum += Math.exp(-e * e / 2) / Math.sqrt(2 * Math.PI) * ratio / DENSITY;
      }
    }
    return sum;
  }

  static double z(Said said, DMatrixRMaj noise, int j) {
    return said.mu().get(j) + noise.get(j) * Math.pow(Math.E, said.logSigma().get(j));
  }

  /** The gradient of {@code dz z + divergence} by one of the matrices of said, that very object. */
  static DMatrixRMaj gradient(Said said, DMatrixRMaj noise, DMatrixRMaj dz, DMatrixRMaj chosen) {
    DMatrixRMaj gradient = chosen.createLike();
    for (int j = 0; j < chosen.numCols; j++) {
      double middle = chosen.get(j);
      double[] at = new double[4];
      double[] steps = {-2, -1, 1, 2};
      for (int k = 0; k < 4; k++) {
        chosen.set(j, middle + steps[k] * STEP);
        at[k] = dz.get(j) * z(said, noise, j) + divergence(said);
      }
      chosen.set(j, middle);
      gradient.set(j, (at[0] - 8 * at[1] + 8 * at[2] - at[3]) / (12 * STEP));
    }
    return gradient;
  }
}
