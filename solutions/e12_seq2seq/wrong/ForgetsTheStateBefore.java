package e12_seq2seq;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Each step hears its own input alone. */
// Breaks task 1, and the message names: recurrent term h Wh is missing
public class ForgetsTheStateBefore extends Seq2Seq {
  @Override
  public DMatrixRMaj encode(Reader reader, List<DMatrixRMaj> xs, int[] lengths) {
    DMatrixRMaj h = new DMatrixRMaj(lengths.length, reader.b().numCols);
    for (int t = 0; t < xs.size(); t++) {
      DMatrixRMaj a = repeated(reader.b(), lengths.length);
      CommonOps_DDRM.multAdd(xs.get(t), reader.wx(), a);
      for (int row = 0; row < h.numRows; row++) {
        for (int j = 0; j < h.numCols; j++) {
          if (t < lengths[row]) {
            h.set(row, j, Math.tanh(a.get(row, j)));
          }
        }
      }
    }
    return h;
  }
}
