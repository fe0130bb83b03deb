package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every work that the kit's documentation cites has a test that holds the kit to it. */
class SourcesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");

  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern PUBLISHED =
      Pattern.compile("@Published\\((.*?)\\)\\s*\\n", Pattern.DOTALL);

  private static final String NAME = "(?:El |van |de )?(?:Mc|Le)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?";

  /** Surnames, and then a year: {@code Kingma and Ba 2015}, {@code Wu et al. (2016)}. */
  private static final Pattern CITATION =
      Pattern.compile(
          "("
              + NAME
              + ")((?:, "
              + NAME
              + ")*(?:,? and "
              + NAME
              + "(?:'s)?)?|(?: et al\\.)?)"
              + ",? \\(?((?:19|20)\\d\\d)\\b");

  private static final Set<String> MONTHS = Set.of("May", "Sep", "September");

  @Test
  void everyWorkCitedIsHeldTo() {
    Set<String> cited = new TreeSet<>(cited().keySet());
    cited.removeAll(heldTo().keySet());
    assertEquals(Set.of(), cited, "cited in src/main, but in no @Published of a test");
  }

  @Test
  void citationsAreFoundInEveryForm() {
    String text =
        "as (Elman 1990), Kingma and Ba 2015, Wu et al. (2016, equation 14), El Hihi and Bengio"
            + " 1996, on 3 May 1979, and Le, Jaitly and Hinton 2015";
    assertEquals(
        Set.of("Elman 1990", "Kingma 2015", "Wu 2016", "El Hihi 1996", "Le 2015"), works(text));
  }

  /** First author and year, and a file that cites it. */
  private static Map<String, Path> cited() {
    Map<String, Path> found = new TreeMap<>();
    for (Path file : javaFiles(SOURCES)) {
      if (isTestedElsewhere(file)) {
        continue;
      }
      Matcher comments = COMMENT.matcher(read(file));
      while (comments.find()) {
        String text = comments.group().replaceAll("\\s*\\n\\s*\\*\\s?", " ");
        works(text).forEach(work -> found.putIfAbsent(work, file));
      }
    }
    return found;
  }

  /** A student edition has the grader, but not its tests. */
  private static boolean isTestedElsewhere(Path file) {
    Path grader = Path.of("unroll/grade");
    return SOURCES.relativize(file).startsWith(grader) && !Files.isDirectory(TESTS.resolve(grader));
  }

  private static Map<String, Path> heldTo() {
    Map<String, Path> found = new TreeMap<>();
    for (Path file : javaFiles(TESTS)) {
      Matcher published = PUBLISHED.matcher(read(file));
      while (published.find()) {
        works(published.group(1).replaceAll("\"\\s*\\+\\s*\"", ""))
            .forEach(work -> found.putIfAbsent(work, file));
      }
    }
    return found;
  }

  private static Set<String> works(String text) {
    Set<String> works = new TreeSet<>();
    Matcher citations = CITATION.matcher(text);
    while (citations.find()) {
      if (!MONTHS.contains(citations.group(1))) {
        works.add(citations.group(1) + " " + citations.group(3));
      }
    }
    return works;
  }

  private static Set<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
