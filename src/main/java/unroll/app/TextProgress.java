package unroll.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import unroll.train.Progress;

/**
 * Shows how training goes: on a terminal one line that is rewritten, elsewhere a plain line now and
 * then.
 */
final class TextProgress implements Consumer<Progress> {
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";

  /** Rewriting a line more often only flickers. */
  private static final long TERMINAL_NANOS = 200_000_000L;

  private static final int PLAIN_LINES = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private final long charactersOfStep;
  private OptionalDouble validation = OptionalDouble.empty();
  private long shown;
  private boolean lineOpen;

  /** Shows progress; a step reads the given number of characters. */
  TextProgress(PrintWriter out, boolean terminal, long charactersOfStep) {
    this.out = out;
    this.terminal = terminal;
    this.charactersOfStep = charactersOfStep;
  }

  /** Says whether standard output is a terminal that can rewrite a line. */
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /** From Java 22 on there is a console even without a terminal, and a method to ask. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  @Override
  public void accept(Progress progress) {
    if (progress.validation().isPresent()) {
      validation = progress.validation();
    }
    if (terminal) {
      long now = System.nanoTime();
      if (!lineOpen || progress.last() || now - shown >= TERMINAL_NANOS) {
        shown = now;
        lineOpen = true;
        out.print("\r" + line(progress) + CLEAR_TO_END_OF_LINE);
        out.flush();
      }
    } else if (progress.validation().isPresent() || crossesMark(progress)) {
      out.println(line(progress));
      out.flush();
    }
  }

  private static boolean crossesMark(Progress progress) {
    long mark = progress.step() * PLAIN_LINES / progress.total();
    long before = (progress.step() - 1) * PLAIN_LINES / progress.total();
    return progress.step() == 1 || mark > before;
  }

  /** Leaves the line that was rewritten, so that others can write below. */
  void close() {
    if (lineOpen) {
      out.println();
      out.flush();
      lineOpen = false;
    }
  }

  private String line(Progress progress) {
    return String.format(
        Locale.ROOT,
        "%3d %%  step %d of %d  loss %.4f nats/char%s  %,.0f chars/s  %s left",
        100 * progress.step() / progress.total(),
        progress.step(),
        progress.total(),
        progress.smoothedLoss(),
        validation.isPresent()
            ? String.format(Locale.ROOT, "  validation %.4f", validation.getAsDouble())
            : "",
        progress.stepsPerSecond() * charactersOfStep,
        duration(progress.secondsLeft()));
  }

  /** For example 42 s, 3:05 min, 2:10 h. */
  static String duration(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }
}
