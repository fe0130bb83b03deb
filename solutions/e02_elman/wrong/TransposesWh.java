package e02_elman;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Takes the lecture's W h literally, though examples lie in rows. */
// Breaks task 1, and the message names: transposed
public class TransposesWh extends Elman {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(weights.wh(), null);
    return super.step(
        new Weights(weights.wx(), transposed, weights.b(), weights.wo(), weights.c()), x, h);
  }
}
