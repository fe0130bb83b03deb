package unroll.grade.report;

/** What became of a submission as a whole. */
public enum Status {
  /** It was marked; its points count, also if there are none. */
  GRADED,
  /** Nothing could be marked: it costs its author no points, and no attempt. */
  UNREADABLE,
  /** The grader failed, not the submission: it has no score, and an earlier one is kept. */
  FAULT;

  /**
   * The status in words.
   *
   * @return for example {@code grader fault}
   */
  public String words() {
    return switch (this) {
      case GRADED -> "graded";
      case UNREADABLE -> "unreadable";
      case FAULT -> "grader fault";
    };
  }
}
