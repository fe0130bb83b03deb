package e12_seq2seq;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The logits are read from the state before the step. */
// Breaks task 2, and the message names: state before the step
public class SpeaksBeforeItHears extends Seq2Seq {
  @Override
  public Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s) {
    DMatrixRMaj next = repeated(writer.b(), read.length);
    CommonOps_DDRM.multAdd(s, writer.ws(), next);
    CommonOps_DDRM.multAdd(context, writer.wc(), next);
    for (int row = 0; row < next.numRows; row++) {
      for (int j = 0; j < next.numCols; j++) {
        next.set(row, j, Math.tanh(next.get(row, j) + writer.wy().get(read[row], j)));
      }
    }
    DMatrixRMaj logits = repeated(writer.c(), read.length);
    CommonOps_DDRM.multAdd(s, writer.v(), logits);
    return new Said(next, logits);
  }
}
