package e20_handwriting;

import org.ejml.data.DMatrixRMaj;

/** Adds exponentials as they are: of an unlikely movement all are 0. */
// Breaks task 1, and the message names: shift by the largest
public class ForgetsTheShift extends Pen {
  @Override
  public Cost cost(Hats hats, Movement x) {
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
    double most = 0;
    double sum = 0;
    for (int j = 0; j < terms.numCols; j++) {
      sum += Math.exp(terms.get(j) - most);
    }
    double end = softplus(x.ends() ? -hats.end() : hats.end());
    return new Cost(terms, end - most - Math.log(sum));
  }
}
