package unroll.grade;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import unroll.grade.worker.AnswerException;
import unroll.grade.worker.LostException;
import unroll.grade.worker.NoWorkerException;

/**
 * Says of what a test threw whether the answer is wrong or the test is, in words for the student.
 *
 * @param outcome failed, timed out or grader fault
 * @param message what a report prints
 */
record Failure(Outcome outcome, String message) {
  // of a message that the student's code has made; a report is read by people
  private static final int LONGEST = 500;

  /**
   * Judges what was thrown.
   *
   * @param thrown what the test threw
   * @param isStudents which classes are the student's
   * @param testsAreProven whether a test that breaks does so because of the answer
   * @param quotable whether the message of an exception of the student's code may be passed on; not
   *     in a hidden test, whose input the code could throw back
   */
  static Failure of(
      Optional<Throwable> thrown,
      Predicate<String> isStudents,
      boolean testsAreProven,
      Predicate<String> quotable) {
    for (Throwable at = thrown.orElse(null); at != null; at = at.getCause()) {
      if (at instanceof TimedOutException) {
        return new Failure(Outcome.TIMED_OUT, at.getMessage());
      }
      if (at instanceof LostException) {
        return new Failure(Outcome.CRASHED, at.getMessage());
      }
      if (at instanceof NoWorkerException) {
        return new Failure(Outcome.GRADER_FAULT, at.getMessage());
      }
      if (at instanceof AnswerException) {
        return new Failure(Outcome.FAILED, said(at, isStudents, quotable));
      }
      if (at instanceof StudentException) {
        return new Failure(Outcome.FAILED, said(at.getCause(), isStudents, quotable));
      }
      Optional<String> place = Place.in(at.getStackTrace(), isStudents);
      if (place.isPresent() || isFromAWorker(at)) {
        return new Failure(Outcome.FAILED, said(at, isStudents, quotable));
      }
      if (at instanceof AssertionError) {
        return new Failure(Outcome.FAILED, String.valueOf(at.getMessage()));
      }
    }
    if (testsAreProven) {
      // the reference came through this test, so what an answer gave has broken it
      return new Failure(
          Outcome.FAILED,
          "The test could not go on with what your code gave"
              + thrown.map(each -> " (" + each.getClass().getSimpleName() + ")").orElse("")
              + ": look at the shapes and sizes of your results.");
    }
    return new Failure(
        Outcome.GRADER_FAULT,
        "The test itself is broken, your answer is not judged: "
            + thrown.map(Throwable::toString).orElse("no reason was given"));
  }

  // an exception of the process that holds the answer, for example for a result that is too large
  private static boolean isFromAWorker(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("unroll.grade.guest.Answers"));
  }

  private static String said(
      Throwable thrown, Predicate<String> isStudents, Predicate<String> quotable) {
    Optional<String> message = Optional.ofNullable(thrown.getMessage()).map(Failure::shortened);
    boolean quoted = message.isEmpty() || quotable.test(message.get());
    if (thrown instanceof UnsupportedOperationException && message.isPresent() && quoted) {
      // what a starter throws: the message says it all
      return message.get();
    }
    return "Your code threw "
        + (thrown instanceof AnswerException answer
            ? answer.simpleType()
            : thrown.getClass().getSimpleName())
        + Place.in(thrown.getStackTrace(), isStudents).map(place -> " at " + place).orElse("")
        + (!quoted
            ? ". Its message is not shown, since it could hold the input of this test."
            : message.map(text -> ": " + text).orElse("."));
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + " ...";
  }
}
