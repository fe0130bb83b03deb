package unroll.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import unroll.grade.roster.Collection;
import unroll.grade.roster.Roster;

/**
 * A made-up course of two tiny exercises, and what its students hand in; {@code term/README.md}
 * among the test resources tells of them.
 */
final class RehearsedTerm {
  private static final String SUMS =
      """
      package e91_sums;
      /** Sums. */
      public class Sums implements Summing {
        @Override public int sum(int[] values) {
          // BEGIN SOLUTION 1
          if (values == null) throw new IllegalArgumentException("nothing to add");
          int sum = 0;
          for (int value : values) sum += value;
          return sum;
          // END SOLUTION 1
        }
        @Override public int largest(int[] values) {
          // BEGIN SOLUTION 2
          int largest = values[0];
          for (int value : values) largest = Math.max(largest, value);
          return largest;
          // END SOLUTION 2
        }
      }
      """;

  private static final String WORDS =
      """
      package e92_words;
      /** Words. */
      public class Words implements Counting {
        @Override public int count(String text) {
          // BEGIN SOLUTION 1
          return text.isBlank() ? 0 : text.strip().split("\\\\s+").length;
          // END SOLUTION 1
        }
      }
      """;

  private static final Map<String, Map<String, String>> ANSWERS =
      Map.of(
          "91-sums",
          Map.of(
              "right", SUMS,
              "lax", withoutCheck(SUMS),
              "zero", SUMS.replace("largest = values[0]", "largest = 0"),
              "half", withoutCheck(SUMS).replace("int sum = 0", "int sum = 7"),
              "broken", SUMS.replace("int sum = 0;", "int sum = ;"),
              "starter", starter(SUMS)),
          "92-words",
          Map.of(
              "right", WORDS,
              "trim", WORDS.replace("text.isBlank() ? 0 : ", ""),
              "naive", WORDS.replaceAll("return .*;", "return text.split(\" \").length;"),
              "broken", WORDS.replace("return", "retrun"),
              "starter", starter(WORDS)));

  private static final String TEST =
      """
      package @PACKAGE@;
      import static org.junit.jupiter.api.Assertions.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.ExtendWith;
      import unroll.grade.*;
      @ExtendWith(SubjectExtension.class)
      class @NAME@ {
        private final @CONTRACT@ mine;
        @NAME@(@CONTRACT@ mine) { this.mine = mine; }
      @TESTS@}
      """;

  private final Path home;

  private RehearsedTerm(Path home) {
    this.home = home;
  }

  /** Makes the course in a folder. */
  static RehearsedTerm in(Path home) throws IOException {
    RehearsedTerm term = new RehearsedTerm(home);
    for (String folder : List.of("datasets", "notebooks", "handins")) {
      Files.createDirectories(home.resolve(folder));
    }
    term.write(
        "exercises/e91_sums/exercise.properties",
        "title = Sums\ncontract = Summing\nsubject = Sums\ntask.1 = sum\ntask.2 = largest\n");
    term.write(
        "exercises/e91_sums/Summing.java",
        "package e91_sums;\npublic interface Summing {\n  int sum(int[] values);\n"
            + "  int largest(int[] values);\n}\n");
    term.write(
        "exercises/e91_sums/SumsTest.java",
        test(
            "e91_sums",
            "SumsTest",
            "Summing",
            "  @Test @Task(1) void sumOfThree() { assertEquals(6, mine.sum(new int[] {1, 2, 3})); }\n"
                + "  @Test @Task(2) void largestOfThree() {"
                + " assertEquals(3, mine.largest(new int[] {1, 3, 2})); }\n"));
    term.write("exercises/e91_sums/Sums.java", starter(SUMS));
    term.write("solutions/e91_sums/Sums.java", SUMS);
    term.hideTests(
        "assertThrows(IllegalArgumentException.class, () -> mine.sum(null))", "{5, 9, 7}", 9);
    term.write(
        "exercises/e92_words/exercise.properties",
        "title = Words\ncontract = Counting\nsubject = Words\ntask.1 = count\n");
    term.write(
        "exercises/e92_words/Counting.java",
        "package e92_words;\npublic interface Counting {\n  int count(String text);\n}\n");
    term.write(
        "exercises/e92_words/WordsTest.java",
        test(
            "e92_words",
            "WordsTest",
            "Counting",
            "  @Test @Task(1) void two() { assertEquals(2, mine.count(\"a b\")); }\n"));
    term.write("exercises/e92_words/Words.java", starter(WORDS));
    term.write("solutions/e92_words/Words.java", WORDS);
    term.write(
        "solutions/e92_words/hidden/WordsHiddenTest.java",
        test(
            "e92_words",
            "WordsHiddenTest",
            "Counting",
            "  @Test @Task(1) void none() { assertEquals(0, mine.count(\"\")); }\n"
                + "  @Test @Task(1) @Points(2) void wide() {"
                + " assertEquals(2, mine.count(\" a \\n b\")); }\n"));
    for (String file : List.of("roster.csv", "course.yaml")) {
      Files.writeString(home.resolve(file), resource(file));
    }
    term.handIn();
    return term;
  }

  /** One hidden test asked for too much, another one for too little. */
  void mendTests() throws IOException {
    hideTests("assertEquals(0, mine.sum(new int[0]))", "{-5, -9, -7}", -5);
  }

  private void hideTests(String first, String values, int largest) throws IOException {
    write(
        "solutions/e91_sums/hidden/SumsHiddenTest.java",
        test(
            "e91_sums",
            "SumsHiddenTest",
            "Summing",
            "  @Test @Task(1) void nothingToAdd() { "
                + first
                + "; }\n  @Test @Task(2) @Points(2) void largestOfNegatives() { assertEquals("
                + largest
                + ", mine.largest(new int[] "
                + values
                + ")); }\n"));
  }

  /** Marks by hand, written into the plan. */
  void giveMarks() throws IOException {
    Files.writeString(
        home.resolve("course.yaml"), resource("course.yaml") + resource("by-hand.yaml"));
  }

  static String resource(String name) throws IOException {
    try (InputStream in = RehearsedTerm.class.getResourceAsStream("term/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void handIn() throws IOException {
    List<List<String>> rows =
        resource("handins.csv").lines().skip(1).map(line -> List.of(line.split(","))).toList();
    for (String exercise : ANSWERS.keySet()) {
      Path folder = Files.createDirectory(home.resolve("handins").resolve(exercise));
      StringBuilder times = new StringBuilder("student,attempt,at\n");
      for (List<String> row : rows) {
        if (row.get(0).equals(exercise)) {
          String name = row.get(1) + "@" + row.get(2);
          times.append(String.join(",", row.subList(1, 4))).append('\n');
          handIn(folder, name, row.get(4), exercise, ANSWERS.get(exercise).get(row.get(5)));
        }
      }
      Files.writeString(home.resolve("times-" + exercise + ".csv"), times);
    }
  }

  private static void handIn(Path folder, String name, String shape, String exercise, String source)
      throws IOException {
    String file = exercise.equals("91-sums") ? "Sums.java" : "Words.java";
    switch (shape) {
      case "java" -> Files.writeString(folder.resolve(name + ".java"), source);
      case "folder" -> {
        Path src = Files.createDirectories(folder.resolve(name).resolve("src"));
        Files.writeString(src.resolve(file), source);
      }
      case "zip" -> {
        try (ZipOutputStream zip =
            new ZipOutputStream(Files.newOutputStream(folder.resolve(name + ".zip")))) {
          zip.putNextEntry(new ZipEntry("my answer/" + file));
          zip.write(source.getBytes(StandardCharsets.UTF_8));
        }
      }
      case "ipynb" -> Files.writeString(folder.resolve(name + ".ipynb"), notebook(source));
      case "damaged" -> {
        String whole = notebook(source);
        Files.writeString(folder.resolve(name + ".ipynb"), whole.substring(0, whole.length() / 2));
      }
      default -> Files.writeString(folder.resolve(name + "." + shape), "no Java");
    }
  }

  private static String notebook(String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", source.replaceFirst("package .*\\R", ""));
    JsonArray cells = new JsonArray();
    cells.add(cell);
    JsonObject notebook = new JsonObject();
    notebook.add("cells", cells);
    notebook.addProperty("nbformat", 4);
    return notebook.toString();
  }

  private static String withoutCheck(String solution) {
    return solution.replaceAll("if \\(values == null\\).*\\R", "\n");
  }

  private static String starter(String solution) {
    return solution.replaceAll(
        "(?s)// BEGIN SOLUTION ([0-9]).*?// END SOLUTION [0-9]",
        "throw new UnsupportedOperationException(\"Task $1\");");
  }

  private static String test(String inPackage, String name, String contract, String tests) {
    return TEST.replace("@PACKAGE@", inPackage)
        .replace("@NAME@", name)
        .replace("@CONTRACT@", contract)
        .replace("@TESTS@", tests);
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** The arguments of {@code unroll grade} for an exercise. */
  List<String> grade(String exercise, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "grade",
                home.resolve("handins").resolve(exercise).toString(),
                "--exercise",
                exercise,
                "--roster",
                home.resolve("roster.csv").toString(),
                "--times",
                home.resolve("times-" + exercise + ".csv").toString(),
                "--sandbox",
                "none",
                "--out",
                marks(exercise).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** What {@code unroll grade} finds of an exercise. */
  Collection collection(String exercise) {
    return Collection.of(
        home.resolve("handins").resolve(exercise),
        Optional.of(Roster.read(home.resolve("roster.csv"))),
        Optional.of(home.resolve("times-" + exercise + ".csv")),
        exercise);
  }

  /** The results of an exercise. */
  Path marks(String exercise) {
    return home.resolve("marks-" + exercise);
  }
}
