package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.author.NewExercise;

/** A new exercise keeps what every exercise promises, before its author has changed a word. */
class NewExerciseTest {
  /** The longest name that is taken. */
  private static final String LONG = "99-twenty-eight-small-letters-abc";

  @TempDir static Path folder;

  private static Exercise written(String name, boolean approved) {
    Path course = folder.resolve(name);
    try {
      new NewExercise(name, "a unit that leaks", approved).write(course);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Exercise.named(course, name);
  }

  @Nested
  class EveryPromise extends ExercisesTest {
    @Override
    List<Exercise> exercises() {
      return List.of(written(LONG, true));
    }
  }

  @Nested
  class NoInputIsTold extends HiddenInputTest {
    @Override
    List<Exercise> exercises() {
      return List.of(written(LONG, true));
    }
  }

  @Test
  void withoutAnApprovedTextNoTestAsksForOne() {
    Exercise exercise = written("23-leaky-units", false);
    assertFalse(Files.exists(exercise.folder().resolve("states.approved.txt")));
    Workbench bench = Workbench.of(exercise, exercise.publicTests(), folder.resolve("plain"));
    Report report = bench.check(List.of(exercise.reference()), exercise.subject());
    assertEquals(
        List.of("statesWorkOutOnPaper"), report.tests().stream().map(TestResult::test).toList());
    assertTrue(report.passed(), report::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "leaky",
        "3-leaky",
        "023-leaky",
        "23",
        "23-",
        "23-Leaky",
        "23-leaky_units",
        "23-9lives",
        "23-../x",
        "23-string",
        "23-override",
        "23-expect",
        "23-leaky-test",
        "23-a-name-that-would-never-fit-into-a-line"
      })
  void nameThatWouldNotDoIsRefusedInOneLine(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new NewExercise(name, "t", false))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void titleOfTwoLinesIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new NewExercise("23-leaky", "one\ntwo", false));
  }
}
