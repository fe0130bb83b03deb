package unroll.grade.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A term's assignments under one policy. Its job is to turn a student's attempts into marks: a
 * function of its arguments alone, so that a mark can be explained, and computed again with the
 * same result.
 *
 * <p>Assignments are taken in the order in which they are due. Free late days go to whoever needs
 * them first: an attempt uses as many as it is late and as are left. Of several attempts the best
 * is the one of the most points; of two as good, the one that uses fewer late days, then the
 * earlier.
 *
 * @param policy of the course
 * @param assignments of the term; kept in the order in which they are due
 */
public record Term(Policy policy, List<Assignment> assignments) {
  /**
   * Puts the assignments in order.
   *
   * @param policy of the course
   * @param assignments of the term, in any order
   */
  public Term {
    assignments = assignments.stream().sorted(Comparator.comparing(Assignment::due)).toList();
  }

  /**
   * What is known of one student; exercises by name.
   *
   * @param attempts in any order; none where the student handed nothing in
   * @param extensions time that this student has more
   * @param overrides marks given by hand; they win
   */
  public record Student(
      Map<String, List<Attempt>> attempts,
      Map<String, Duration> extensions,
      Map<String, GivenMark> overrides) {
    /**
     * Copies the maps.
     *
     * @param attempts in any order
     * @param extensions time that this student has more
     * @param overrides marks given by hand
     */
    public Student {
      attempts = Map.copyOf(attempts);
      extensions = Map.copyOf(extensions);
      overrides = Map.copyOf(overrides);
    }
  }

  /**
   * Marks a student.
   *
   * @param student what is known
   * @return a mark for each assignment; an assignment never handed in is worth 0
   */
  public Standing of(Student student) {
    List<Mark> marks = new ArrayList<>();
    int lateDays = policy.lateDays();
    for (Assignment assignment : assignments) {
      Mark mark = mark(assignment, student, lateDays);
      lateDays -= mark.lateDaysUsed();
      marks.add(mark);
    }
    return new Standing(dropLowest(marks), lateDays);
  }

  private Mark mark(Assignment assignment, Student student, int lateDays) {
    GivenMark given = student.overrides().get(assignment.exercise());
    if (given != null) {
      String why = "given by hand: " + given.reason();
      return new Mark(
          assignment, Standing.rounded(given.points()), Optional.empty(), 0, 0, false, why);
    }
    Duration more = student.extensions().getOrDefault(assignment.exercise(), Duration.ZERO);
    Instant due = assignment.due().plus(more);
    List<Attempt> attempts =
        student.attempts().getOrDefault(assignment.exercise(), List.of()).stream()
            .sorted(Comparator.comparing(Attempt::at))
            .toList();
    List<Mark> taken = new ArrayList<>();
    int counted = policy.attempts() == 0 ? attempts.size() : policy.attempts();
    for (int i = 0; i < Math.min(counted, attempts.size()); i++) {
      if (policy.takes(due, attempts.get(i).at())) {
        taken.add(worth(assignment, attempts, i, due, lateDays));
      }
    }
    if (taken.isEmpty()) {
      String why = attempts.isEmpty() ? "nothing handed in" : "handed in too late";
      return new Mark(assignment, 0, Optional.empty(), 0, 0, false, why);
    }
    return policy.counting() == Policy.Counting.LAST
        ? taken.get(taken.size() - 1)
        : taken.stream()
            .max(
                Comparator.comparingDouble(Mark::points)
                    .thenComparing(Comparator.comparingInt(Mark::lateDaysUsed).reversed())
                    .thenComparing(
                        Comparator.<Mark>comparingInt(mark -> mark.attempt().orElseThrow())
                            .reversed()))
            .orElseThrow();
  }

  /** What one attempt would be worth if it counted. */
  private Mark worth(
      Assignment assignment, List<Attempt> attempts, int number, Instant due, int lateDays) {
    Attempt attempt = attempts.get(number);
    int late = policy.daysLate(due, attempt.at());
    boolean costs = policy.penalty() > 0 && attempt.share() > 0;
    int free = costs ? Math.min(late, lateDays) : 0;
    double off = Math.min(1, policy.penalty() * (late - free));
    double points = Standing.rounded(assignment.points() * attempt.share() * (1 - off));
    StringBuilder why = new StringBuilder();
    why.append("attempt ").append(number + 1).append(" of ").append(attempts.size());
    if (late > 0) {
      why.append(", ").append(days(late)).append(" late");
    }
    if (free > 0) {
      why.append(", ").append(days(free)).append(" free");
    }
    if (off > 0) {
      why.append(String.format(Locale.ROOT, ", %.0f %% off", 100 * off));
    }
    return new Mark(assignment, points, Optional.of(number + 1), late, free, false, why.toString());
  }

  private static String days(int days) {
    return days + (days == 1 ? " day" : " days");
  }

  /** Of equal shares the one that was due first is dropped first. */
  private List<Mark> dropLowest(List<Mark> marks) {
    List<Mark> lowest =
        marks.stream()
            .sorted(Comparator.comparingDouble(Mark::share))
            .limit(policy.dropLowest())
            .toList();
    return marks.stream().map(mark -> lowest.contains(mark) ? mark.drop() : mark).toList();
  }
}
