package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Twelve keys, an honest split, two heads: three tasks, to be checked with {@code unroll check
 * 16-chords}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multTransB} multiplies by a transpose, {@link
 * CommonOps_DDRM#multAddTransA} and {@link CommonOps_DDRM#multAddTransB} add a product to what is
 * there, {@link CommonOps_DDRM#sumCols} sums columns, {@link CommonOps_DDRM#addEquals} adds. A
 * {@link LinkedHashSet} is a {@link Set} that keeps its order; an {@link ArrayList} of rows becomes
 * an array with {@code toArray(new int[0][])}.
 */
public class Chords implements Harmony {
  @Override
  public int[][] inAllKeys(int[] chords) {
    throw new UnsupportedOperationException(
        "Task 1 of 16-chords is yours to write: a progression in twelve keys");
  }

  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    throw new UnsupportedOperationException(
        "Task 2 of 16-chords is yours to write: a split that does not leak");
  }

  @Override
  public Losses losses(Heads heads, DMatrixRMaj h, int[] chords, int[] durations, Heads sum) {
    throw new UnsupportedOperationException(
        "Task 3 of 16-chords is yours to write: two heads on one state");
  }

  /**
   * What one head says.
   *
   * @param nats the mean of -log p over the rows that count
   * @param delta (N x V) the gradient of that mean by the logits, zero in the other rows
   */
  record Scored(double nats, DMatrixRMaj delta) {}

  /** One head: logits h W + b, softmax, cross-entropy over the rows with a target. */
  static Scored score(DMatrixRMaj h, DMatrixRMaj w, DMatrixRMaj b, int[] targets) {
    DMatrixRMaj delta = new DMatrixRMaj(h.numRows, w.numCols);
    CommonOps_DDRM.mult(h, w, delta);
    double nats = 0;
    int count = 0;
    for (int n = 0; n < h.numRows; n++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int v = 0; v < w.numCols; v++) {
        delta.add(n, v, b.get(v));
        most = Math.max(most, delta.get(n, v));
      }
      double total = 0;
      for (int v = 0; v < w.numCols; v++) {
        delta.set(n, v, Math.exp(delta.get(n, v) - most));
        total += delta.get(n, v);
      }
      boolean counts = targets[n] >= 0;
      for (int v = 0; v < w.numCols; v++) {
        delta.set(n, v, counts ? delta.get(n, v) / total : 0);
      }
      if (counts) {
        nats -= Math.log(delta.get(n, targets[n]));
        delta.add(n, targets[n], -1);
        count++;
      }
    }
    CommonOps_DDRM.divide(delta, count);
    return new Scored(nats / count, delta);
  }
}
