package unroll.grade.desk;

import unroll.grade.Marks;
import unroll.grade.Submission;

/** What marks one submission; safe for several threads at a time. */
@FunctionalInterface
public interface Lane {
  /**
   * Marks a submission.
   *
   * @param submission the submission
   * @return its marks
   */
  Marks mark(Submission submission);
}
