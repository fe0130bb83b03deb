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
    // BEGIN SOLUTION 1
    DMatrixRMaj state = rows(weights.b(), x.numRows);
    CommonOps_DDRM.multAdd(h, weights.wh(), state);
    CommonOps_DDRM.multAdd(x, weights.wx(), state);
    for (int i = 0; i < state.getNumElements(); i++) {
      state.set(i, Math.tanh(state.get(i)));
    }
    DMatrixRMaj output = rows(weights.c(), x.numRows);
    CommonOps_DDRM.multAdd(state, weights.wo(), output);
    return new Step(state, output);
    // END SOLUTION 1
  }

  @Override
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    // BEGIN SOLUTION 2
    List<Step> steps = new ArrayList<>();
    DMatrixRMaj h = initial;
    for (DMatrixRMaj x : inputs) {
      Step step = step(weights, x, h);
      steps.add(step);
      h = step.h();
    }
    return steps;
    // END SOLUTION 2
  }

  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    // BEGIN SOLUTION 3
    double sum = 0;
    int predictions = 0;
    for (int t = 0; t < targets.length; t++) {
      DMatrixRMaj o = logits.get(t);
      for (int row = 0; row < o.numRows; row++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < o.numCols; j++) {
          largest = Math.max(largest, o.get(row, j));
        }
        double total = 0;
        for (int j = 0; j < o.numCols; j++) {
          total += Math.exp(o.get(row, j) - largest);
        }
        sum += Math.log(total) - (o.get(row, targets[t][row]) - largest);
        predictions++;
      }
    }
    return sum / predictions;
    // END SOLUTION 3
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
