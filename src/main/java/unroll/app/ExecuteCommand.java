package unroll.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookRun;
import unroll.kernel.NotebookRunner;

/**
 * What {@link ChildRunner} runs: executes one lesson, tells on each line how far it is, and writes
 * the notebook with its outputs.
 */
@Command(
    name = "execute",
    hidden = true,
    description = "Runs one lesson and writes it with its outputs.")
final class ExecuteCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NOTEBOOK", description = "What to run.")
  private Path lesson;

  @Parameters(
      index = "1",
      paramLabel = "RESULT",
      description = "Where to write it with its outputs.")
  private Path result;

  @Override
  public Integer call() throws IOException {
    // while a lesson runs, System.out is the lesson's
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset());
    NotebookRunner runner =
        NotebookRunner.withListener(
            (number, total) -> out.println("running here: cell " + number + " of " + total));
    NotebookRun run = runner.start(NotebookFile.read(lesson));
    run.notebook().write(result);
    String time = Math.max(1, run.time().toSeconds()) + " s";
    out.println(
        run.failure()
            .map(failure -> "failed in " + failure.describe())
            .orElse("run on this machine in " + time));
    return run.failure().isPresent() ? Failure.FAILED : 0;
  }
}
