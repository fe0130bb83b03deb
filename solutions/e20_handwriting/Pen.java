package e20_handwriting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A pen's mixture of Gaussians, what it costs, and the window over its text: three tasks, to be
 * checked with {@code unroll check 20-handwriting}.
 *
 * <p>{@code m.get(row, j)} is an entry of a {@link DMatrixRMaj}; {@code m.get(n)} is one too,
 * counted row by row. {@link CommonOps_DDRM#elementMax} finds the largest entry, {@link
 * CommonOps_DDRM#mult} multiplies.
 */
public class Pen implements Penmanship {
  @Override
  public Cost cost(Hats hats, Movement x) {
    // BEGIN SOLUTION 1
    DMatrixRMaj terms = logWeights(hats);
    for (int j = 0; j < terms.numCols; j++) {
      Gaussian g = gaussian(hats, j);
      double d1 = (x.right() - g.right()) / g.sigmaRight();
      double d2 = (x.up() - g.up()) / g.sigmaUp();
      double left = 1 - g.rho() * g.rho();
      double z = d1 * d1 + d2 * d2 - 2 * g.rho() * d1 * d2;
      double area = 2 * Math.PI * g.sigmaRight() * g.sigmaUp() * Math.sqrt(left);
      terms.set(j, terms.get(j) - z / (2 * left) - Math.log(area));
    }
    double most = CommonOps_DDRM.elementMax(terms);
    double sum = 0;
    for (int j = 0; j < terms.numCols; j++) {
      sum += Math.exp(terms.get(j) - most);
    }
    double end = softplus(x.ends() ? -hats.end() : hats.end());
    return new Cost(terms, end - most - Math.log(sum));
    // END SOLUTION 1
  }

  @Override
  public Hats gradient(Hats hats, Movement x, Cost cost) {
    // BEGIN SOLUTION 2
    DMatrixRMaj gamma = softmax(cost.terms());
    DMatrixRMaj back = hats.gaussians().createLike();
    for (int j = 0; j < back.numRows; j++) {
      Gaussian g = gaussian(hats, j);
      double d1 = (x.right() - g.right()) / g.sigmaRight();
      double d2 = (x.up() - g.up()) / g.sigmaUp();
      double c = 1 / (1 - g.rho() * g.rho());
      double z = d1 * d1 + d2 * d2 - 2 * g.rho() * d1 * d2;
      back.set(j, WEIGHT, Math.exp(logWeights(hats).get(j)) - gamma.get(j));
      back.set(j, RIGHT, -gamma.get(j) * c * (d1 - g.rho() * d2) / g.sigmaRight());
      back.set(j, UP, -gamma.get(j) * c * (d2 - g.rho() * d1) / g.sigmaUp());
      back.set(j, SPREAD_RIGHT, -gamma.get(j) * (c * d1 * (d1 - g.rho() * d2) - 1));
      back.set(j, SPREAD_UP, -gamma.get(j) * (c * d2 * (d2 - g.rho() * d1) - 1));
      back.set(j, TILT, -gamma.get(j) * (d1 * d2 + g.rho() * (1 - c * z)));
    }
    return new Hats(sigmoid(hats.end()) - (x.ends() ? 1 : 0), back);
    // END SOLUTION 2
  }

  @Override
  public Reading read(DMatrixRMaj bumps, DMatrixRMaj before, DMatrixRMaj text) {
    // BEGIN SOLUTION 3
    DMatrixRMaj kappa = before.copy();
    DMatrixRMaj phi = new DMatrixRMaj(1, text.numRows);
    for (int k = 0; k < bumps.numRows; k++) {
      kappa.set(k, kappa.get(k) + Math.exp(bumps.get(k, PACE)));
      for (int u = 1; u <= text.numRows; u++) {
        double far = kappa.get(k) - u;
        double bump =
            Math.exp(bumps.get(k, HEIGHT) - Math.exp(bumps.get(k, SHARPNESS)) * far * far);
        phi.set(u - 1, phi.get(u - 1) + bump);
      }
    }
    DMatrixRMaj window = new DMatrixRMaj(1, text.numCols);
    CommonOps_DDRM.mult(phi, text, window);
    return new Reading(kappa, phi, window);
    // END SOLUTION 3
  }

  /** One Gaussian, its hats taken off. */
  record Gaussian(double right, double up, double sigmaRight, double sigmaUp, double rho) {}

  /** Takes the hats off Gaussian j. */
  static Gaussian gaussian(Hats hats, int j) {
    DMatrixRMaj m = hats.gaussians();
    return new Gaussian(
        m.get(j, RIGHT),
        m.get(j, UP),
        Math.exp(m.get(j, SPREAD_RIGHT)),
        Math.exp(m.get(j, SPREAD_UP)),
        Math.tanh(m.get(j, TILT)));
  }

  /** The logarithms of the weights (1 x M), a new matrix. */
  static DMatrixRMaj logWeights(Hats hats) {
    DMatrixRMaj weights = softmax(CommonOps_DDRM.extractColumn(hats.gaussians(), WEIGHT, null));
    CommonOps_DDRM.elementLog(weights, weights);
    return weights;
  }

  /** Shares in proportion to the exponentials of some numbers, as a row, a new matrix. */
  static DMatrixRMaj softmax(DMatrixRMaj numbers) {
    DMatrixRMaj shares = new DMatrixRMaj(1, numbers.getNumElements());
    double most = CommonOps_DDRM.elementMax(numbers);
    for (int j = 0; j < shares.numCols; j++) {
      shares.set(j, Math.exp(numbers.get(j) - most));
    }
    CommonOps_DDRM.divide(shares, CommonOps_DDRM.elementSum(shares));
    return shares;
  }

  /** log(1 + exp(a)), which does not overflow: the loss of "no" at logit a, of "yes" at -a. */
  static double softplus(double a) {
    return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
  }

  /** 1 / (1 + exp(-a)). */
  static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }
}
