package unroll.grade.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A course of two real exercises, and what students get of it. */
@Tag("solutions")
class StudentEditionTest {
  private static final List<String> EXERCISES = List.of("e02_elman", "e14_hello");

  @TempDir Path folder;
  private Path home;
  private Path edition;

  @BeforeEach
  void makeACourse() throws IOException {
    home = folder.resolve("course");
    edition = folder.resolve("edition");
    for (String exercise : EXERCISES) {
      copy(Path.of("exercises", exercise), home.resolve("exercises").resolve(exercise));
      copy(Path.of("solutions", exercise), home.resolve("solutions").resolve(exercise));
    }
    Files.writeString(home.resolve("README.md"), "# A course\n");
    Files.writeString(home.resolve("class-list.csv"), "Ada,ada@example.org\n");
    Files.createDirectories(home.resolve("datasets/imported"));
    Files.writeString(home.resolve("datasets/imported/mine.txt"), "mine\n");
    Path lessons = Files.createDirectories(home.resolve("notebooks"));
    Files.writeString(
        lessons.resolve("02.ipynb"), "{\"cells\": [{\"source\": [\"int x;\\n\", \"x\"]}]}");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private StudentEdition write(String... names) throws IOException {
    StudentEdition made = StudentEdition.of(home, List.of(names));
    made.write(edition);
    return made;
  }

  @Test
  void holdsNothingOfTheSolutions() throws IOException {
    assertEquals(List.of(), write().leaks(edition));
    assertFalse(Files.exists(edition.resolve("solutions")));
  }

  @Test
  void filesThatLieAboutStayBehind() throws IOException {
    write();
    assertFalse(Files.exists(edition.resolve("class-list.csv")));
    assertFalse(Files.exists(edition.resolve("datasets/imported")));
  }

  @Test
  void answerWrittenIntoAStarterDoesNotComeAlong() throws IOException {
    Files.copy(
        home.resolve("solutions/e02_elman/Elman.java"),
        home.resolve("exercises/e02_elman/Elman.java"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(), write().leaks(edition));
    assertTrue(
        Files.readString(edition.resolve("exercises/e02_elman/Elman.java"))
            .contains("Task 1 of 02-elman is yours to write"));
  }

  @Test
  void onlyTheExercisesNamedAreGiven() throws IOException {
    write("14-hello");
    assertTrue(Files.exists(edition.resolve("exercises/e14_hello")));
    assertFalse(Files.exists(edition.resolve("exercises/e02_elman")));
  }

  @Test
  void solutionInALessonIsFoundWhateverItsLineBreaks() throws IOException {
    String reference = Files.readString(home.resolve("solutions/e02_elman/Elman.java"));
    String region =
        reference.substring(
            reference.indexOf("// BEGIN SOLUTION 2") + 19, reference.indexOf("// END SOLUTION 2"));
    String[] lines = region.replaceAll("\\s+", " ").replace("\"", "\\\"").split("(?<=;)");
    Files.writeString(
        home.resolve("notebooks/02.ipynb"),
        "{\"cells\": [{\"source\": [\"" + String.join("\", \"", lines) + "\"]}]}");
    assertEquals(
        List.of("notebooks/02.ipynb holds the solution of task 2 of 02-elman"),
        write().leaks(edition));
  }

  @Test
  void nameOfAHiddenTestIsFound() throws IOException {
    Files.writeString(home.resolve("README.md"), "See ElmanHiddenTest.\n");
    assertEquals(
        List.of("README.md holds ElmanHiddenTest, which names a hidden part of 02-elman"),
        write().leaks(edition));
  }

  @Test
  void solutionOfAnExerciseThatIsNotGivenIsFoundToo() throws IOException {
    Files.writeString(home.resolve("README.md"), "See ElmanHiddenTest.\n");
    assertEquals(1, write("14-hello").leaks(edition).size());
  }

  @Test
  void startersSolveNothingAndSolutionsEverything() throws IOException {
    assertEquals(List.of(), write("02-elman").marks(edition));
  }

  @Test
  void starterThatDoesNotFailIsNamed() throws IOException {
    StudentEdition made = write("02-elman");
    Files.copy(
        home.resolve("solutions/e02_elman/Elman.java"),
        edition.resolve("exercises/e02_elman/Elman.java"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(
        List.of("the starter of 02-elman does not compile, or solves it"), made.marks(edition));
  }

  @Test
  void studentEditionIsNoCourseToMakeOneFrom() throws IOException {
    write();
    assertTrue(
        assertThrows(IllegalStateException.class, () -> StudentEdition.of(edition, List.of()))
            .getMessage()
            .endsWith("a student edition is made from a whole course"));
  }
}
