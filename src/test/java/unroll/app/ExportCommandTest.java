package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.CourseHome;

/** What {@code unroll export} says of bad input; what it writes is tested where it is made. */
class ExportCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path target;

  @BeforeEach
  void findCourse() {
    target = folder.resolve("export");
    System.setProperty(CourseHome.PROPERTY, Path.of("").toAbsolutePath().toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void noPlatformShowsWhichThereAre() {
    assertEquals(2, run("export"));
    for (String platform : new String[] {"gradescope", "github", "prairielearn", "autolab"}) {
      assertTrue(err.toString().contains(platform), err::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradescope", "github", "prairielearn", "autolab", "image"})
  void kitThatIsNoJarCannotBeExported(String platform) {
    // tests run from a folder of classes
    String line =
        assertBad(run("export", platform, "--exercise", "02-elman", "--out", target.toString()));
    assertTrue(line.contains("mvn package"), line);
  }

  @Test
  void whatIsThereIsNotReplaced() throws IOException {
    Files.createDirectory(target);
    int status = run("export", "github", "--exercise", "02-elman", "--out", target.toString());
    assertEquals(2, status);
    assertTrue(err.toString().contains("is there already"), err::toString);
  }

  @Test
  void aClassIsCutIntoOnePartOrMore() {
    String[] arguments = {
      "export", "image", "--exercise", "02-elman", "--shards", "0", "--out", target.toString()
    };
    assertTrue(assertBad(run(arguments)).contains("--shards"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"canvas", "moodle", "nbgrader"})
  void marksOfABadRosterEndWithTwo(String platform) {
    String[] arguments = {
      "export",
      platform,
      "--plan",
      folder.resolve("course.yaml").toString(),
      "--roster",
      folder.resolve("nobody.csv").toString(),
      "--out",
      target.toString(),
      folder.toString()
    };
    assertTrue(assertBad(run(arguments)).contains("nobody.csv"));
  }

  private String assertBad(int status) {
    assertEquals(2, status, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertFalse(Files.exists(target), "nothing is written");
    return err.toString();
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
