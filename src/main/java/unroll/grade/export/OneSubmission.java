package unroll.grade.export;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.desk.Lane;
import unroll.grade.intake.Handin;
import unroll.grade.intake.Intake;
import unroll.grade.report.Result;
import unroll.grade.report.Sender;

/**
 * Reads and marks one submission where a platform keeps the attempts and the history. Whatever goes
 * wrong on the grader's side becomes a fault, so that there is always a result to write.
 */
public final class OneSubmission {
  private OneSubmission() {}

  /**
   * The result of one submission.
   *
   * @param exercise what was to be solved
   * @param entry the file or folder that was handed in
   * @param lane marks it; asked only if there is something to mark
   * @return its result, under the name of the file and without a key
   */
  public static Result of(Exercise exercise, Path entry, Lane lane) {
    Handin handin;
    try {
      handin = new Intake(exercise).read(entry);
    } catch (RuntimeException | StackOverflowError e) {
      Handin nothing =
          new Handin(entry.getFileName().toString(), List.of(), List.of(), Optional.empty());
      return result(exercise, nothing, Optional.empty(), "Reading it failed: " + e);
    }
    if (handin.refusal().isPresent()) {
      return result(exercise, handin, Optional.empty(), "");
    }
    try {
      return result(exercise, handin, Optional.of(lane.mark(handin.submission())), "");
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return result(exercise, handin, Optional.empty(), "Marking it failed: " + e.getMessage());
    }
  }

  private static Result result(
      Exercise exercise, Handin handin, Optional<Marks> marks, String fault) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Result(exercise, handin, Sender.once(handin.id()), marks, fault, "", now);
  }
}
