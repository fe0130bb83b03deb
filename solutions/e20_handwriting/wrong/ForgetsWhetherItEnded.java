package e20_handwriting;

import org.ejml.data.DMatrixRMaj;

/** Lowers the probability of an end, whatever the pen did. */
// Breaks task 2, and the message names: whether the stroke ended
public class ForgetsWhetherItEnded extends Pen {
  @Override
  public Hats gradient(Hats hats, Movement x, Cost cost) {
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
    return new Hats(sigmoid(hats.end()), back);
  }
}
