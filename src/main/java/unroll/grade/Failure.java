package unroll.grade;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says of what a test threw whether the answer is wrong or the test is, in words for the student.
 *
 * @param outcome failed, timed out or grader fault
 * @param message what a report prints
 */
record Failure(Outcome outcome, String message) {

  /**
   * Judges what was thrown.
   *
   * @param thrown what the test threw
   * @param isStudents which classes are the student's
   */
  static Failure of(Optional<Throwable> thrown, Predicate<String> isStudents) {
    for (Throwable at = thrown.orElse(null); at != null; at = at.getCause()) {
      if (at instanceof TimedOutException) {
        return new Failure(Outcome.TIMED_OUT, at.getMessage());
      }
      if (at instanceof StudentException) {
        return new Failure(Outcome.FAILED, said(at.getCause(), isStudents));
      }
      Optional<String> place = Place.in(at.getStackTrace(), isStudents);
      if (place.isPresent()) {
        return new Failure(Outcome.FAILED, said(at, isStudents));
      }
      if (at instanceof AssertionError) {
        return new Failure(Outcome.FAILED, String.valueOf(at.getMessage()));
      }
    }
    return new Failure(
        Outcome.GRADER_FAULT,
        "The test itself is broken, your answer is not judged: "
            + thrown.map(Throwable::toString).orElse("no reason was given"));
  }

  private static String said(Throwable thrown, Predicate<String> isStudents) {
    if (thrown instanceof UnsupportedOperationException && thrown.getMessage() != null) {
      // what a starter throws: the message says it all
      return thrown.getMessage();
    }
    return "Your code threw "
        + thrown.getClass().getSimpleName()
        + Place.in(thrown.getStackTrace(), isStudents).map(place -> " at " + place).orElse("")
        + (thrown.getMessage() == null ? "." : ": " + thrown.getMessage());
  }
}
