package e22_audio;

import org.ejml.data.DMatrixRMaj;

/** The mean of precision and recall. */
// Breaks task 3, and the message names: harmonic mean
public class TakesTheMean extends Detector {
  @Override
  public Score score(DMatrixRMaj probabilities, int[] events, Rule rule) {
    boolean[] taken = new boolean[events.length];
    int hits = 0;
    int falseAlarms = 0;
    int loud = -1 - rule.quiet();
    for (int t = 0; t < probabilities.numCols; t++) {
      if (probabilities.get(t) >= rule.threshold()) {
        if (t - loud > rule.quiet()) {
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
    double precision = hits + falseAlarms == 0 ? 1 : hits / (double) (hits + falseAlarms);
    double recall = hits + misses == 0 ? 1 : hits / (double) (hits + misses);
    return new Score(hits, falseAlarms, misses, (precision + recall) / 2);
  }
}
