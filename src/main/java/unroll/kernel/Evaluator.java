package unroll.kernel;

import java.io.File;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/**
 * A session of Java cells, without Jupyter: evaluates the source of a cell and says what came of
 * it.
 *
 * <p>Underneath is the JDK's JShell, in this process; the cells see what this program's class path
 * holds. Cells run one at a time, on a thread of their own. What a cell prints goes to {@link
 * System#out}, what it shows to {@link Displays}.
 */
public final class Evaluator implements AutoCloseable {
  /** What every session can name from its first cell on. */
  private static final List<String> IMPORTS =
      List.of(
          "import java.util.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import static unroll.kernel.Displays.display;",
          "import static unroll.kernel.Displays.updateDisplay;",
          "import static unroll.kernel.Displays.render;");

  /** What the JDK throws out of a call that an interrupt ended. */
  private static final Set<String> INTERRUPTIONS =
      Set.of(
          InterruptedException.class.getName(),
          InterruptedIOException.class.getName(),
          ClosedByInterruptException.class.getName());

  /** How long an interrupted cell may take to notice, before its loops are stopped. */
  private static final long GRACE_MILLIS = 1500;

  private final CellThread thread;
  private final SessionControl control;
  private final JShell shell;
  private final Origins origins = new Origins();
  private final Assistant assistant;

  private Evaluator(long graceMillis) {
    SessionLoader loader = new SessionLoader();
    thread = new CellThread(loader.classLoader(), graceMillis);
    control = new SessionControl(loader, thread);
    shell =
        JShell.builder()
            .executionEngine(control, Map.of())
            .compilerOptions("-classpath", classPath())
            .build();
    assistant = new Assistant(shell.sourceCodeAnalysis());
    IMPORTS.forEach(shell::eval);
  }

  /**
   * Opens a session.
   *
   * @return a session in which nothing but a few imports has happened
   */
  public static Evaluator create() {
    return new Evaluator(GRACE_MILLIS);
  }

  /** A session whose cells are given another time to notice an interrupt. */
  static Evaluator withGrace(long graceMillis) {
    return new Evaluator(graceMillis);
  }

  /**
   * Evaluates a cell: its statements in order, up to the first that fails.
   *
   * @param source the text of the cell
   * @param cell the number under which errors of later cells name this one
   * @return the value of the last expression if no semicolon ends it, or the error
   */
  public synchronized Outcome evaluate(String source, int cell) {
    thread.cellBegins();
    try {
      return new CellRun(source, cell).evaluate();
    } finally {
      thread.cellEnds();
    }
  }

  /**
   * Interrupts the cell that runs now, from another thread; does nothing if none does. The cell's
   * thread has its interrupted status set; a cell that takes no notice is stopped at its next loop
   * or call; one that cannot be stopped is left behind, and later cells run without it.
   */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * What helps an author to write a cell.
   *
   * @return completion and documentation in this session
   */
  public Assistant assistant() {
    return assistant;
  }

  @Override
  public void close() {
    thread.close();
    shell.close();
  }

  /** This program's class path with absolute entries: cells compile against what they run with. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The evaluation of one cell. */
  private final class CellRun {
    private final String source;
    private final int cell;
    private final ErrorReport report;
    private final List<String> notes = new ArrayList<>();
    private final List<Declared> unresolved = new ArrayList<>();
    private Optional<Outcome.Result> result = Optional.empty();

    private record Declared(DeclarationSnippet snippet, Piece piece) {}

    CellRun(String source, int cell) {
      this.source = source.replace("\r\n", "\n");
      this.cell = cell;
      this.report = new ErrorReport(origins, cell, this.source);
    }

    Outcome evaluate() {
      List<Piece> pieces = Piece.split(shell.sourceCodeAnalysis(), source);
      Optional<CellError> error = syntaxError(pieces);
      for (Piece piece : pieces) {
        if (error.isPresent()) {
          break;
        }
        result = Optional.empty();
        error = interruptedBefore().or(() -> evaluate(piece));
      }
      error = error.or(this::undeclared);
      return new Outcome(error.isPresent() ? Optional.empty() : result, error, notes);
    }

    /** A cell that makes no whole does nothing: its first half would have run in vain. */
    private Optional<CellError> syntaxError(List<Piece> pieces) {
      if (pieces.isEmpty()) {
        return Optional.empty();
      }
      Piece last = pieces.get(pieces.size() - 1);
      if (last.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
        return Optional.of(report.incomplete(last));
      }
      boolean broken =
          last.completeness() == Completeness.UNKNOWN
              && shell.sourceCodeAnalysis().sourceToSnippets(last.source()).stream()
                  .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
      if (!broken) {
        return Optional.empty();
      }
      // such a snippet is never run, only rejected
      List<Diag> diagnostics =
          shell.eval(last.source()).stream()
              .flatMap(event -> shell.diagnostics(event.snippet()))
              .toList();
      return Optional.of(report.compileError(diagnostics, last.offset()));
    }

    private Optional<CellError> interruptedBefore() {
      if (!thread.interruptPending()) {
        return Optional.empty();
      }
      return Optional.of(report.interrupted(Optional.empty()));
    }

    private Optional<CellError> evaluate(Piece piece) {
      List<SnippetEvent> events = shell.eval(piece.source());
      for (SnippetEvent event : events) {
        if (event.causeSnippet() == null) {
          origins.remember(event.snippet().id(), cell, source, piece.offset());
        }
      }
      for (SnippetEvent event : events) {
        Optional<CellError> error =
            event.causeSnippet() == null ? of(event, piece) : ofDependent(event);
        if (error.isPresent()) {
          return error;
        }
      }
      return Optional.empty();
    }

    private Optional<CellError> of(SnippetEvent event, Piece piece) {
      JShellException exception = event.exception();
      if (exception instanceof EvalException thrown) {
        return Optional.of(of(thrown));
      }
      if (exception instanceof UnresolvedReferenceException unresolvedName) {
        return Optional.of(report.undeclared(shell, unresolvedName));
      }
      switch (event.status()) {
        case REJECTED -> {
          return Optional.of(
              report.compileError(shell.diagnostics(event.snippet()).toList(), piece.offset()));
        }
        case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> {
          if (event.snippet() instanceof VarSnippet) {
            return Optional.of(
                report.compileError(shell.diagnostics(event.snippet()).toList(), piece.offset()));
          }
          unresolved.add(new Declared((DeclarationSnippet) event.snippet(), piece));
        }
        default -> {
          if (isExpression(event.snippet()) && !piece.semicolon()) {
            result = Optional.of(new Outcome.Result(control.value().orElse(null)));
          }
        }
      }
      return Optional.empty();
    }

    private CellError of(EvalException thrown) {
      String name = thrown.getExceptionClassName();
      if (name.equals(CellThread.LeftBehind.class.getName())) {
        return report.leftBehind();
      }
      boolean byInterrupt =
          name.equals(LoopGuard.Stopped.class.getName())
              || (thread.interruptDelivered()
                  && (thread.interruptPending() || INTERRUPTIONS.contains(name)));
      return byInterrupt ? report.interrupted(Optional.of(thrown)) : report.thrown(thrown);
    }

    /** What a redeclaration did to snippets of earlier cells. */
    private Optional<CellError> ofDependent(SnippetEvent event) {
      if (event.snippet() instanceof VarSnippet variable && event.status().isActive()) {
        notes.add(
            "note: "
                + variable.name()
                + " lost its value, because its class was declared anew; run its cell again");
      }
      return Optional.empty();
    }

    /** A method or class of this cell whose body names what nothing declares. */
    private Optional<CellError> undeclared() {
      return unresolved.stream()
          .filter(one -> shell.status(one.snippet()) != Snippet.Status.VALID)
          .findFirst()
          .map(
              one -> {
                List<Diag> diagnostics = shell.diagnostics(one.snippet()).toList();
                // What a later piece could still declare is no error to the compiler.
                return diagnostics.stream().anyMatch(Diag::isError)
                    ? report.compileError(diagnostics, one.piece().offset())
                    : report.undeclared(shell, one.snippet(), one.piece().offset());
              });
    }

    private static boolean isExpression(Snippet snippet) {
      return switch (snippet.subKind()) {
        case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
        default -> false;
      };
    }
  }
}
