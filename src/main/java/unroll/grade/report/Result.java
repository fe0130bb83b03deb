package unroll.grade.report;

import java.time.Instant;
import java.util.Optional;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.TestResult;
import unroll.grade.intake.Handin;

/**
 * Everything about one submission.
 *
 * @param exercise what was to be solved
 * @param handin what was handed in
 * @param sender who handed it in, which time, and when
 * @param marks what the tests said; none if it was refused or the grader failed before
 * @param fault why the grader itself failed, empty if it did not or a test says so
 * @param key the hash of all that the result depends on
 * @param at when it was made
 */
public record Result(
    Exercise exercise,
    Handin handin,
    Sender sender,
    Optional<Marks> marks,
    String fault,
    String key,
    Instant at) {

  /**
   * What became of it.
   *
   * @return a fault if the grader failed in any test
   */
  public Status status() {
    if (handin.refusal().isPresent()) {
      return Status.UNREADABLE;
    }
    return marks.filter(each -> each.verdict() != Outcome.GRADER_FAULT).isPresent()
        ? Status.GRADED
        : Status.FAULT;
  }

  /**
   * What the instructor should know in one line.
   *
   * @return the refusal, the fault, or nothing
   */
  public String note() {
    return switch (status()) {
      case GRADED -> "";
      case UNREADABLE -> handin.refusal().orElseThrow();
      case FAULT ->
          marks.stream()
              .flatMap(each -> each.report().tests().stream())
              .filter(test -> test.outcome() == Outcome.GRADER_FAULT)
              .map(TestResult::message)
              .findFirst()
              .orElse(fault);
    };
  }

  /**
   * The row of the table of all.
   *
   * @return its figures
   */
  public Row row() {
    if (status() != Status.GRADED) {
      return Row.without(handin.id(), sender, status(), note());
    }
    Marks given = marks.orElseThrow();
    return Row.of(
        handin.id(),
        sender,
        status(),
        given.report().points(),
        given.report().possible(),
        exercise.tasks().keySet().stream()
            .map(task -> given.report().task(task).stream().mapToInt(TestResult::points).sum())
            .toList(),
        given.verdict().words(),
        given.official(),
        given.sandbox(),
        given.time().toNanos() / 1e9,
        String.join(" ", handin.notices()));
  }
}
