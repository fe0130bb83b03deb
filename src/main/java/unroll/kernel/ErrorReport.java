package unroll.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Says what is wrong with a cell, and where in it: the words that a learner reads. */
final class ErrorReport {
  /** More frames than this of a deep recursion tell nothing new. */
  private static final int MOST_FRAMES = 12;

  private final Origins origins;
  private final int cell;
  private final String source;

  /** A report on one cell. */
  ErrorReport(Origins origins, int cell, String source) {
    this.origins = origins;
    this.cell = cell;
    this.source = source;
  }

  /** What the compiler says of a piece of the cell that starts at the given character. */
  CellError compileError(List<Diag> diagnostics, int offset) {
    List<String> report = new ArrayList<>();
    List<Diag> errors = diagnostics.stream().filter(Diag::isError).toList();
    String first = "this does not compile";
    int firstLine = Origins.lineOf(source, offset);
    for (Diag error : errors) {
      String message = readable(error.getMessage(Locale.ENGLISH));
      int start = offset + (int) Math.max(error.getStartPosition(), 0);
      int line = Origins.lineOf(source, start);
      if (report.isEmpty()) {
        first = message;
        firstLine = line;
      }
      report.add("Line " + line + ": " + message);
      report.addAll(excerpt(start, offset + (int) Math.max(error.getEndPosition(), 0)));
      hint(message).ifPresent(report::add);
    }
    if (report.isEmpty()) {
      report.add("Line " + firstLine + ": " + first);
    }
    return new CellError(CellError.COMPILE_ERROR, first, firstLine, report);
  }

  /** A piece that has no end. */
  CellError incomplete(Piece piece) {
    int line = Origins.lineOf(source, piece.offset());
    String message = "the cell ends before this is complete; is a brace, bracket or quote missing?";
    List<String> report = new ArrayList<>();
    report.add("Line " + line + ": " + message);
    report.addAll(excerpt(piece.offset(), piece.offset()));
    return new CellError(CellError.COMPILE_ERROR, message, line, report);
  }

  /** A name that a declaration uses and nothing declares. */
  CellError undeclared(JShell shell, UnresolvedReferenceException e) {
    String message = missing(shell, e.getSnippet());
    Place place = new Place(e);
    return new CellError(CellError.COMPILE_ERROR, message, place.line, place.report(message));
  }

  /** The same, found when the cell ends. */
  CellError undeclared(JShell shell, DeclarationSnippet snippet, int offset) {
    String message = missing(shell, snippet) + "; run or write that first";
    int line = Origins.lineOf(source, offset);
    List<String> lines = new ArrayList<>(List.of("Line " + line + ": " + message));
    lines.addAll(excerpt(offset, offset));
    return new CellError(CellError.COMPILE_ERROR, message, line, lines);
  }

  private static String missing(JShell shell, DeclarationSnippet snippet) {
    String names = String.join(", ", shell.unresolvedDependencies(snippet).toList());
    return "this uses " + names + ", which nothing has declared yet";
  }

  /** The end that an interrupt made. */
  CellError interrupted(Optional<JShellException> at) {
    String message = "interrupted";
    if (at.isEmpty()) {
      return new CellError(CellError.INTERRUPTED, message, 0, List.of("Interrupted"));
    }
    Place place = new Place(at.get());
    return new CellError(CellError.INTERRUPTED, message, place.line, place.report("Interrupted"));
  }

  /** A cell that no interrupt could end. */
  CellError leftBehind() {
    String message =
        "the cell did not stop and goes on in the background; restart the kernel to end it";
    return new CellError(CellError.INTERRUPTED, message, 0, List.of("Interrupted: " + message));
  }

  /** An exception that the cell threw, with its causes. */
  CellError thrown(EvalException e) {
    Place place = new Place(e);
    List<String> report = new ArrayList<>(place.report(heading(e)));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JShellException inner) {
        report.addAll(new Place(inner).report("Caused by: " + heading(inner)));
      }
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    return new CellError(e.getExceptionClassName(), message, place.line, report);
  }

  private static String heading(JShellException e) {
    String name =
        e instanceof EvalException thrown ? thrown.getExceptionClassName() : e.getClass().getName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  /** The frames of an exception that a reader of the cell has use for. */
  private final class Place {
    final int line;
    private final List<String> frames = new ArrayList<>();

    Place(JShellException e) {
      StackTraceElement[] trace = e.getStackTrace();
      int lineHere = 0;
      int skipped = 0;
      for (int i = 0; i < trace.length; i++) {
        Optional<Origins.Place> place = origins.place(trace[i]);
        if (lineHere == 0 && place.isPresent() && place.get().cell() == cell) {
          lineHere = place.get().line();
        }
        if (place.isEmpty() && i > 0) {
          continue;
        }
        if (frames.size() < MOST_FRAMES) {
          frames.add(place.map(p -> inCell(trace, p)).orElseGet(() -> "    at " + trace[0]));
        } else {
          skipped++;
        }
      }
      if (skipped > 0) {
        frames.add("    ... " + skipped + " more");
      }
      line = lineHere;
    }

    private String inCell(StackTraceElement[] trace, Origins.Place place) {
      String where = place.cell() == cell ? "line " : "cell [" + place.cell() + "] line ";
      return "    at " + where + place.line() + ": " + place.text();
    }

    List<String> report(String heading) {
      List<String> report = new ArrayList<>();
      heading.lines().forEach(report::add);
      report.addAll(frames);
      return report;
    }
  }

  /** The line of the cell that holds a span, and a line of carets under the span. */
  private List<String> excerpt(int start, int end) {
    int from = Math.min(start, source.length());
    int lineStart = source.lastIndexOf('\n', from - 1) + 1;
    int lineEnd = source.indexOf('\n', from);
    String line = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
    int width = Math.max(1, Math.min(end - from, lineStart + line.length() - from));
    String indent = line.substring(0, from - lineStart).replaceAll("[^\t]", " ");
    return List.of("    " + line, "    " + indent + "^".repeat(width));
  }

  /** Without the name of the class that JShell puts around a snippet, of which nothing is left. */
  private static String readable(String message) {
    return message.replaceAll("(?m)\\R\\s*location: class\\s*$", "").strip();
  }

  private static Optional<String> hint(String message) {
    if (message.startsWith("reference to ") && message.contains("is ambiguous")) {
      return Optional.of(
          "    (two imports bring this name: import the one you mean by its full name)");
    }
    return Optional.empty();
  }
}
