package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** A mean over the numbers: the price is Z times too low, the lesson's planted bug. */
// Breaks task 3, and the message names: averaged over the Z numbers
public class AveragesTheNumbers extends Painter {
  @Override
  public Code code(Said said, DMatrixRMaj noise) {
    DMatrixRMaj z = said.mu().copy();
    double divergence = 0;
    for (int j = 0; j < z.numCols; j++) {
      double mu = said.mu().get(j);
      double logSigma = said.logSigma().get(j);
      double sigma = Math.exp(logSigma);
      z.set(j, mu + sigma * noise.get(j));
      divergence += 0.5 * (mu * mu + sigma * sigma - 2 * logSigma - 1);
    }
    return new Code(z, divergence / z.numCols);
  }
}
