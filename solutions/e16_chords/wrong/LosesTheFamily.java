package e16_chords;

/** Keeps the root alone: every chord becomes one of the first family. */
// Breaks task 1, and the message names: the family is lost
public class LosesTheFamily extends Chords {
  @Override
  public int[][] inAllKeys(int[] chords) {
    int[][] keys = new int[12][chords.length];
    for (int k = 0; k < keys.length; k++) {
      for (int t = 0; t < chords.length; t++) {
        keys[k][t] = (chords[t] + k) % 12;
      }
    }
    return keys;
  }
}
