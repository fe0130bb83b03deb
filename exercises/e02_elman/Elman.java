package e02_elman;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The Elman network by hand: three tasks, to be checked with {@code unroll check 02-elman}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link CommonOps_DDRM#multAdd}
 * multiplies and adds to what is there, {@link DMatrixRMaj#get(int, int)} and {@link
 * DMatrixRMaj#set(int, int, double)} reach one entry. {@link ArrayList} is a list that grows.
 */
public class Elman implements ElmanNetwork {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    throw new UnsupportedOperationException(
        "Task 1 of 02-elman is yours to write: one step of the cell");
  }

  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    throw new UnsupportedOperationException(
        "Task 2 of 02-elman is yours to write: a whole sequence");
  }

  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    throw new UnsupportedOperationException(
        "Task 3 of 02-elman is yours to write: the mean cross-entropy");
  }

  /** A row (1 x N), repeated: (count x N). Where a bias meets a batch. */
  static DMatrixRMaj rows(DMatrixRMaj row, int count) {
    DMatrixRMaj repeated = new DMatrixRMaj(count, row.numCols);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < row.numCols; j++) {
        repeated.set(i, j, row.get(0, j));
      }
    }
    return repeated;
  }
}
