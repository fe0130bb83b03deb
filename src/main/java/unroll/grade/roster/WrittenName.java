package unroll.grade.roster;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A name as somebody wrote it, and the forms under which platforms write the same name: without
 * accents (Unicode compatibility decomposition, UAX #15, less the marks), with German umlauts spelt
 * out, in lower case, "Lovelace, Ada" or "Ada Lovelace", or in one piece.
 *
 * @param text the name
 */
record WrittenName(String text) {
  // letters that Unicode does not take apart
  private static final Map<Character, String> WHOLE =
      Map.of(
          'ß', "ss", 'ø', "o", 'æ', "ae", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı',
          "i");
  private static final Map<Character, String> SPELT = Map.of('ä', "ae", 'ö', "oe", 'ü', "ue");

  /** The text of an id, a login or an address: case and the form of its letters do not count. */
  String plain() {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** The words of a full name in the order of the alphabet, with and without umlauts spelt out. */
  Set<String> words() {
    Set<String> keys = new LinkedHashSet<>();
    for (List<String> words : spellings()) {
      List<String> sorted = new ArrayList<>(words);
      Collections.sort(sorted);
      keys.add(String.join(" ", sorted));
    }
    keys.remove("");
    return keys;
  }

  /** The words in one piece, as they stand. */
  Set<String> squeezed() {
    Set<String> keys = new LinkedHashSet<>();
    spellings().forEach(words -> keys.add(String.join("", words)));
    keys.remove("");
    return keys;
  }

  /** The words in one piece, whichever of them comes first. */
  Set<String> squeezedInAnyTurn() {
    Set<String> keys = new LinkedHashSet<>();
    for (List<String> words : spellings()) {
      for (int first = 0; first < words.size(); first++) {
        List<String> turned = new ArrayList<>(words);
        Collections.rotate(turned, first);
        keys.add(String.join("", turned));
      }
    }
    return keys;
  }

  private List<List<String>> spellings() {
    String composed =
        Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    return List.of(folded(composed), folded(with(SPELT, composed)));
  }

  private static List<String> folded(String name) {
    String letters =
        Normalizer.normalize(with(WHOLE, name), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    // an apostrophe is no gap: O'Neill is one word, and platforms drop it
    List<String> words = new ArrayList<>();
    for (String word : letters.replaceAll("['’ʼ`]", "").split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String with(Map<Character, String> letters, String name) {
    StringBuilder spelt = new StringBuilder();
    for (char letter : name.toCharArray()) {
      spelt.append(letters.getOrDefault(letter, String.valueOf(letter)));
    }
    return spelt.toString();
  }
}
