package unroll.model.music;

/**
 * How an expert sees a melody: every symbol relative to a pitch that it knows.
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
   * Finds the pitch that symbols at a time are seen from.
   *
   * @param melody known up to before t, with the chord at t
   * @param t from 0
   * @return a pitch, or a pitch class
   */
  int reference(Melody melody, int t);

  /**
   * Finds a symbol as seen from a reference.
   *
   * @param reference as {@link #reference} gives it
   * @param symbol that stands, or might stand, there
   * @return 0 to K - 1, or {@link ProductOfExperts#IMPOSSIBLE} if the expert does not see it
   */
  int place(int reference, int symbol);

  /**
   * Tells how high a reference lies.
   *
   * @param reference as {@link #reference} gives it
   * @return 0 for the lowest pitch to 1 for the highest; 0 in a view to which octaves are alike
   */
  double height(int reference);

  /**
   * Finds a symbol at a time.
   *
   * @param melody known up to before t, with the chord at t
   * @param t from 0
   * @param symbol that stands, or might stand, at t
   * @return 0 to K - 1, or {@link ProductOfExperts#IMPOSSIBLE} if the expert does not see it
   */
  default int place(Melody melody, int t, int symbol) {
    return place(reference(melody, t), symbol);
  }

  /**
   * Sees intervals: semitones from the last pitch before. Before any pitch sounded, from the middle
   * of the range.
   *
   * <p>The published encoding reaches an octave either way and folds larger jumps into it (Johnson,
   * Keller and Weintraut 2017), so that it cannot say what was played; here the reach is free, and
   * what is beyond has probability 0.
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
      public int reference(Melody melody, int t) {
        for (int before = t - 1; before >= 0; before--) {
          if (melody.notes()[before] < pitches) {
            return melody.notes()[before];
          }
        }
        return pitches / 2;
      }

      @Override
      public int place(int reference, int symbol) {
        if (symbol >= pitches) {
          return 2 * reach + 1 + symbol - pitches;
        }
        int interval = symbol - reference;
        return Math.abs(interval) <= reach ? interval + reach : ProductOfExperts.IMPOSSIBLE;
      }

      @Override
      public double height(int reference) {
        return (double) reference / pitches;
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
      public int reference(Melody melody, int t) {
        return melody.roots()[t];
      }

      @Override
      public int place(int reference, int symbol) {
        return symbol >= pitches ? 12 + symbol - pitches : Math.floorMod(symbol - reference, 12);
      }

      @Override
      public double height(int reference) {
        return 0;
      }
    };
  }
}
