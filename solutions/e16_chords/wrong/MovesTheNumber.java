package e16_chords;

/** The lesson's planted bug: adds to the number, and chords cross over into other families. */
// Breaks task 1, and the message names: the number goes up, not the root
public class MovesTheNumber extends Chords {
  @Override
  public int[][] inAllKeys(int[] chords) {
    int[][] keys = new int[12][chords.length];
    for (int k = 0; k < keys.length; k++) {
      for (int t = 0; t < chords.length; t++) {
        keys[k][t] = chords[t] + k;
      }
    }
    return keys;
  }
}
