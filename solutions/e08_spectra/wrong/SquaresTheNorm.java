package e08_spectra;

import org.ejml.data.DMatrixRMaj;

/** Gives the sum of squares for the norm. */
// Breaks task 3, and the message names: squared
public class SquaresTheNorm extends Spectra {
  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
    double[] norms = super.norms(run, g);
    for (int lag = 0; lag < norms.length; lag++) {
      norms[lag] *= norms[lag];
    }
    return norms;
  }
}
