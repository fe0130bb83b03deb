package e16_chords;

import e16_chords.Harmony.Heads;
import e16_chords.Harmony.Tune;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same by other ways: keys are made by counting semitones one at a time, sides by asking each
 * tune whether its title is among the first, and gradients by derivatives that go forwards, one
 * entry at a time.
 */
final class ChordsOracle {
  private ChordsOracle() {}

  /** A chord a number of semitones up, one after the other. */
  static int up(int chord, int semitones) {
    int moved = chord;
    for (int k = 0; k < semitones; k++) {
      moved = moved % 12 == 11 ? moved - 11 : moved + 1;
    }
    return moved;
  }

  /** True if a title is among the first so many of a shelf. */
  static boolean isHeld(List<Tune> shelf, String title, int heldOut) {
    List<String> before = new ArrayList<>();
    for (Tune tune : shelf) {
      if (tune.title().equals(title)) {
        return before.size() < heldOut;
      }
      if (!before.contains(tune.title())) {
        before.add(tune.title());
      }
    }
    throw new IllegalArgumentException("not on the shelf");
  }

  static Heads heads(Random random, int units, int chords, int durations) {
    return new Heads(
        gaussian(random, units, chords),
        gaussian(random, 1, chords),
        gaussian(random, units, durations),
        gaussian(random, 1, durations));
  }

  static Heads copy(Heads heads) {
    return new Heads(heads.wc().copy(), heads.bc().copy(), heads.wd().copy(), heads.bd().copy());
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, random.nextGaussian());
    }
    return m;
  }

  /** The loss of one head. */
  static double nats(DMatrixRMaj h, DMatrixRMaj w, DMatrixRMaj b, int[] targets) {
    return loss(h, w, b, targets, null, -1)[0];
  }

  /** The derivative of one head's loss by one matrix of its own, or by the states. */
  static DMatrixRMaj slope(
      DMatrixRMaj h, DMatrixRMaj w, DMatrixRMaj b, int[] targets, DMatrixRMaj moved) {
    DMatrixRMaj slope = moved.createLike();
    for (int entry = 0; entry < moved.getNumElements(); entry++) {
      slope.set(entry, loss(h, w, b, targets, moved, entry)[1]);
    }
    return slope;
  }

  /** The mean loss over the rows with a target, and its derivative by one entry. */
  private static double[] loss(
      DMatrixRMaj h, DMatrixRMaj w, DMatrixRMaj b, int[] targets, DMatrixRMaj moved, int entry) {
    double[] mean = new double[2];
    int count = 0;
    for (int n = 0; n < h.numRows; n++) {
      if (targets[n] < 0) {
        continue;
      }
      count++;
      double odds = 0;
      double slope = 0;
      for (int v = 0; v < w.numCols; v++) {
        double apart = b.get(v) - b.get(targets[n]);
        double moves = one(b, 0, v, moved, entry) - one(b, 0, targets[n], moved, entry);
        for (int j = 0; j < h.numCols; j++) {
          double difference = w.get(j, v) - w.get(j, targets[n]);
          apart += h.get(n, j) * difference;
          moves +=
              one(h, n, j, moved, entry) * difference
                  + h.get(n, j)
                      * (one(w, j, v, moved, entry) - one(w, j, targets[n], moved, entry));
        }
        odds += Math.exp(apart);
        slope += Math.exp(apart) * moves;
      }
      mean[0] += Math.log(odds);
      mean[1] += slope / odds;
    }
    return new double[] {mean[0] / count, mean[1] / count};
  }

  private static double one(DMatrixRMaj m, int row, int column, DMatrixRMaj moved, int entry) {
    return m == moved && row * m.numCols + column == entry ? 1 : 0;
  }
}
