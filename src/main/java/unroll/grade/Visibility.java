package unroll.grade;

import java.util.Locale;

/**
 * When a student may read what a test said; the words are Gradescope's. The points count in any
 * case.
 */
public enum Visibility {
  /** Always. */
  VISIBLE,
  /** Once nobody can hand in any more. */
  AFTER_DUE_DATE,
  /** Once the marks are given back. */
  AFTER_PUBLISHED,
  /** Never: only the instructor sees it. */
  HIDDEN;

  /**
   * The word as results and command lines write it.
   *
   * @return for example {@code after_due_date}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a test may be read at a moment of the course.
   *
   * @param moment the moment: {@link #VISIBLE} before the due date, then {@link #AFTER_DUE_DATE},
   *     then {@link #AFTER_PUBLISHED}; {@link #HIDDEN} is the instructor's own view, of everything
   * @return true if a reader of that moment may see it
   */
  public boolean isShownAt(Visibility moment) {
    return compareTo(moment) <= 0;
  }
}
