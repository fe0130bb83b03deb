package unroll.grade.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All standings of a course: what totals, exports and pages are made from.
 *
 * @param plan what the instructor wrote down
 * @param standings by student, as marks name them
 */
public record Gradebook(CoursePlan plan, SortedMap<String, Standing> standings) {

  /** Copies the standings, so that the gradebook never changes. */
  public Gradebook {
    standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
  }
}
