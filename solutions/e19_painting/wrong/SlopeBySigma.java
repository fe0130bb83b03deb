package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The slope by sigma, where that by its logarithm is wanted. */
// Breaks task 3, and the message names: by sigma, not by log sigma
public class SlopeBySigma extends Painter {
  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    Said back = new Said(dz.copy(), dz.createLike());
    CommonOps_DDRM.addEquals(back.mu(), said.mu());
    for (int j = 0; j < dz.numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      double through = dz.get(j) * noise.get(j);
      back.logSigma().set(j, through + sigma - 1 / sigma);
    }
    return back;
  }
}
