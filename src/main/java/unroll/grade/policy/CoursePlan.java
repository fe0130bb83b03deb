package unroll.grade.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What an instructor wrote down for a course: its assignments and policy, and what single students
 * were granted.
 *
 * @param course its title
 * @param zone where its times are read and written
 * @param term assignments and policy
 * @param extensions by student, then by exercise
 * @param marks given by hand, by student, then by exercise
 */
public record CoursePlan(
    String course,
    ZoneId zone,
    Term term,
    Map<String, Map<String, Duration>> extensions,
    Map<String, Map<String, GivenMark>> marks) {
  /**
   * Copies the maps.
   *
   * @param course its title
   * @param zone where its times are read and written
   * @param term assignments and policy
   * @param extensions by student, then by exercise
   * @param marks given by hand, by student, then by exercise
   */
  public CoursePlan {
    extensions = Map.copyOf(extensions);
    marks = Map.copyOf(marks);
  }

  /**
   * The same plan with some of its assignments: those that are marked already, say.
   *
   * @param wanted whether an exercise stays
   * @return a plan; extensions and marks of other exercises say nothing in it
   */
  public CoursePlan only(Predicate<String> wanted) {
    List<Assignment> some =
        term.assignments().stream().filter(each -> wanted.test(each.exercise())).toList();
    return new CoursePlan(course, zone, new Term(term.policy(), some), extensions, marks);
  }

  /**
   * The same plan with its students under other names: those that marks use.
   *
   * @param naming the name for each name that the plan has
   * @return a plan
   * @throws IllegalArgumentException if two names become one; the message is one line
   */
  public CoursePlan naming(UnaryOperator<String> naming) {
    return new CoursePlan(
        course,
        zone,
        term,
        renamed(extensions, naming, "extensions"),
        renamed(marks, naming, "marks"));
  }

  private static <T> Map<String, T> renamed(
      Map<String, T> byStudent, UnaryOperator<String> naming, String what) {
    Map<String, T> renamed = new TreeMap<>();
    for (Map.Entry<String, T> entry : new TreeMap<>(byStudent).entrySet()) {
      if (renamed.put(naming.apply(entry.getKey()), entry.getValue()) != null) {
        throw new IllegalArgumentException(
            "the plan's " + what + " name " + naming.apply(entry.getKey()) + " twice");
      }
    }
    return renamed;
  }

  /**
   * Who was granted or given something.
   *
   * @return the students by name
   */
  public SortedSet<String> students() {
    SortedSet<String> students = new TreeSet<>(extensions.keySet());
    students.addAll(marks.keySet());
    return students;
  }
}
