package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The draw of the way there is not the draw of the way back. */
// Breaks task 3, and the message names: noise is missing
public class ForgetsTheNoiseBack extends Painter {
  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    Said back = new Said(dz.copy(), dz.createLike());
    CommonOps_DDRM.addEquals(back.mu(), said.mu());
    for (int j = 0; j < dz.numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      double through = dz.get(j) * sigma;
      back.logSigma().set(j, through + sigma * sigma - 1);
    }
    return back;
  }
}
