package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookRun;
import unroll.kernel.NotebookRunner;
import unroll.kernel.OutputComparison;

/** Every lesson runs in quick mode, without Jupyter, and says what it is stored with. */
class LessonsTest {
  /**
   * Training amplifies the last bit, which differs between the kernels' providers and processors;
   * after a few hundred steps of a small network it has grown to about a percent.
   */
  private static final double TOLERANCE = 0.05;

  /** A cell whose text depends on the size of the run, or on what the learner has done. */
  private static final String VARIES = "varies";

  private static final String QUICK = "unroll.quick";

  @BeforeAll
  static void quickMode() {
    System.setProperty(QUICK, "true");
  }

  @AfterAll
  static void fullMode() {
    System.clearProperty(QUICK);
  }

  static List<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void runsTopToBottomAndSaysWhatItIsStoredWith(Path lesson) throws IOException {
    NotebookFile stored = NotebookFile.read(lesson);
    NotebookRun run = NotebookRunner.run(stored);
    assertEquals("", run.failure().map(NotebookRun.Failure::describe).orElse(""));
    List<OutputComparison.Difference> differences =
        OutputComparison.withTolerance(TOLERANCE).differences(stored, run.notebook()).stream()
            .filter(difference -> !varies(stored, difference))
            .toList();
    assertEquals(List.of(), differences);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void isStoredWithOutputsAndWithoutScripts(Path lesson) throws IOException {
    NotebookFile stored = NotebookFile.read(lesson);
    long shown = stored.cells().stream().filter(cell -> !cell.outputs().isEmpty()).count();
    assertTrue(shown >= 5, lesson + " is stored with outputs in " + shown + " cells only");
    assertTrue(
        stored.cells().stream()
            .flatMap(cell -> cell.outputs().stream())
            .noneMatch(output -> output.toString().contains("<script")),
        lesson + " is stored with a script; unroll run --in-place leaves them out");
  }

  private static boolean varies(NotebookFile stored, OutputComparison.Difference difference) {
    return difference.cell() > 0
        && difference.line() > 0
        && stored.cells().get(difference.cell() - 1).hasTag(VARIES);
  }
}
