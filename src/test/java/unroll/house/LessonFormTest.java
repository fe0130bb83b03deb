package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookFile.Cell;

/** Every lesson has the form that a learner can rely on, whatever it teaches. */
class LessonFormTest {
  private static final int FEWEST_CELLS = 30;
  private static final int MOST_CELLS = 45;
  private static final int MOST_WORDS = 2200;
  private static final int FEWEST_FIGURES = 5;
  private static final int MOST_CODE_LINES = 15;

  /** What fits without a scroll bar beside the prompt. */
  private static final int WIDEST_LINE = 92;

  private static final Pattern LOCAL_LINK =
      Pattern.compile("\\]\\((?!https?:|#|attachment:)([^)#\\s]+)[^)]*\\)");

  static List<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** All but the first look, which is freer. */
  static List<Path> taught() throws IOException {
    return lessons().stream()
        .filter(file -> !file.getFileName().toString().startsWith("00-"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("taught")
  void hasTheLengthOfAnHour(Path lesson) throws IOException {
    int cells = NotebookFile.read(lesson).cells().size();
    assertTrue(cells >= FEWEST_CELLS && cells <= MOST_CELLS, cells + " cells");
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void saysItInFewWords(Path lesson) throws IOException {
    long words =
        NotebookFile.read(lesson).cells().stream()
            .filter(cell -> !cell.isCode())
            .mapToLong(cell -> cell.source().strip().split("\\s+").length)
            .sum();
    assertTrue(words <= MOST_WORDS, words + " words");
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void keepsItsCellsShort(Path lesson) throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Cell cell : code(lesson)) {
      List<String> lines =
          cell.source().lines().filter(line -> !line.isBlank() && !isImport(line)).toList();
      if (lines.size() > MOST_CODE_LINES) {
        tooLong.add("cell " + cell.index() + " has " + lines.size() + " lines");
      }
      lines.stream()
          .filter(line -> line.length() > WIDEST_LINE)
          .forEach(line -> tooLong.add("cell " + cell.index() + ": " + line));
    }
    assertEquals(List.of(), tooLong);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void importsInItsFirstCellOnly(Path lesson) throws IOException {
    List<Cell> code = code(lesson);
    assertTrue(code.get(0).source().lines().anyMatch(LessonFormTest::isImport));
    assertEquals(
        List.of(),
        code.stream()
            .skip(1)
            .filter(cell -> cell.source().lines().anyMatch(LessonFormTest::isImport))
            .map(Cell::index)
            .toList());
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void showsFiguresThatCanAlsoBeReadAloud(Path lesson) throws IOException {
    List<String> spoken = new ArrayList<>();
    for (Cell cell : code(lesson)) {
      for (JsonObject output : cell.outputs()) {
        if (output.has("data") && output.getAsJsonObject("data").has("image/png")) {
          spoken.add(alternative(output));
        }
      }
    }
    assertTrue(spoken.size() >= FEWEST_FIGURES, spoken.size() + " figures");
    assertTrue(spoken.stream().noneMatch(String::isBlank), () -> "without words: " + spoken);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void isStoredAsRunFromTopToBottom(Path lesson) throws IOException {
    List<Integer> counts = new ArrayList<>();
    for (JsonElement cell :
        JsonParser.parseString(Files.readString(lesson))
            .getAsJsonObject()
            .getAsJsonArray("cells")) {
      JsonElement count = cell.getAsJsonObject().get("execution_count");
      if (count != null) {
        counts.add(count.isJsonNull() ? null : count.getAsInt());
      }
    }
    assertEquals(Stream.iterate(1, n -> n + 1).limit(counts.size()).toList(), counts);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void linksToWhatIsThere(Path lesson) throws IOException {
    List<String> dead = new ArrayList<>();
    for (Cell cell : NotebookFile.read(lesson).cells()) {
      Matcher link = LOCAL_LINK.matcher(cell.isCode() ? "" : cell.source());
      while (link.find()) {
        if (!Files.exists(lesson.resolveSibling(link.group(1)))) {
          dead.add(link.group(1));
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @ParameterizedTest
  @MethodSource("taught")
  void predictsMeasuresHuntsABugAndPractises(Path lesson) throws IOException {
    String text =
        String.join("\n", NotebookFile.read(lesson).cells().stream().map(Cell::source).toList());
    List<String> missing =
        Stream.of(
                "\\*[Pp]redict",
                "\\*\\*Notice",
                "\\$\\$",
                "Lesson.claim",
                "bug",
                ".at(?:Most|Least)\\(",
                "Check",
                "## Further reading")
            .filter(part -> !Pattern.compile(part).matcher(text).find())
            .toList();
    assertEquals(List.of(), missing);
  }

  private static List<Cell> code(Path lesson) throws IOException {
    return NotebookFile.read(lesson).cells().stream().filter(Cell::isCode).toList();
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private static String alternative(JsonObject output) {
    JsonObject metadata = output.getAsJsonObject("metadata");
    JsonObject png = metadata == null ? null : metadata.getAsJsonObject("image/png");
    return png == null || !png.has("alt") ? "" : png.get("alt").getAsString();
  }
}
