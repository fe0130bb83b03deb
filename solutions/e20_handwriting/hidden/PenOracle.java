package e20_handwriting;

import e20_handwriting.Penmanship.Hats;
import e20_handwriting.Penmanship.Movement;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: densities added up as they are, with no logarithm but the last,
 * each number carrying its derivative by one chosen entry along (dual numbers, forward mode).
 */
final class PenOracle {
  private PenOracle() {}

  static Hats hats(Random random, int gaussians) {
    DMatrixRMaj numbers = new DMatrixRMaj(gaussians, 6);
    for (int n = 0; n < numbers.getNumElements(); n++) {
      numbers.set(n, 0.5 * random.nextGaussian());
    }
    return new Hats(random.nextGaussian(), numbers);
  }

  /** A number and its derivative. */
  private record Dual(double value, double slope) {
    static Dual of(double value) {
      return new Dual(value, 0);
    }

    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual times(Dual other) {
      return new Dual(value * other.value, value * other.slope + slope * other.value);
    }

    Dual times(double factor) {
      return new Dual(value * factor, slope * factor);
    }

    Dual over(Dual other) {
      double quotient = value / other.value;
      return new Dual(quotient, (slope - quotient * other.slope) / other.value);
    }

    Dual exp() {
      return new Dual(Math.exp(value), Math.exp(value) * slope);
    }

    Dual root() {
      return new Dual(Math.sqrt(value), slope / (2 * Math.sqrt(value)));
    }

    Dual log() {
      return new Dual(Math.log(value), slope / value);
    }
  }

  /** What the network says; the entry of that number has derivative 1, entry -1 is e^. */
  private record Point(Hats hats, int entry) {
    Dual at(int j, int column) {
      int n = 6 * j + column;
      return new Dual(hats.gaussians().get(n), n == entry ? 1 : 0);
    }

    /** Twice the sigmoid of twice the number, less 1. */
    Dual tilt(int j) {
      Dual up = at(j, 5).times(2).exp();
      return up.plus(Dual.of(-1)).over(up.plus(Dual.of(1)));
    }

    Dual share(int j) {
      Dual all = Dual.of(0);
      for (int other = 0; other < hats.gaussians().numRows; other++) {
        all = all.plus(at(other, 0).exp());
      }
      return at(j, 0).exp().over(all);
    }

    /** The density through the inverse of the matrix of covariances. */
    Dual density(int j, Movement x) {
      Dual right = at(j, 1).times(-1).plus(Dual.of(x.right()));
      Dual up = at(j, 2).times(-1).plus(Dual.of(x.up()));
      Dual varianceRight = at(j, 3).times(2).exp();
      Dual varianceUp = at(j, 4).times(2).exp();
      Dual covariance = tilt(j).times(at(j, 3).plus(at(j, 4)).exp());
      Dual determinant =
          varianceRight.times(varianceUp).plus(covariance.times(covariance).times(-1));
      Dual form =
          varianceUp
              .times(right.times(right))
              .plus(varianceRight.times(up.times(up)))
              .plus(covariance.times(right.times(up)).times(-2))
              .over(determinant);
      return form.times(-0.5).exp().over(determinant.root().times(2 * Math.PI));
    }

    Dual nats(Movement x) {
      Dual sum = Dual.of(0);
      for (int j = 0; j < hats.gaussians().numRows; j++) {
        sum = sum.plus(share(j).times(density(j, x)));
      }
      Dual odds = new Dual(hats.end(), entry == -1 ? 1 : 0).times(x.ends() ? -1 : 1).exp();
      return odds.plus(Dual.of(1)).log().plus(sum.log().times(-1));
    }
  }

  static double nats(Hats hats, Movement x) {
    return new Point(hats, -2).nats(x).value();
  }

  static DMatrixRMaj terms(Hats hats, Movement x) {
    Point point = new Point(hats, -2);
    DMatrixRMaj terms = new DMatrixRMaj(1, hats.gaussians().numRows);
    for (int j = 0; j < terms.numCols; j++) {
      terms.set(j, Math.log(point.share(j).value() * point.density(j, x).value()));
    }
    return terms;
  }

  static Hats gradient(Hats hats, Movement x) {
    DMatrixRMaj back = new DMatrixRMaj(hats.gaussians().numRows, 6);
    for (int n = 0; n < back.getNumElements(); n++) {
      back.set(n, new Point(hats, n).nats(x).slope());
    }
    return new Hats(new Point(hats, -1).nats(x).slope(), back);
  }

  static double phi(DMatrixRMaj bumps, DMatrixRMaj before, int u) {
    double sum = 0;
    for (int k = 0; k < bumps.numRows; k++) {
      double far = before.get(k) + Math.pow(Math.E, bumps.get(k, 2)) - (u + 1);
      sum += Math.pow(Math.E, bumps.get(k, 0) - Math.pow(Math.E, bumps.get(k, 1)) * far * far);
    }
    return sum;
  }
}
