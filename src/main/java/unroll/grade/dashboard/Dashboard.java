package unroll.grade.dashboard;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A class at a glance. Each student counts once, with the last hand-in that could be marked.
 *
 * @param exercise the exercise's name
 * @param students how many handed anything in
 * @param handins how many hand-ins there are
 * @param possible the points that were possible; 0 if nobody was marked
 * @param official whether all marks count
 * @param scores the points of each student who was marked, ascending
 * @param items the tests, by task
 * @param failures the most frequent failures, the most frequent first
 * @param failureKinds how many different failures there are
 * @param unmarked hand-ins that have no points: unreadable, or the grader failed
 * @param pairs the most similar answers, if they were compared
 */
public record Dashboard(
    String exercise,
    int students,
    int handins,
    int possible,
    boolean official,
    List<Integer> scores,
    List<Item> items,
    List<FailureGroup> failures,
    int failureKinds,
    List<Unmarked> unmarked,
    List<Pair> pairs) {

  /** Copies the lists, so that it never changes. */
  public Dashboard {
    scores = List.copyOf(scores);
    items = List.copyOf(items);
    failures = List.copyOf(failures);
    unmarked = List.copyOf(unmarked);
    pairs = List.copyOf(pairs);
  }

  /**
   * A test.
   *
   * @param task the number of its task
   * @param suite its class
   * @param claim what it claims
   * @param visibility when students may read it, in words
   * @param weight the points that it is worth
   * @param difficulty the share of students who passed it
   * @param discrimination the correlation with the points of all other tests; empty where it means
   *     nothing
   * @param ran how many answers it ran on
   * @param median half of its runs took no longer, in seconds
   * @param slowest 95 % of its runs took no longer, in seconds
   */
  public record Item(
      int task,
      String suite,
      String claim,
      String visibility,
      int weight,
      double difficulty,
      OptionalDouble discrimination,
      int ran,
      double median,
      double slowest) {}

  /**
   * Failures of one test that differ by their numbers only.
   *
   * @param claim what the test claims, or that it does not compile
   * @param message the message without its numbers
   * @param count how many students met it
   * @param examples some of them
   */
  public record FailureGroup(String claim, String message, int count, List<String> examples) {
    /** Copies the list, so that it never changes. */
    public FailureGroup {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A hand-in without points.
   *
   * @param id its name
   * @param status what became of it, in words
   * @param note why
   */
  public record Unmarked(String id, String status, String note) {}

  /**
   * Two answers that are alike.
   *
   * @param first the name of one
   * @param second the name of the other
   * @param similarity 0 to 1
   */
  public record Pair(String first, String second, double similarity) {}
}
