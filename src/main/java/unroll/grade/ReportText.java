package unroll.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders a report for a terminal or a plain page. Nothing is told by colour alone.
 *
 * @param colour whether to use the terminal's colours
 */
public record ReportText(boolean colour) {
  private static final int WIDTH = 72;

  /**
   * The whole report: a head line, each task with its failures, what to do next.
   *
   * @param report the report
   * @return several lines, the last without a line feed
   */
  public String whole(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(head(report));
    if (!report.problems().isEmpty()) {
      lines.addAll(problems(report));
      return String.join("\n", lines);
    }
    report.exercise().tasks().keySet().forEach(number -> lines.addAll(task(report, number)));
    // tests that name no task belong to none; they are the grader's fault and must be seen
    report.task(0).forEach(test -> lines.addAll(failure(test)));
    lines.add("");
    lines.add(next(report));
    return String.join("\n", lines);
  }

  /**
   * The next thing to do only: the compiler's complaints, or the first task that is not solved.
   *
   * @param report the report
   * @return several lines, the last without a line feed
   */
  public String nextOnly(Report report) {
    Optional<Integer> task = report.nextTask();
    if (!report.problems().isEmpty() || task.isEmpty()) {
      return whole(report);
    }
    List<String> lines = new ArrayList<>();
    lines.add(head(report));
    lines.addAll(task(report, task.get()));
    lines.add("");
    lines.add(next(report));
    return String.join("\n", lines);
  }

  private String head(Report report) {
    return spread(
        report.exercise().name() + "  " + report.exercise().title(),
        report.points() + " of " + report.possible() + " points");
  }

  private List<String> task(Report report, int number) {
    List<TestResult> tests = report.task(number);
    int points = tests.stream().mapToInt(TestResult::points).sum();
    int possible = tests.stream().mapToInt(TestResult::possible).sum();
    boolean passed = report.passed(number);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        spread(
            (passed ? paint("[passed]", 32) : paint("[to do] ", 33))
                + " Task "
                + number
                + ": "
                + report.exercise().tasks().get(number),
            points + " of " + possible));
    // an unwritten task says the same in each of its tests: say it once
    List<String> said = new ArrayList<>();
    for (TestResult test : tests) {
      if (test.outcome() != Outcome.PASSED && !said.contains(test.message())) {
        lines.addAll(failure(test));
        said.add(test.message());
      }
    }
    return lines;
  }

  private List<String> failure(TestResult test) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  "
            + paint(test.outcome().words(), 31)
            + ": "
            + test.claim()
            + (test.testCase().bonus() ? " (bonus)" : ""));
    test.message().lines().forEach(line -> lines.add("    " + line));
    return lines;
  }

  private static List<String> problems(Report report) {
    List<String> lines = new ArrayList<>();
    for (CompileProblem problem : report.problems()) {
      lines.add("");
      lines.add("  does not compile: " + problem.file() + ", line " + problem.line());
      problem.message().lines().forEach(line -> lines.add("    " + line));
      if (!problem.source().isBlank()) {
        lines.add("      " + problem.source().replace('\t', ' '));
        lines.add("      " + " ".repeat((int) Math.max(0, problem.column() - 1)) + "^");
      }
    }
    return lines;
  }

  private static String next(Report report) {
    return report
        .nextTask()
        .map(task -> "Stuck? unroll check " + report.exercise().name() + " --hint " + task)
        .orElse("All tests passed.");
  }

  private String spread(String left, String right) {
    int visible = left.replaceAll("\u001b\\[[0-9]+m", "").length();
    return left + " ".repeat(Math.max(2, WIDTH - visible - right.length())) + right;
  }

  private String paint(String text, int code) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
