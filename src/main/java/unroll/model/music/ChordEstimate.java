package unroll.model.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unroll.data.Chord;
import unroll.data.Score;

/**
 * Estimates the chord of every beat from what an accompanying hand plays.
 *
 * <p>The four commonest families on twelve roots are compared. A chord is worth the share of the
 * beat's sound that belongs to it, less something for each of its tones that does not sound, plus
 * something if the lowest note is its root. Going over to another chord costs, so that a passing
 * bass is no new chord: the cheapest path over all beats is found by dynamic programming (Viterbi
 * 1967).
 */
final class ChordEstimate {
  private static final double BASS_IS_ROOT = 0.25;
  private static final double TONE_MISSING = 0.08;
  private static final double CHANGE = 0.4;
  private static final List<Chord> CANDIDATES = candidates();

  private ChordEstimate() {}

  private static List<Chord> candidates() {
    List<Chord> candidates = new ArrayList<>();
    for (Chord.Family family :
        List.of(
            Chord.Family.MAJOR,
            Chord.Family.MINOR,
            Chord.Family.SEVENTH,
            Chord.Family.DIMINISHED)) {
      for (int root = 0; root < 12; root++) {
        candidates.add(new Chord(root, family));
      }
    }
    return candidates;
  }

  /**
   * Estimates chords.
   *
   * @param hand that accompanies
   * @param beats how many there are
   * @param ticksPerBeat of the score
   * @return a chord each beat
   */
  static List<Chord> of(Score.Part hand, int beats, int ticksPerBeat) {
    double[][] sound = new double[beats][12];
    int[] bass = new int[beats];
    Arrays.fill(bass, Integer.MAX_VALUE);
    for (Score.Note note : hand.notes()) {
      for (int b = (int) (note.from() / ticksPerBeat); b < beats; b++) {
        long from = Math.max(note.from(), (long) b * ticksPerBeat);
        long to = Math.min(note.to(), (b + 1L) * ticksPerBeat);
        if (to <= from) {
          break;
        }
        sound[b][note.pitch() % 12] += to - from;
        bass[b] = Math.min(bass[b], note.pitch());
      }
    }
    double[][] worth = new double[beats][CANDIDATES.size()];
    for (int b = 0; b < beats; b++) {
      for (int c = 0; c < CANDIDATES.size() && bass[b] != Integer.MAX_VALUE; c++) {
        worth[b][c] = worth(CANDIDATES.get(c), sound[b], bass[b] % 12);
      }
    }
    return cheapest(worth);
  }

  /** How well a chord explains a beat. */
  private static double worth(Chord chord, double[] sound, int bass) {
    double all = Arrays.stream(sound).sum();
    double worth = chord.root() == bass ? BASS_IS_ROOT : 0;
    for (int tone : chord.pitchClasses()) {
      worth += sound[tone] / all - (sound[tone] == 0 ? TONE_MISSING : 0);
    }
    return worth;
  }

  /** The path of the most worth, a change taken off. */
  private static List<Chord> cheapest(double[][] worth) {
    int[][] from = new int[worth.length][CANDIDATES.size()];
    double[] reached = new double[CANDIDATES.size()];
    for (int b = 0; b < worth.length; b++) {
      int best = best(reached);
      double[] next = new double[reached.length];
      for (int c = 0; c < next.length; c++) {
        from[b][c] = reached[c] >= reached[best] - CHANGE ? c : best;
        next[c] = Math.max(reached[c], reached[best] - CHANGE) + worth[b][c];
      }
      reached = next;
    }
    Chord[] path = new Chord[worth.length];
    int at = best(reached);
    for (int b = worth.length - 1; b >= 0; b--) {
      path[b] = CANDIDATES.get(at);
      at = from[b][at];
    }
    return List.of(path);
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
