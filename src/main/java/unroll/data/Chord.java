package unroll.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A chord: its root and its family.
 *
 * <p>Chart makers write some forty suffixes; what a rare one adds to a common one (a ninth, a
 * thirteenth, another bass) is left out, so that every chord of the jazz charts is one of eleven
 * families on twelve roots.
 *
 * @param root pitch class, 0 (C) to 11 (B)
 * @param family what stands on the root
 */
public record Chord(int root, Family family) {
  /** How many chords there are. */
  public static final int COUNT = 12 * Family.values().length;

  private static final List<String> ROOTS =
      List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");

  private static final String LETTERS = "C D EF G A B";

  private static final Map<String, Family> BY_SUFFIX = suffixes();

  /** What stands on a root. */
  public enum Family {
    /** Major triad. */
    MAJOR("", "", 0, 4, 7),
    /** Major with a sixth. */
    SIXTH("6", "6", 0, 4, 7, 9),
    /** Major with a major seventh. */
    MAJOR_SEVENTH("maj7", "maj7 maj7#11 ^ ^9", 0, 4, 7, 11),
    /** Dominant seventh. */
    SEVENTH("7", "7 9 13 7sus 7#11 9#11 7b5", 0, 4, 7, 10),
    /** Dominant seventh with a lowered ninth or thirteenth. */
    ALTERED("7b9", "7b9 7b13 7#9 13b9", 0, 1, 4, 7, 10),
    /** Dominant seventh with a raised fifth. */
    AUGMENTED("7#5", "7#5 9#5 + 7#9#5 7b9#5 *7+*", 0, 4, 8, 10),
    /** Minor triad. */
    MINOR("min", "min", 0, 3, 7),
    /** Minor with a sixth, or a major seventh. */
    MINOR_SIXTH("min6", "min6 minmaj7", 0, 3, 7, 9),
    /** Minor with a minor seventh. */
    MINOR_SEVENTH("min7", "min7 min9 min11", 0, 3, 7, 10),
    /** Half-diminished. */
    HALF_DIMINISHED("ø", "ø ø7 min7b5", 0, 3, 6, 10),
    /** Diminished. */
    DIMINISHED("o", "o o7", 0, 3, 6, 9);

    private final String suffix;
    private final String written;
    private final int[] tones;

    Family(String suffix, String written, int... tones) {
      this.suffix = suffix;
      this.written = written;
      this.tones = tones;
    }

    /**
     * Lists the chord tones.
     *
     * @return semitones above the root, ascending, from 0
     */
    public int[] tones() {
      return tones.clone();
    }
  }

  /**
   * Checks the root.
   *
   * @param root pitch class, 0 (C) to 11 (B)
   * @param family what stands on the root
   * @throws IllegalArgumentException if the root is no pitch class
   */
  public Chord {
    if (root < 0 || root >= 12) {
      throw new IllegalArgumentException("a root is a pitch class 0 to 11, not " + root);
    }
  }

  private static Map<String, Family> suffixes() {
    Map<String, Family> suffixes = new TreeMap<>();
    for (Family family : Family.values()) {
      for (String suffix : family.written.split(" ", -1)) {
        suffixes.put(suffix, family);
      }
    }
    return suffixes;
  }

  /**
   * Reads a chord symbol, for example {@code Bbmin7} or {@code C7/E}. The bass behind the slash is
   * left out.
   *
   * @param symbol as a chart has it
   * @return the chord, or empty if the symbol is unknown
   */
  public static Optional<Chord> parse(String symbol) {
    String upper = symbol.split("/", 2)[0];
    int root = upper.isEmpty() ? -1 : pitchClass(upper.charAt(0));
    if (root < 0) {
      return Optional.empty();
    }
    int rest = 1;
    if (upper.startsWith("b", 1) || upper.startsWith("#", 1)) {
      root = Math.floorMod(root + (upper.charAt(1) == 'b' ? -1 : 1), 12);
      rest = 2;
    }
    int found = root;
    return Optional.ofNullable(BY_SUFFIX.get(upper.substring(rest)))
        .map(family -> new Chord(found, family));
  }

  private static int pitchClass(char letter) {
    return letter == ' ' ? -1 : LETTERS.indexOf(letter);
  }

  /**
   * Numbers the chord.
   *
   * @return 0 to {@link #COUNT} - 1
   */
  public int number() {
    return family.ordinal() * 12 + root;
  }

  /**
   * Finds the chord of a number.
   *
   * @param number 0 to {@link #COUNT} - 1
   * @return the chord
   * @throws IllegalArgumentException if there is no such chord
   */
  public static Chord of(int number) {
    if (number < 0 || number >= COUNT) {
      throw new IllegalArgumentException("chords are numbered 0 to " + (COUNT - 1) + ": " + number);
    }
    return new Chord(number % 12, Family.values()[number / 12]);
  }

  /**
   * Moves the chord.
   *
   * @param semitones up, or down if negative
   * @return the same family on another root
   */
  public Chord transposed(int semitones) {
    return new Chord(Math.floorMod(root + semitones, 12), family);
  }

  /**
   * Lists the pitch classes that sound.
   *
   * @return 0 to 11 each, the root first
   */
  public int[] pitchClasses() {
    return IntStream.of(family.tones).map(tone -> (root + tone) % 12).toArray();
  }

  /** Writes the chord as charts do, with flats. */
  @Override
  public String toString() {
    return ROOTS.get(root) + family.suffix;
  }
}
