package unroll.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Measures what a language model has written, so that a sample need not be admired: how it is laid
 * out, how it is spelt, and how much of it is copied from the text that the model learned from.
 *
 * <p>The text learned from is the dictionary and the only witness: a right word that it does not
 * have counts as unknown. So measure a held-out part of the real text too, and read the figures of
 * a sample against those.
 *
 * <p>Plays are laid out as those of the course: speeches with a blank line between them, each begun
 * by the speaker's name and a colon on a line of their own.
 */
public final class TextMeasures {
  /** Shorter runs are not looked for: they occur in any text of the language. */
  public static final int SHORTEST_RUN = 8;

  private static final Pattern SPEAKER = Pattern.compile("[A-Z][A-Za-z .']{0,38}:");
  private static final Pattern BLANK_LINES = Pattern.compile("\n{2,}");
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(?:[^a-z']|'(?![a-z])|(?<![a-z])')+");
  private static final int NONE = -1;

  private final String training;
  private final Set<String> words;
  private final Set<String> speakers;

  /** Where runs of the shortest length begin, by their hash: the last place, and the one before. */
  private final int[] last;

  private final int[] before;

  private TextMeasures(String training) {
    this.training = training;
    this.words = new HashSet<>(words(training));
    this.speakers = new HashSet<>(openings(training).stream().filter(this::isSpeaker).toList());
    int places = Math.max(0, training.length() - SHORTEST_RUN + 1);
    this.last = new int[Math.max(2, Integer.highestOneBit(Math.max(1, places)) * 2)];
    this.before = new int[places];
    Arrays.fill(last, NONE);
    for (int place = 0; place < places; place++) {
      int slot = slot(training, place);
      before[place] = last[slot];
      last[slot] = place;
    }
  }

  /**
   * Reads the text that a model learned from; some 20 bytes a character are kept.
   *
   * @param training the training part, without what was held out
   * @return measures against it
   */
  public static TextMeasures against(String training) {
    return new TextMeasures(training);
  }

  /**
   * Computes which share of the speeches begin as one should: with a name, of letters, spaces, dots
   * and apostrophes, and a colon, alone on a line, and something said below it.
   *
   * @param text a play, or what should be one; what stands before its first blank line, and a last
   *     speech that is not more than its first line, do not count
   * @return 0 to 1; 0 if no speech begins, for then the format was not kept either
   */
  public double speakerFormat(String text) {
    List<String> openings = openings(text);
    long right = openings.stream().filter(this::isSpeaker).count();
    return openings.isEmpty() ? 0 : right / (double) openings.size();
  }

  /**
   * Computes which share of the speakers are persons of the text that was learned from.
   *
   * @param text as for {@link #speakerFormat}
   * @return 0 to 1; 0 if nobody speaks
   */
  public double knownSpeakers(String text) {
    List<String> named = openings(text).stream().filter(this::isSpeaker).toList();
    long known = named.stream().filter(speakers::contains).count();
    return named.isEmpty() ? 0 : known / (double) named.size();
  }

  private boolean isSpeaker(String line) {
    return SPEAKER.matcher(line).matches();
  }

  /** The first lines of all paragraphs but the first, where more follows. */
  private static List<String> openings(String text) {
    return BLANK_LINES
        .splitAsStream(text)
        .skip(1)
        .filter(paragraph -> paragraph.indexOf('\n') > 0)
        .map(paragraph -> paragraph.substring(0, paragraph.indexOf('\n')))
        .toList();
  }

  /**
   * Computes which share of the words occur in the text that was learned from, small and capital
   * letters alike. A word is a run of letters and of apostrophes between them.
   *
   * @param text of which the last word may be cut off
   * @return 0 to 1; 0 if there are no words
   */
  public double knownWords(String text) {
    List<String> all = words(text);
    long known = all.stream().filter(words::contains).count();
    return all.isEmpty() ? 0 : known / (double) all.size();
  }

  private static List<String> words(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /**
   * Counts commas.
   *
   * @param text any text
   * @return commas per 100 characters; 0 for no text
   */
  public static double commas(String text) {
    long commas = text.chars().filter(c -> c == ',').count();
    return text.isEmpty() ? 0 : 100.0 * commas / text.length();
  }

  /**
   * Finds what was copied: for each character the length of the longest run through it that occurs,
   * letter by letter, in the text that was learned from.
   *
   * @param text what was written
   * @return one number for each character; 0 where no run of {@value #SHORTEST_RUN} occurs
   */
  public int[] copied(String text) {
    int[] runs = new int[text.length()];
    int covered = 0;
    for (int from = 0; from + SHORTEST_RUN <= text.length(); from++) {
      int length = longestFrom(text, from);
      if (from + length > covered) {
        for (int i = from; i < from + length; i++) {
          runs[i] = Math.max(runs[i], length);
        }
        covered = from + length;
      }
    }
    return runs;
  }

  /**
   * Computes which share of the characters lie in a run that occurs, letter by letter, in the text
   * that was learned from.
   *
   * @param text what was written
   * @param run the length from which a run counts, at least {@value #SHORTEST_RUN}
   * @return 0 to 1; 0 for no text
   * @throws IllegalArgumentException if the run is too short
   */
  public double memorised(String text, int run) {
    if (run < SHORTEST_RUN) {
      throw new IllegalArgumentException(
          "a run of " + run + " characters is too short, take " + SHORTEST_RUN + " or more");
    }
    return Arrays.stream(copied(text)).filter(length -> length >= run).count()
        / (double) Math.max(1, text.length());
  }

  /** The length of the longest run of the training text that the text has at this place. */
  private int longestFrom(String text, int from) {
    int longest = 0;
    for (int place = last[slot(text, from)]; place != NONE; place = before[place]) {
      if (training.regionMatches(place, text, from, SHORTEST_RUN)) {
        int length = SHORTEST_RUN;
        while (from + length < text.length()
            && place + length < training.length()
            && text.charAt(from + length) == training.charAt(place + length)) {
          length++;
        }
        longest = Math.max(longest, length);
      }
    }
    return longest;
  }

  private int slot(String text, int place) {
    int hash = 0;
    for (int i = place; i < place + SHORTEST_RUN; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash * 0x9E3779B9 >>> 7) & last.length - 1;
  }
}
