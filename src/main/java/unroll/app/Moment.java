package unroll.app;

import java.util.Locale;
import unroll.grade.Visibility;

/** What {@code --show} takes: when students will read a result. */
enum Moment {
  visible,
  after_due_date,
  after_published;

  /** The same in the grader's words. */
  Visibility visibility() {
    return Visibility.valueOf(name().toUpperCase(Locale.ROOT));
  }
}
