package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** The logarithm of sigma, where that of sigma squared is meant. */
// Breaks task 3, and the message names: 2 log sigma
public class LogarithmOfSigma extends Painter {
  @Override
  public Code code(Said said, DMatrixRMaj noise) {
    DMatrixRMaj z = said.mu().copy();
    double divergence = 0;
    for (int j = 0; j < z.numCols; j++) {
      double mu = said.mu().get(j);
      double logSigma = said.logSigma().get(j);
      double sigma = Math.exp(logSigma);
      z.set(j, mu + sigma * noise.get(j));
      divergence += 0.5 * (mu * mu + sigma * sigma - logSigma - 1);
    }
    return new Code(z, divergence);
  }
}
