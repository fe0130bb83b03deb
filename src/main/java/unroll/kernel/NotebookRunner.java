package unroll.kernel;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Runs a notebook from top to bottom in a fresh session, without Jupyter, and stores what its cells
 * put out as Jupyter would.
 *
 * <p>While it runs, this program's standard streams and {@link Displays} belong to the notebook:
 * run one at a time.
 */
public final class NotebookRunner {
  /** A cell with this tag may fail, and the run goes on. */
  private static final String MAY_FAIL = "raises-exception";

  private final Listener listener;
  private final Evaluator evaluator = Evaluator.create();
  private volatile boolean interrupted;

  private NotebookRunner(Listener listener) {
    this.listener = listener;
  }

  /** Is told how far a run has got. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A code cell is about to run.
     *
     * @param number which code cell, from 1
     * @param total how many code cells there are
     */
    void starts(int number, int total);
  }

  /**
   * Runs a notebook.
   *
   * @param notebook what to run. Not modified.
   * @return the notebook with fresh outputs, times and the first failure
   */
  public static NotebookRun run(NotebookFile notebook) {
    return withListener((number, total) -> {}).start(notebook);
  }

  /**
   * A runner, which can run one notebook.
   *
   * @param listener is told how far the run has got
   * @return a runner that has not started
   */
  public static NotebookRunner withListener(Listener listener) {
    return new NotebookRunner(listener);
  }

  /** Ends the run, from another thread: the running cell is interrupted, no other starts. */
  public void interrupt() {
    interrupted = true;
    evaluator.interrupt();
  }

  /**
   * Runs a notebook.
   *
   * @param notebook what to run. Not modified.
   * @return the notebook with fresh outputs, times and the first failure
   */
  public NotebookRun start(NotebookFile notebook) {
    long start = System.nanoTime();
    CellOutputs outputs = new CellOutputs();
    List<Ran> ran = new ArrayList<>();
    Optional<NotebookRun.Failure> failure = Optional.empty();
    try (evaluator;
        CellStreams streams = new CellStreams(outputs::stream, InputStream.nullInputStream());
        Displays.Installation display = Displays.install(outputs)) {
      List<NotebookFile.Cell> code =
          notebook.cells().stream()
              .filter(cell -> cell.isCode() && !cell.source().isBlank())
              .toList();
      for (NotebookFile.Cell cell : code) {
        if (failure.isPresent()) {
          break;
        }
        listener.starts(ran.size() + 1, code.size());
        failure = run(cell, outputs, ran);
      }
    }
    return new NotebookRun(
        stored(notebook, ran),
        ran.stream().map(one -> new NotebookRun.CellRun(one.index() + 1, one.time())).toList(),
        failure,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private record Ran(int index, Duration time, List<JsonObject> outputs) {}

  private Optional<NotebookRun.Failure> run(
      NotebookFile.Cell cell, CellOutputs outputs, List<Ran> ran) {
    int count = ran.size() + 1;
    outputs.nextCell();
    long start = System.nanoTime();
    Outcome outcome = evaluator.evaluate(cell.source(), count);
    System.out.flush();
    System.err.flush();
    outcome.notes().forEach(note -> outputs.stream("stderr", note + "\n"));
    outcome
        .result()
        .ifPresent(
            result -> {
              DisplayData data = Displays.render(result.value());
              outputs.result(count, Displays.bundle(data), Displays.metadata(data));
            });
    outcome.error().ifPresent(outputs::error);
    ran.add(new Ran(cell.index(), Duration.ofNanos(System.nanoTime() - start), outputs.current()));
    if (interrupted) {
      CellError error =
          outcome.error().orElse(new CellError(CellError.INTERRUPTED, "interrupted", 0, List.of()));
      return Optional.of(new NotebookRun.Failure(cell.index() + 1, error));
    }
    return outcome
        .error()
        .filter(error -> !cell.hasTag(MAY_FAIL))
        .map(error -> new NotebookRun.Failure(cell.index() + 1, error));
  }

  /** Cells that did not run lose their outputs: an old figure below a failure would mislead. */
  private static NotebookFile stored(NotebookFile notebook, List<Ran> ran) {
    NotebookFile stored = notebook;
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < ran.size(); i++) {
      counts.put(ran.get(i).index(), i);
    }
    for (NotebookFile.Cell cell : notebook.cells()) {
      if (cell.isCode()) {
        Integer place = counts.get(cell.index());
        stored =
            place == null
                ? stored.withOutputs(cell.index(), 0, List.of())
                : stored.withOutputs(cell.index(), place + 1, ran.get(place).outputs());
      }
    }
    return stored;
  }
}
