package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** Only what comes through z: nothing pulls the code towards the standard normal. */
// Breaks task 3, and the message names: divergence is missing
public class ForgetsThePull extends Painter {
  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    Said back = new Said(dz.copy(), dz.createLike());
    for (int j = 0; j < dz.numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      double through = dz.get(j) * noise.get(j) * sigma;
      back.logSigma().set(j, through);
    }
    return back;
  }
}
