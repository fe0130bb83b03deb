package unroll.grade;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the student's line in a stack trace. */
final class Place {
  private Place() {}

  /**
   * The innermost frame that is the student's.
   *
   * @return for example {@code Elman.java, line 31 (step)}; empty if no frame is the student's
   */
  static Optional<String> in(StackTraceElement[] stack, Predicate<String> isStudents) {
    return Arrays.stream(stack)
        .filter(frame -> isStudents.test(frame.getClassName()))
        .findFirst()
        .map(frame -> file(frame) + " (" + frame.getMethodName() + ")");
  }

  private static String file(StackTraceElement frame) {
    String name = String.valueOf(frame.getFileName());
    // the lines of a notebook's snippet are not those that a person sees
    return name.startsWith("$JShell$")
        ? "your notebook cell"
        : name + ", line " + frame.getLineNumber();
  }
}
