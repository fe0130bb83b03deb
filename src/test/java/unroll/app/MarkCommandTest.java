package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.CourseHome;

/** {@code unroll mark} from its arguments to its file, with the shipped exercise. */
@Tag("solutions")
class MarkCommandTest {
  private static final Path COURSE = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path result;

  @BeforeEach
  void findCourse() {
    result = folder.resolve("result");
    System.setProperty(CourseHome.PROPERTY, COURSE.toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void solutionGetsFullMarksAndTheStampOfItsSandbox() throws IOException {
    Path solution = COURSE.resolve("solutions/e02_elman/Elman.java");
    assertEquals(0, mark(solution, "gradescope", "--sandbox", "none"), err::toString);
    JsonObject json = json();
    assertEquals(22, json.get("score").getAsInt());
    assertFalse(json.getAsJsonObject("extra_data").get("official").getAsBoolean());
    assertTrue(out.toString().contains("22 of 22 points"), out::toString);
    assertTrue(out.toString().contains("NOT OFFICIAL"), out::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gradescope", "github", "prairielearn", "autolab", "junit", "json", "markdown"})
  void whatCannotBeReadIsNoFailureOfTheCommand(String format) throws IOException {
    Path essay = Files.writeString(folder.resolve("essay.pdf"), "%PDF");
    assertEquals(0, mark(essay, format), err::toString);
    assertTrue(Files.readString(result).contains("essay.pdf cannot be read"));
    assertEquals("", err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "gradescope,tell the course staff",
    "github,tell the course staff",
    "prairielearn,tell the course staff",
    "autolab,tell the course staff",
    "junit,tell the course staff",
    "markdown,tell the course staff",
    "json,its reference:"
  })
  void graderThatCannotBeginEndsWithThreeAndSaysWhomToAsk(String format, String says)
      throws IOException {
    courseWithoutSolutions();
    Path answer = Files.writeString(folder.resolve("Elman.java"), "class Elman {}");
    assertEquals(3, mark(answer, format, "--sandbox", "none"), err::toString);
    assertTrue(Files.readString(result).contains(says), Files.readString(result));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("grader fault"), err::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=pdf", "--show=never", "--sandbox=glass", "--exercise=99-none"})
  void badOptionEndsWithTwoAndOneLine(String option) throws IOException {
    Path answer = Files.writeString(folder.resolve("Elman.java"), "class Elman {}");
    String format = option.startsWith("--format") ? option : "--format=json";
    String exercise = option.startsWith("--exercise") ? option : "--exercise=02-elman";
    String more = option.startsWith("--s") ? option : "--show=visible";
    assertBad(run("mark", answer.toString(), format, exercise, more, "--out", result.toString()));
  }

  @Test
  void submissionOrFolderThatIsNotThereEndsWithTwo() throws IOException {
    assertBad(mark(folder.resolve("nobody.java"), "json"));
    Path answer = Files.writeString(folder.resolve("Elman.java"), "class Elman {}");
    result = folder.resolve("none/result");
    assertBad(mark(answer, "json"));
    result = folder;
    assertBad(mark(answer, "json"));
  }

  private void assertBad(int status) {
    assertEquals(2, status, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertFalse(Files.isRegularFile(result), "nothing is written");
    err.getBuffer().setLength(0);
  }

  /** As a student edition has it. */
  private void courseWithoutSolutions() throws IOException {
    Path home = folder.resolve("course");
    for (String each : List.of("datasets", "notebooks", "exercises/e02_elman")) {
      Files.createDirectories(home.resolve(each));
    }
    Files.copy(
        COURSE.resolve("exercises/e02_elman/exercise.properties"),
        home.resolve("exercises/e02_elman/exercise.properties"));
    System.setProperty(CourseHome.PROPERTY, home.toString());
  }

  private JsonObject json() throws IOException {
    return JsonParser.parseString(Files.readString(result)).getAsJsonObject();
  }

  private int mark(Path submission, String format, String... more) {
    String[] arguments = {
      "mark",
      submission.toString(),
      "--exercise",
      "02-elman",
      "--format",
      format,
      "--out",
      result.toString()
    };
    return run(Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
