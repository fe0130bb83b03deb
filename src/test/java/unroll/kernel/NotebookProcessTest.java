package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NotebookProcessTest {
  @TempDir Path folder;

  private NotebookProcess.Report run(String... cells) throws IOException, InterruptedException {
    Path notebook = folder.resolve("les son é.ipynb");
    Notebooks.of(cells).write(notebook);
    return NotebookProcess.run(notebook, List.of("-Dcolour=blue"), (cell, of) -> {});
  }

  @Test
  void childReturnsTheOutputs() throws Exception {
    String output =
        run("System.getProperty(\"colour\")")
            .notebook()
            .orElseThrow()
            .cells()
            .get(0)
            .outputs()
            .toString();
    assertTrue(output.contains("blue"), output);
  }

  @Test
  void failureInTheChildNamesCellAndLine() throws Exception {
    assertEquals(
        "cell 2, line 2: java.lang.IllegalStateException: broken",
        run("1", "int a = 1;\nthrow new IllegalStateException(\"broken\");")
            .failure()
            .orElseThrow());
  }

  @Test
  void cellThatExitsIsAFailureOfItsNotebookOnly() throws Exception {
    assertTrue(run("System.exit(7);").failure().orElseThrow().endsWith("exit status 7"));
  }
}
