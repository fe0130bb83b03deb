package e12_seq2seq;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** One context for the whole batch: a broadcast that nobody asked for. */
// Breaks task 2, and the message names: context of the first
public class HearsTheFirstContextOnly extends Seq2Seq {
  @Override
  public Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s) {
    DMatrixRMaj next = repeated(writer.b(), read.length);
    CommonOps_DDRM.multAdd(s, writer.ws(), next);
    DMatrixRMaj first = CommonOps_DDRM.extract(context, 0, 1, 0, context.numCols);
    CommonOps_DDRM.multAdd(repeated(first, read.length), writer.wc(), next);
    for (int row = 0; row < next.numRows; row++) {
      for (int j = 0; j < next.numCols; j++) {
        next.set(row, j, Math.tanh(next.get(row, j) + writer.wy().get(read[row], j)));
      }
    }
    DMatrixRMaj logits = repeated(writer.c(), read.length);
    CommonOps_DDRM.multAdd(next, writer.v(), logits);
    return new Said(next, logits);
  }
}
