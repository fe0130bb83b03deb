package unroll.kernel;

import java.util.List;

/**
 * Why a cell failed, and where.
 *
 * @param name what kind of error: {@code CompileError}, {@code Interrupted}, or the class of the
 *     exception
 * @param message what is wrong, in a line or a few
 * @param line the line of the cell it points at, counted from 1; 0 where no line is known
 * @param traceback the report that a reader sees, line by line
 */
public record CellError(String name, String message, int line, List<String> traceback) {
  /** The name of errors that the compiler found. */
  public static final String COMPILE_ERROR = "CompileError";

  /** The name of the error that an interrupt ends a cell with. */
  public static final String INTERRUPTED = "Interrupted";

  /** Keeps a copy of the report. */
  public CellError {
    traceback = List.copyOf(traceback);
  }

  /** Whether the cell ended because somebody interrupted it. */
  boolean interrupted() {
    return name.equals(INTERRUPTED);
  }
}
