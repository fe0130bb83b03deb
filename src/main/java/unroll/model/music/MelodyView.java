package unroll.model.music;

/**
 * How an expert sees a melody: every symbol relative to something that it knows.
 *
 * <p>Symbols are the pitches 0 to P - 1 in semitones, then the specials, such as a rest, which look
 * the same from everywhere.
 */
public interface MelodyView {
  /**
   * Returns how many symbols the expert tells apart.
   *
   * @return K
   */
  int size();

  /**
   * Finds a symbol at a time as this expert sees it.
   *
   * @param melody known up to before t, with the chord at t
   * @param t from 0
   * @param symbol that stands, or might stand, at t
   * @return 0 to K - 1, or {@link ProductOfExperts#IMPOSSIBLE} if the expert does not see it
   */
  int place(Melody melody, int t, int symbol);

  /**
   * Sees intervals: semitones from the last pitch before. Before any pitch sounded, from the middle
   * of the range.
   *
   * @param pitches P
   * @param specials symbols above the pitches
   * @param reach the largest interval, up or down; larger ones are impossible
   * @return a view of {@code 2 reach + 1 + specials} symbols
   */
  static MelodyView intervals(int pitches, int specials, int reach) {
    return new MelodyView() {
      @Override
      public int size() {
        return 2 * reach + 1 + specials;
      }

      @Override
      public int place(Melody melody, int t, int symbol) {
        if (symbol >= pitches) {
          return 2 * reach + 1 + symbol - pitches;
        }
        int interval = symbol - pitchBefore(melody, t);
        return Math.abs(interval) <= reach ? interval + reach : ProductOfExperts.IMPOSSIBLE;
      }

      private int pitchBefore(Melody melody, int t) {
        for (int before = t - 1; before >= 0; before--) {
          if (melody.notes()[before] < pitches) {
            return melody.notes()[before];
          }
        }
        return pitches / 2;
      }
    };
  }

  /**
   * Sees chord tones: semitones above the root of the chord, octaves alike.
   *
   * @param pitches P; pitch 0 has pitch class 0
   * @param specials symbols above the pitches
   * @return a view of {@code 12 + specials} symbols
   */
  static MelodyView chordTones(int pitches, int specials) {
    return new MelodyView() {
      @Override
      public int size() {
        return 12 + specials;
      }

      @Override
      public int place(Melody melody, int t, int symbol) {
        return symbol >= pitches
            ? 12 + symbol - pitches
            : Math.floorMod(symbol - melody.roots()[t], 12);
      }
    };
  }
}
