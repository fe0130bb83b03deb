package unroll.grade.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  /**
   * Applies a plan to the attempts of a class.
   *
   * @param plan its extensions and marks by hand are under the same names as the attempts
   * @param attempts by student, then by exercise; a student with none has zeros
   * @return a standing for each student
   */
  public static Gradebook of(CoursePlan plan, Map<String, Map<String, List<Attempt>>> attempts) {
    SortedMap<String, Standing> standings = new TreeMap<>();
    attempts.forEach(
        (student, byExercise) ->
            standings.put(
                student,
                plan.term()
                    .of(
                        new Term.Student(
                            byExercise,
                            plan.extensions().getOrDefault(student, Map.of()),
                            plan.marks().getOrDefault(student, Map.of())))));
    return new Gradebook(plan, standings);
  }
}
