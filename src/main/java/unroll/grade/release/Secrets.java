package unroll.grade.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unroll.grade.Exercise;

/**
 * What students must not read: the regions of the references, and what hidden tests and known-wrong
 * answers are called. Its job is to find any of it in a folder.
 *
 * <p>Texts are compared without their white space, so that other line breaks hide nothing. A region
 * that is shorter than a line of code could stand anywhere by chance and is not looked for.
 */
final class Secrets {
  /** Characters without white space from which on a text is nobody's by chance. */
  private static final int TELLING = 48;

  private static final Pattern REGION =
      Pattern.compile("(?s)// BEGIN SOLUTION (\\d+)\\R(.*?)// END SOLUTION");

  /** A single word may stand anywhere. */
  private static final Pattern SEVERAL_WORDS = Pattern.compile("([A-Z][a-z0-9]*){2,}");

  private static final Pattern TEST = Pattern.compile("@Test\\b[^{;]*?\\bvoid (\\w+)\\(");

  /** What is looked for without white space, and what it is. */
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Classes, looked for as words, and what they are. */
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Methods, looked for as words where students work, and what they are. */
  private final Map<String, String> tests = new LinkedHashMap<>();

  private Secrets() {}

  /**
   * Collects the secrets of exercises.
   *
   * @param exercises with their solutions at hand
   * @return what is to be looked for
   * @throws IOException if a solution cannot be read
   */
  static Secrets of(List<Exercise> exercises) throws IOException {
    Secrets secrets = new Secrets();
    for (Exercise exercise : exercises) {
      secrets.add(exercise);
    }
    return secrets;
  }

  private void add(Exercise exercise) throws IOException {
    Matcher region = REGION.matcher(Files.readString(reference(exercise)));
    while (region.find()) {
      String text = bare(region.group(2));
      if (text.length() >= TELLING) {
        texts.put(text, "the solution of task " + region.group(1) + " of " + exercise.name());
      }
    }
    StringBuilder published = new StringBuilder();
    for (Path file : files(exercise.folder())) {
      published.append(Files.readString(file)).append('\n');
    }
    for (String part : List.of("hidden", "wrong")) {
      for (Path file : files(exercise.solution().resolve(part))) {
        String what = "which names a " + part + " part of " + exercise.name();
        String name = file.getFileName().toString().replaceFirst("\\.java$", "");
        if (SEVERAL_WORDS.matcher(name).matches()) {
          names.put(name, what);
        }
        for (MatchResult test : TEST.matcher(Files.readString(file)).results().toList()) {
          if (!word(test.group(1)).matcher(published).find()) {
            tests.put(test.group(1), what);
          }
        }
      }
    }
  }

  private static Path reference(Exercise exercise) {
    return exercise.solution().resolve(exercise.subject() + ".java");
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /**
   * Looks for secrets in a text.
   *
   * @param text of a file
   * @param work whether students work in it: a lesson, or a file of an exercise. Elsewhere a test
   *     may well have the name of a hidden one, since names are claims
   * @return what was found, one line each; empty if nothing
   */
  List<String> in(String text, boolean work) {
    List<String> found = new ArrayList<>();
    String bare = bare(text);
    texts.forEach(
        (secret, what) -> {
          if (bare.contains(secret)) {
            found.add(what);
          }
        });
    found.addAll(words(names, text));
    if (work) {
      found.addAll(words(tests, text));
    }
    return found;
  }

  private static List<String> words(Map<String, String> names, String text) {
    return names.entrySet().stream()
        .filter(name -> text.contains(name.getKey()) && word(name.getKey()).matcher(text).find())
        .map(name -> name.getKey() + ", " + name.getValue())
        .toList();
  }

  private static Pattern word(String name) {
    return Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
  }

  private static String bare(String text) {
    return text.replaceAll("\\s+", "");
  }
}
