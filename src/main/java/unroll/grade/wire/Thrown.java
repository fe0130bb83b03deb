package unroll.grade.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a submission threw, as data: no class of it is loaded where the tests are.
 *
 * @param type the exception's class, by its binary name
 * @param message its message, shortened; empty if it has none
 * @param stack its stack, innermost frame first, shortened
 */
public record Thrown(String type, String message, List<StackTraceElement> stack) {

  /** Copies the stack, so that the value never changes. */
  public Thrown {
    stack = List.copyOf(stack);
  }

  /**
   * What was thrown, as far as it can be told.
   *
   * @param thrown an exception whose methods may be a submission's own, and may throw themselves
   * @return the data
   */
  public static Thrown of(Throwable thrown) {
    String message;
    List<StackTraceElement> stack;
    try {
      message = thrown.getMessage() == null ? "" : thrown.getMessage();
      stack = List.of(thrown.getStackTrace());
    } catch (Throwable unsaid) {
      message = "";
      stack = List.of();
    }
    return new Thrown(thrown.getClass().getName(), message, stack);
  }

  /**
   * Writes it.
   *
   * @param out where to
   */
  public void write(FrameWriter out) {
    out.text(shortened(type, Limits.MESSAGE));
    out.text(shortened(message, Limits.MESSAGE));
    write(out, stack);
  }

  /**
   * Writes a stack.
   *
   * @param out where to
   * @param stack innermost frame first; what exceeds the limit is left out
   */
  public static void write(FrameWriter out, List<StackTraceElement> stack) {
    int count = Math.min(Limits.STACK, stack.size());
    out.number(count);
    for (StackTraceElement frame : stack.subList(0, count)) {
      out.text(shortened(frame.getClassName(), Limits.MESSAGE));
      out.text(shortened(frame.getMethodName(), Limits.MESSAGE));
      out.text(frame.getFileName() == null ? "" : shortened(frame.getFileName(), Limits.MESSAGE));
      out.number(frame.getLineNumber());
    }
  }

  /**
   * Reads it.
   *
   * @param in where from
   * @return what was thrown
   * @throws WireException if it is none, or larger than what {@link #write} sends
   */
  public static Thrown read(FrameReader in) throws WireException {
    return new Thrown(words(in), words(in), readStack(in));
  }

  /**
   * Reads a stack.
   *
   * @param in where from
   * @return innermost frame first
   * @throws WireException if it is none, or larger than what {@link #write} sends
   */
  public static List<StackTraceElement> readStack(FrameReader in) throws WireException {
    int count = in.count();
    if (count > Limits.STACK) {
      throw new WireException("a stack of " + count + " frames");
    }
    List<StackTraceElement> stack = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String type = words(in);
      String method = words(in);
      String file = words(in);
      stack.add(new StackTraceElement(type, method, file.isEmpty() ? null : file, in.number()));
    }
    return stack;
  }

  /** A text without control characters, which a terminal would obey. */
  private static String words(FrameReader in) throws WireException {
    String text = in.text();
    if (text.length() > Limits.MESSAGE + 3) {
      throw new WireException("a message of " + text.length() + " characters");
    }
    return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n\t]]", "?");
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "...";
  }
}
