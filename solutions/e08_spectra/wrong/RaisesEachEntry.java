package e08_spectra;

import org.ejml.data.DMatrixRMaj;

/** Raises the entries of W one by one, as one would a number. */
// Breaks task 1, and the message names: each entry of W
public class RaisesEachEntry extends Spectra {
  @Override
  public DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t) {
    DMatrixRMaj w = super.power(q, lambda, 1);
    for (int i = 0; i < w.getNumElements(); i++) {
      w.set(i, Math.pow(w.get(i), t));
    }
    return w;
  }
}
