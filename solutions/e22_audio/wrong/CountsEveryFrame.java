package e22_audio;

import org.ejml.data.DMatrixRMaj;

/** A loud frame is a detection. */
// Breaks task 3, and the message names: every loud frame
public class CountsEveryFrame extends Detector {
  @Override
  public Score score(DMatrixRMaj probabilities, int[] events, Rule rule) {
    boolean[] taken = new boolean[events.length];
    int hits = 0;
    int falseAlarms = 0;
    int loud = -1 - rule.quiet();
    for (int t = 0; t < probabilities.numCols; t++) {
      if (probabilities.get(t) >= rule.threshold()) {
        if (t >= 0) {
          int near = free(t, events, taken, rule.tolerance());
          if (near < 0) {
            falseAlarms++;
          } else {
            taken[near] = true;
            hits++;
          }
        }
        loud = t;
      }
    }
    int misses = events.length - hits;
    int all = 2 * hits + falseAlarms + misses;
    return new Score(hits, falseAlarms, misses, all == 0 ? 1 : 2.0 * hits / all);
  }
}
