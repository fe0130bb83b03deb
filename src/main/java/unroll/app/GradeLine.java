package unroll.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import unroll.grade.desk.GradeProgress;
import unroll.grade.report.Status;

/**
 * Shows how grading goes: on a terminal one line that is rewritten, elsewhere a plain line now and
 * then.
 */
final class GradeLine implements Consumer<GradeProgress> {
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final int PLAIN_LINES = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private int unreadable;
  private int faults;

  GradeLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void accept(GradeProgress progress) {
    unreadable += progress.row().status() == Status.UNREADABLE ? 1 : 0;
    faults += progress.row().status() == Status.FAULT ? 1 : 0;
    if (terminal) {
      out.print("\r" + line(progress) + CLEAR_TO_END_OF_LINE);
      if (progress.done() == progress.total()) {
        out.println();
      }
    } else if (crossesMark(progress)) {
      out.println(line(progress));
    }
    out.flush();
  }

  private static boolean crossesMark(GradeProgress progress) {
    return progress.done() * PLAIN_LINES / progress.total()
        > (progress.done() - 1) * PLAIN_LINES / progress.total();
  }

  private String line(GradeProgress progress) {
    return String.format(
        Locale.ROOT,
        "%3d %%  %d of %d%s%s  %.2f s each  %s left",
        100 * progress.done() / progress.total(),
        progress.done(),
        progress.total(),
        unreadable > 0 ? "  " + unreadable + " unreadable" : "",
        faults > 0 ? "  " + faults + " grader faults" : "",
        progress.secondsEach(),
        TextProgress.duration(progress.secondsLeft()));
  }
}
