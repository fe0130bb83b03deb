package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import unroll.data.CourseHome;

/** {@code unroll dashboard} and {@code unroll similarity}, on bad input above all. */
@Tag("solutions")
class DashboardCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void findCourse() {
    System.setProperty(CourseHome.PROPERTY, Path.of("").toAbsolutePath().toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void pageIsWrittenBesideTheResults() throws IOException {
    Path handins = Files.createDirectory(folder.resolve("handins"));
    Files.writeString(handins.resolve("anna.pdf"), "%PDF");
    Path marks = folder.resolve("marks");
    assertEquals(
        0,
        run(
            "grade",
            handins.toString(),
            "--exercise",
            "02-elman",
            "--out",
            marks.toString(),
            "--sandbox",
            "none"),
        err::toString);
    assertEquals(0, run("dashboard", marks.toString()), err::toString);
    assertTrue(Files.readString(marks.resolve("dashboard.html")).contains("anna.pdf"));
  }

  @Test
  void folderThatIsNotThereIsRefusedInOneLine() {
    assertEquals(2, run("dashboard", folder.resolve("none").toString()));
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @Test
  void folderWithoutResultsIsRefusedAndNothingIsWritten() throws IOException {
    assertEquals(2, run("dashboard", folder.toString()));
    assertTrue(err.toString().contains("holds no results"), err::toString);
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.findAny().isPresent());
    }
  }

  @Test
  void jarThatIsNotThereIsRefusedAndNothingIsMade() {
    Path marks = folder.resolve("marks");
    assertEquals(
        2,
        run(
            "similarity",
            folder.toString(),
            "--exercise",
            "02-elman",
            "--out",
            marks.toString(),
            "--jar",
            folder.resolve("none.jar").toString()));
    assertTrue(err.toString().contains("--jar takes JPlag's own jar"), err::toString);
    assertFalse(Files.exists(marks));
  }

  @Test
  void similarityOfAnUnknownExerciseIsRefused() {
    assertEquals(
        2,
        run("similarity", folder.toString(), "--exercise", "99-none", "--out", folder.toString()));
    assertTrue(err.toString().contains("There is no exercise \"99-none\""), err::toString);
  }

  @Test
  void bothShowAnExample() {
    for (String command : new String[] {"dashboard", "similarity"}) {
      assertEquals(0, run(command, "--help"));
      assertTrue(out.toString().contains("Examples: unroll " + command), out::toString);
    }
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
