package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Assigns where it should add: what other queries blamed is lost. */
// Breaks task 3, and the message names: overwrites
public class OverwritesTheGradient extends Attention {
  @Override
  public Asked backward(
      Weights weights, Asked asked, Scores scores, Read read, DMatrixRMaj dContext, Weights sum) {
    DMatrixRMaj de = new DMatrixRMaj(1, asked.memory().numRows);
    CommonOps_DDRM.multTransB(dContext, asked.memory(), de);
    CommonOps_DDRM.add(de, -CommonOps_DDRM.dot(read.alpha(), de));
    CommonOps_DDRM.elementMult(de, read.alpha());
    DMatrixRMaj da = scores.hidden().createLike();
    for (int s = 0; s < da.numRows; s++) {
      for (int k = 0; k < da.numCols; k++) {
        double z = scores.hidden().get(s, k);
        da.set(s, k, de.get(s) * weights.va().get(k) * (1 - z * z));
      }
    }
    DMatrixRMaj rows = CommonOps_DDRM.sumCols(da, null);
    Asked back = new Asked(asked.query().createLike(), asked.memory().createLike());
    CommonOps_DDRM.multTransB(rows, weights.wa(), back.query());
    CommonOps_DDRM.multTransA(read.alpha(), dContext, back.memory());
    CommonOps_DDRM.multAddTransB(da, weights.ua(), back.memory());
    CommonOps_DDRM.multTransA(asked.query(), rows, sum.wa());
    CommonOps_DDRM.multTransA(asked.memory(), da, sum.ua());
    CommonOps_DDRM.mult(de, scores.hidden(), sum.va());
    return back;
  }
}
