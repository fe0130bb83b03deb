package e16_chords;

/** Begins one semitone up, so the progression itself comes last. */
// Breaks task 1, and the message names: row 1 is moved by two
public class BeginsWithOne extends Chords {
  @Override
  public int[][] inAllKeys(int[] chords) {
    int[][] keys = new int[12][chords.length];
    for (int k = 0; k < keys.length; k++) {
      for (int t = 0; t < chords.length; t++) {
        keys[k][t] = chords[t] / 12 * 12 + (chords[t] + k + 1) % 12;
      }
    }
    return keys;
  }
}
