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
    // BEGIN SOLUTION 1
    int[][] keys = new int[12][chords.length];
    for (int k = 0; k < keys.length; k++) {
      for (int t = 0; t < chords.length; t++) {
        int family = chords[t] / 12;
        int root = chords[t] % 12;
        keys[k][t] = 12 * family + (root + k) % 12;
      }
    }
    return keys;
    // END SOLUTION 1
  }

  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    // BEGIN SOLUTION 2
    Set<String> titles = new LinkedHashSet<>();
    List<int[]> learned = new ArrayList<>();
    List<int[]> held = new ArrayList<>();
    for (Tune tune : shelf) {
      if (titles.size() < heldOut) {
        titles.add(tune.title());
      }
      if (titles.contains(tune.title())) {
        held.add(tune.chords());
      } else {
        learned.addAll(List.of(inAllKeys(tune.chords())));
      }
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
    // END SOLUTION 2
  }

  @Override
  public Losses losses(Heads heads, DMatrixRMaj h, int[] chords, int[] durations, Heads sum) {
    // BEGIN SOLUTION 3
    Scored chord = score(h, heads.wc(), heads.bc(), chords);
    Scored duration = score(h, heads.wd(), heads.bd(), durations);
    CommonOps_DDRM.multAddTransA(h, chord.delta(), sum.wc());
    CommonOps_DDRM.multAddTransA(h, duration.delta(), sum.wd());
    CommonOps_DDRM.addEquals(sum.bc(), CommonOps_DDRM.sumCols(chord.delta(), null));
    CommonOps_DDRM.addEquals(sum.bd(), CommonOps_DDRM.sumCols(duration.delta(), null));
    DMatrixRMaj dh = h.createLike();
    CommonOps_DDRM.multTransB(chord.delta(), heads.wc(), dh);
    CommonOps_DDRM.multAddTransB(duration.delta(), heads.wd(), dh);
    return new Losses(chord.nats(), duration.nats(), chord.nats() + duration.nats(), dh);
    // END SOLUTION 3
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
