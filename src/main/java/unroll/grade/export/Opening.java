package unroll.grade.export;

import java.util.ArrayList;
import java.util.List;
import unroll.grade.CompileProblem;
import unroll.grade.Marks;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/** What a platform shows above the tests: what became of the submission as a whole. */
final class Opening {
  /** What a student reads where the grader failed; the reason is the instructor's. */
  static final String FAULT =
      "The grader failed, not your answer. This is no score: please tell the course staff, who can"
          + " run it again.";

  private Opening() {}

  /**
   * The text for the student.
   *
   * @param result the result
   * @return lines without one at the end; never the cause of a fault
   */
  static String of(Result result) {
    List<String> lines = new ArrayList<>();
    switch (result.status()) {
      case FAULT -> lines.add(FAULT);
      case UNREADABLE -> {
        lines.add("Nothing could be marked. " + result.note());
        lines.addAll(result.handin().notices());
        lines.add(wanted(result.exercise().subject()));
      }
      case GRADED -> {
        lines.addAll(problems(result.marks().orElseThrow()));
        lines.addAll(result.handin().notices());
        if (!result.marks().orElseThrow().official()) {
          lines.add("Not official: it ran without a sandbox.");
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String wanted(String subject) {
    return "Please hand in "
        + subject
        + ".java, a notebook with the class "
        + subject
        + ", or a .zip.";
  }

  /** One line for each complaint of the compiler. */
  private static List<String> problems(Marks marks) {
    return marks.report().problems().stream().map(Opening::problem).toList();
  }

  /** A complaint in one line. */
  static String problem(CompileProblem problem) {
    String message = problem.message().replaceAll("\\s*\\R\\s*", " ");
    return problem.file().isEmpty()
        ? "It does not compile: " + message
        : "It does not compile: " + problem.file() + ", line " + problem.line() + ": " + message;
  }

  /** The points in words; empty where there is no score. */
  static String points(Result result) {
    if (result.status() != Status.GRADED) {
      return "";
    }
    Marks marks = result.marks().orElseThrow();
    return marks.report().points() + " of " + marks.report().possible() + " points";
  }
}
