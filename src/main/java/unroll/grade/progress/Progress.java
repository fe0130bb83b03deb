package unroll.grade.progress;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was checked so far, in the order it was written down, whatever the clock said.
 *
 * @param checks the checks that found something else than the one before, unmodifiable
 * @param damaged the number of lines that could not be read and were passed over
 */
public record Progress(List<Checked> checks, int damaged) {

  /** Copies the list. */
  public Progress {
    checks = List.copyOf(checks);
  }

  /**
   * The tasks of an exercise that passed at some check: what was solved once was solved.
   *
   * @param exercise the exercise's name
   * @return their numbers, unmodifiable
   */
  public SortedSet<Integer> solved(String exercise) {
    SortedSet<Integer> solved = new TreeSet<>();
    checks.stream()
        .filter(check -> check.exercise().equals(exercise))
        .forEach(check -> solved.addAll(check.passed()));
    return Collections.unmodifiableSortedSet(solved);
  }

  /**
   * The latest check of an exercise that is kept.
   *
   * @param exercise the exercise's name
   * @return the check, or empty if there was none worth keeping
   */
  public Optional<Checked> last(String exercise) {
    return checks.stream()
        .filter(check -> check.exercise().equals(exercise))
        .reduce((earlier, later) -> later);
  }
}
