package e08_spectra;

import org.ejml.data.DMatrixRMaj;

/** Off by one in the lag: begins with the norm one step back. */
// Breaks task 3, and the message names: lag is one off
public class ShiftsTheLag extends Spectra {
  @Override
  public double[] norms(Run run, DMatrixRMaj g) {
    double[] norms = super.norms(run, g);
    double[] shifted = new double[norms.length];
    System.arraycopy(norms, 1, shifted, 0, norms.length - 1);
    return shifted;
  }
}
