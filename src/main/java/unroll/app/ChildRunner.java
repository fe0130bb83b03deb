package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import unroll.app.page.LessonRuns;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookProcess;

/**
 * Runs a lesson in a virtual machine of its own: what a lesson does to its machine (memory,
 * threads, an exit) does not touch the pages.
 */
final class ChildRunner implements LessonRuns.Runner {
  @Override
  public LessonRuns.Ran run(Path lesson, Consumer<String> progress)
      throws IOException, InterruptedException {
    NotebookProcess.Report report =
        NotebookProcess.run(
            lesson,
            List.of(),
            (cell, cells) -> progress.accept("running here: cell " + cell + " of " + cells));
    NotebookFile notebook = report.notebook().orElseThrow(() -> new IOException(whole(report)));
    JsonObject content = JsonParser.parseString(notebook.toJson()).getAsJsonObject();
    return new LessonRuns.Ran(content, whole(report));
  }

  private static String whole(NotebookProcess.Report report) {
    String time = Math.max(1, report.time().toSeconds()) + " s";
    return report
        .failure()
        .map(failure -> "failed in " + failure)
        .orElse("run on this machine in " + time);
  }
}
