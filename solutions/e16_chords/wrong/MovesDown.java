package e16_chords;

/** Moves down where it should move up. */
// Breaks task 1, and the message names: moved down by k
public class MovesDown extends Chords {
  @Override
  public int[][] inAllKeys(int[] chords) {
    int[][] keys = new int[12][chords.length];
    for (int k = 0; k < keys.length; k++) {
      for (int t = 0; t < chords.length; t++) {
        keys[k][t] = chords[t] / 12 * 12 + Math.floorMod(chords[t] - k, 12);
      }
    }
    return keys;
  }
}
