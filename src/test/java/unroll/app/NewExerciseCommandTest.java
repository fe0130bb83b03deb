package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import unroll.grade.Practice;

@Tag("solutions")
class NewExerciseCommandTest {
  @TempDir Path course;

  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeACourse() throws IOException {
    Files.createDirectories(course.resolve("exercises"));
    Files.createDirectories(course.resolve("solutions"));
  }

  private int make(String name) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    return line.execute("new-exercise", name, "--into", course.toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(course)) {
      return files.map(file -> course.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void starterIsThereToBeChecked() {
    assertEquals(0, make("23-leaky-units"));
    assertEquals(1, Practice.check(course, "23-leaky-units").nextTask().orElseThrow());
  }

  @Test
  void nothingElseIsWritten() throws IOException {
    make("23-leaky-units");
    try (Stream<Path> top = Files.list(course)) {
      assertEquals(2, top.count());
    }
  }

  @Test
  void nameThatIsTakenIsRefusedAndNothingChanges() throws IOException {
    Files.createDirectories(course.resolve("solutions/e23_leaky_units"));
    List<String> before = files();
    assertEquals(2, make("23-leaky-units"));
    assertTrue(err.toString().contains("e23_leaky_units is there already; give another name"));
    assertEquals(before, files());
  }

  @Test
  void nameOfAnotherFormIsRefusedAndNothingIsWritten() throws IOException {
    List<String> before = files();
    assertEquals(2, make("leaky"));
    assertTrue(err.toString().contains("as in 23-leaky-units"), err.toString());
    assertEquals(before, files());
  }

  @Test
  void studentEditionIsNoPlaceForIt() throws IOException {
    Files.delete(course.resolve("solutions"));
    assertEquals(2, make("23-leaky-units"));
    assertTrue(err.toString().contains("exercises are written in a whole course"));
  }
}
