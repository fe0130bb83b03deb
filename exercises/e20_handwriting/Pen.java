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
    throw new UnsupportedOperationException(
        "Task 1 of 20-handwriting is yours to write: the loss of a mixture");
  }

  @Override
  public Hats gradient(Hats hats, Movement x, Cost cost) {
    throw new UnsupportedOperationException(
        "Task 2 of 20-handwriting is yours to write: its gradient");
  }

  @Override
  public Reading read(DMatrixRMaj bumps, DMatrixRMaj before, DMatrixRMaj text) {
    throw new UnsupportedOperationException(
        "Task 3 of 20-handwriting is yours to write: the soft window");
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
