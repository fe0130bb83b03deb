package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.CourseHome;
import unroll.grade.desk.Summary;

/** {@code unroll grade} from its arguments to its files, with the shipped exercise. */
@Tag("solutions")
class GradeCommandTest {
  private static final Path COURSE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path handins;
  private Path marks;

  @BeforeEach
  void makeFolders() throws IOException {
    handins = Files.createDirectory(folder.resolve("handins"));
    marks = folder.resolve("marks");
    System.setProperty(CourseHome.PROPERTY, COURSE.toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void submissionsOfEveryShapeAreMarkedAndTheSecondRunKeepsThem() throws IOException {
    String solution = Files.readString(COURSE.resolve("solutions/e02_elman/Elman.java"));
    String starter =
        solution.replaceAll(
            "(?s)// BEGIN SOLUTION ([0-9]).*?// END SOLUTION [0-9]",
            "throw new UnsupportedOperationException(\"Task $1\");");
    Files.writeString(handins.resolve("anna.java"), solution);
    Files.writeString(handins.resolve("bob.java"), starter);
    Files.createDirectories(handins.resolve("carla/src"));
    Files.writeString(handins.resolve("carla/src/Elman.java"), solution.replace("Math.tanh", ""));
    zip(handins.resolve("dora.zip"), "dora/Elman.java", solution.replace("double sum = 0;", "?"));
    Files.writeString(handins.resolve("emil.ipynb"), notebook(solution));
    Files.writeString(handins.resolve("emma.ipynb"), notebook(withoutContract(solution)));
    Files.writeString(handins.resolve("franz.pdf"), "%PDF");
    assertEquals(0, grade("--sandbox", "none"), err::toString);
    assertEquals(
        List.of(
            "anna.java,graded,22,22,7,7,8,passed,no",
            "bob.java,graded,0,22,0,0,0,failed,no",
            "carla,graded,14,22,2,4,8,failed,no",
            "dora.zip,graded,0,22,0,0,0,does not compile,no",
            "emil.ipynb,graded,22,22,7,7,8,passed,no",
            "emma.ipynb,graded,22,22,7,7,8,passed,no",
            "franz.pdf,unreadable,,,,,,unreadable,"),
        Files.readAllLines(marks.resolve("results.csv")).stream()
            .skip(1)
            .map(line -> line.replaceAll("^((?:[^,]*,){8}[^,]*),.*", "$1"))
            .toList());
    JsonObject dora =
        JsonParser.parseString(Files.readString(marks.resolve("results/dora.zip.json")))
            .getAsJsonObject();
    assertEquals(
        "illegal start of expression",
        dora.getAsJsonArray("problems").get(0).getAsJsonObject().get("message").getAsString());
    assertTrue(out.toString().contains("NOT OFFICIAL"), out::toString);
    assertTrue(out.toString().contains("1 could not be read: franz.pdf"), out::toString);
    assertTrue(out.toString().contains("100 %  7 of 7"), out::toString);
    out.getBuffer().setLength(0);
    assertEquals(0, grade("--sandbox", "none"), err::toString);
    assertTrue(out.toString().contains("0 marked"), out::toString);
    assertTrue(out.toString().contains("7 kept from the run before"), out::toString);
  }

  @Test
  void graderFaultEndsWithThree() {
    assertEquals(3, GradeCommand.status(summary(List.of("anna.java"), 0)));
    assertEquals(3, GradeCommand.status(summary(List.of("anna.java"), 2)));
    assertEquals(0, GradeCommand.status(summary(List.of(), 0)));
  }

  @Test
  void scoresThatWaitToBeReplacedEndWithFour() {
    assertEquals(4, GradeCommand.status(summary(List.of(), 2)));
  }

  private static Summary summary(List<String> faults, int waiting) {
    return new Summary(List.of(), 0, faults, 0, waiting, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--jobs=0",
        "--jobs=x",
        "--sandbox=glass",
        "--show=never",
        "--shard=0/3",
        "--shard=3",
        "--what"
      })
  void badOptionEndsWithTwoAndOneLine(String option) throws IOException {
    Files.writeString(handins.resolve("anna.java"), "class Elman {}");
    assertBad(grade(option));
  }

  @Test
  void folderThatIsMissingOrEmptyEndsWithTwo() throws IOException {
    assertBad(grade());
    Files.delete(handins);
    assertBad(grade());
  }

  @Test
  void outInsideTheSubmissionsEndsWithTwo() throws IOException {
    Files.writeString(handins.resolve("anna.java"), "class Elman {}");
    marks = handins.resolve("a/../marks");
    assertTrue(assertBad(grade()).contains("would be taken for a submission"));
  }

  @Test
  void outThatIsAFileEndsWithTwo() throws IOException {
    Files.writeString(handins.resolve("anna.java"), "class Elman {}");
    Files.writeString(marks, "");
    assertBad(grade());
  }

  @Test
  void unknownExerciseEndsWithTwoAndListsThoseThereAre() {
    assertTrue(
        assertBad(
                run(
                    "grade",
                    handins.toString(),
                    "--exercise",
                    "99-none",
                    "--out",
                    marks.toString()))
            .contains("There are: 01-sequences, 02-elman"));
  }

  @Test
  void rosterOrTimesThatCannotBeReadEndWithTwo() throws IOException {
    Files.writeString(handins.resolve("anna.java"), "class Elman {}");
    Path odd = Files.writeString(folder.resolve("odd.csv"), "height,weight\n1,2\n");
    Path times = Files.writeString(folder.resolve("t.csv"), "student,attempt,at\nanna,1,noon\n");
    assertTrue(assertBad(grade("--roster", "none.csv")).contains("none.csv"));
    assertTrue(assertBad(grade("--roster", odd.toString())).contains("odd.csv"));
    assertTrue(assertBad(grade("--times", times.toString())).contains("t.csv, line 2"));
  }

  @Test
  void missingArgumentsEndWithTwo() {
    assertBad(run("grade", handins.toString()));
  }

  private String assertBad(int status) {
    assertEquals(2, status, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertFalse(Files.isDirectory(marks.resolve("results")), "nothing is written");
    String line = err.toString();
    err.getBuffer().setLength(0);
    return line;
  }

  private int grade(String... more) {
    String[] arguments = {
      "grade", handins.toString(), "--exercise", "02-elman", "--out", marks.toString()
    };
    return run(Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static void zip(Path file, String name, String text) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** As one writes it in a notebook: nothing public, records of its own, no interface. */
  private static String withoutContract(String solution) {
    return solution
        .replace("public class Elman implements ElmanNetwork {", "public class Elman {")
        .replaceAll("  @Override\\R  public ", "  ")
        .replaceFirst(
            "\\}\\s*$",
            "  record Step(DMatrixRMaj h, DMatrixRMaj o) {}\n"
                + "  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo,"
                + " DMatrixRMaj c) {}\n}\n");
  }

  /** The solution as cells: imports in one, the class in another with a statement behind it. */
  private static String notebook(String solution) {
    int begin = solution.indexOf("public class");
    String imports = solution.substring(solution.indexOf("import"), solution.indexOf("/**"));
    JsonObject first = new JsonObject();
    first.addProperty("cell_type", "code");
    first.addProperty("source", imports);
    JsonObject second = new JsonObject();
    second.addProperty("cell_type", "code");
    second.addProperty("source", solution.substring(begin) + "\ncheck(\"02-elman\", new Elman());");
    return "{\"cells\": [" + first + ", " + second + "], \"nbformat\": 4}";
  }
}
