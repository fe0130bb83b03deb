package unroll.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares what a student's code gave with what it should give, and names a likely mistake.
 *
 * <p>A failure says what was expected, what came, and where to look. It never shows the input. A
 * test may list suspects: the values that well-known mistakes lead to. If one of them is what came,
 * the message says which mistake that is.
 *
 * <pre>{@code
 * Expect.that("the new state h", step.h())
 *     .suspect("the recurrent term h Wh is missing", withoutRecurrence)
 *     .is(expected, TOLERANCE, "task 1: a = b + h Wh + x Wx");
 * }</pre>
 */
public final class Expect {
  // a suspect is recognised generously: its arithmetic need not be the student's
  private static final double LIKENESS = 1e-9;

  private final String what;
  private final Grid came;
  private final List<Suspect> suspects = new ArrayList<>();

  private Expect(String what, Grid came) {
    this.what = what;
    this.came = came;
  }

  /**
   * Begins a comparison of a matrix.
   *
   * @param what what it is, for the message, for example "the new state h"
   * @param came what the student's code gave. Not modified.
   * @return the comparison, to be ended by one of the {@code is} methods
   * @throws AssertionError if it is null
   */
  public static Expect that(String what, DMatrixRMaj came) {
    if (came == null) {
      throw new AssertionError(what + " is null: return a matrix.");
    }
    return new Expect(what, Grid.of(came));
  }

  /**
   * Begins a comparison of a number.
   *
   * @param what what it is, for the message, for example "the loss"
   * @param came what the student's code gave
   * @return the comparison, to be ended by one of the {@code is} methods
   */
  public static Expect that(String what, double came) {
    return new Expect(what, Grid.of(came));
  }

  /**
   * Requires a list of a certain length without a null in it.
   *
   * @param what what it is, for the message, for example "the list of steps"
   * @param came what the student's code gave
   * @param size the length that is right
   * @param lookAt where to look if it is not so
   * @throws AssertionError if it is null, has another length or holds a null
   */
  public static void size(String what, List<?> came, int size, String lookAt) {
    if (came == null) {
      throw new AssertionError(what + " is null: return a list.");
    }
    if (came.size() != size) {
      throw new AssertionError(
          what + ": expected " + size + " entries, came " + came.size() + ".\nLook at " + lookAt);
    }
    for (int i = 0; i < size; i++) {
      if (came.get(i) == null) {
        throw new AssertionError(what + ": entry " + i + " is null.\nLook at " + lookAt);
      }
    }
  }

  /**
   * Requires that a call has left a matrix alone. The message says where it was changed, but shows
   * no entry: they are the input.
   *
   * @param what the argument, for the message, for example "the initial state"
   * @param after the matrix after the call. Not modified.
   * @param before a copy from before the call. Not modified.
   * @throws AssertionError if shape or an entry differs
   */
  public static void unmodified(String what, DMatrixRMaj after, DMatrixRMaj before) {
    Grid now = Grid.of(after);
    Grid then = Grid.of(before);
    boolean sameShape = now.sameShape(then);
    if (!sameShape || now.countOff(then, 0) > 0) {
      throw new AssertionError(
          what
              + " was modified by the call: expected no change, came "
              + (sameShape
                  ? now.countOff(then, 0)
                      + " changed of "
                      + then.values.length
                      + " entries, one of them at "
                      + now.place(now.worst(then))
                  : "another shape")
              + ".\nLook at a statement that writes into "
              + what
              + ": write into a copy");
    }
  }

  /**
   * Adds a mistake that would lead to this matrix.
   *
   * @param mistake the mistake as a clause, for example "the bias b is missing"
   * @param value what it leads to. Not modified.
   * @return this
   */
  public Expect suspect(String mistake, DMatrixRMaj value) {
    suspects.add(new Suspect(mistake, Grid.of(value)));
    return this;
  }

  /**
   * Adds a mistake that would lead to this number.
   *
   * @param mistake the mistake as a clause, for example "the loss is summed, not averaged"
   * @param value what it leads to; not-a-number and the infinities count as values
   * @return this
   */
  public Expect suspect(String mistake, double value) {
    suspects.add(new Suspect(mistake, Grid.of(value)));
    return this;
  }

  /**
   * Ends the comparison of a matrix.
   *
   * @param expected the right answer. Not modified.
   * @param tolerance the largest difference that is still right, absolute below 1 and relative
   *     above
   * @param lookAt where to look if it is wrong
   * @throws AssertionError if the shapes differ, or an entry differs by more
   */
  public void is(DMatrixRMaj expected, double tolerance, String lookAt) {
    is(Grid.of(expected), tolerance, lookAt);
  }

  /**
   * Ends the comparison of a number.
   *
   * @param expected the right answer
   * @param tolerance the largest difference that is still right, absolute below 1 and relative
   *     above
   * @param lookAt where to look if it is wrong
   * @throws AssertionError if it differs by more
   */
  public void is(double expected, double tolerance, String lookAt) {
    is(Grid.of(expected), tolerance, lookAt);
  }

  private void is(Grid expected, double tolerance, String lookAt) {
    if (!came.sameShape(expected)) {
      throw new AssertionError(
          what
              + ": expected shape "
              + expected.shape()
              + ", came "
              + came.shape()
              + ".\nLook at "
              + lookAt);
    }
    int off = came.countOff(expected, tolerance);
    if (off == 0) {
      return;
    }
    int worst = came.worst(expected);
    StringBuilder message = new StringBuilder(what);
    if (came.values.length > 1) {
      message
          .append(": ")
          .append(off)
          .append(" of ")
          .append(came.values.length)
          .append(" entries are wrong; the worst is at ")
          .append(came.place(worst));
    }
    message
        .append(": expected ")
        .append(number(expected.values[worst]))
        .append(", came ")
        .append(number(came.values[worst]))
        .append('.');
    suspects.stream()
        .filter(suspect -> suspect.value.likens(came) && !suspect.value.likens(expected))
        .findFirst()
        .ifPresent(
            suspect ->
                message
                    .append("\nSuspect: ")
                    .append(suspect.mistake)
                    .append(" (that gives exactly what came)."));
    throw new AssertionError(message.append("\nLook at ").append(lookAt).toString());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.12g", value);
  }

  private static boolean close(double a, double b, double tolerance) {
    // equal covers the infinities; a NaN is close to nothing
    return a == b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  }

  private record Suspect(String mistake, Grid value) {}

  /** Numbers in rows and columns, a copy. */
  private static final class Grid {
    final int rows;
    final int columns;
    final double[] values;

    private Grid(int rows, int columns, double[] values) {
      this.rows = rows;
      this.columns = columns;
      this.values = values;
    }

    static Grid of(DMatrixRMaj matrix) {
      return new Grid(
          matrix.numRows, matrix.numCols, Arrays.copyOf(matrix.data, matrix.getNumElements()));
    }

    static Grid of(double value) {
      return new Grid(1, 1, new double[] {value});
    }

    boolean sameShape(Grid other) {
      return rows == other.rows && columns == other.columns;
    }

    String shape() {
      return rows + " x " + columns;
    }

    String place(int index) {
      return "[row " + index / columns + ", column " + index % columns + "]";
    }

    int worst(Grid expected) {
      int worst = 0;
      double most = -1;
      for (int i = 0; i < values.length; i++) {
        double off = values[i] == expected.values[i] ? 0 : Math.abs(values[i] - expected.values[i]);
        if (Double.isNaN(off)) {
          return i;
        }
        if (off > most) {
          most = off;
          worst = i;
        }
      }
      return worst;
    }

    int countOff(Grid expected, double tolerance) {
      int off = 0;
      for (int i = 0; i < values.length; i++) {
        off += close(values[i], expected.values[i], tolerance) ? 0 : 1;
      }
      return off;
    }

    boolean likens(Grid other) {
      if (!sameShape(other)) {
        return false;
      }
      for (int i = 0; i < values.length; i++) {
        boolean bothNaN = Double.isNaN(values[i]) && Double.isNaN(other.values[i]);
        if (!bothNaN && !close(values[i], other.values[i], LIKENESS)) {
          return false;
        }
      }
      return true;
    }
  }
}
