package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Only the divergence: the code learns nothing of the image. */
// Breaks task 3, and the message names: comes through z is missing
public class ForgetsThePath extends Painter {
  @Override
  public Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz) {
    Said back = new Said(dz.createLike(), dz.createLike());
    CommonOps_DDRM.addEquals(back.mu(), said.mu());
    for (int j = 0; j < dz.numCols; j++) {
      double sigma = Math.exp(said.logSigma().get(j));
      back.logSigma().set(j, sigma * sigma - 1);
    }
    return back;
  }
}
