package unroll.grade.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

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
}
