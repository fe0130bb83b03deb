package unroll.grade.progress;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unroll.grade.Report;

/**
 * What one check of an exercise found: one line of the file.
 *
 * @param at when, to the second
 * @param exercise the exercise's name, for example {@code 02-elman}
 * @param passed the numbers of the tasks that passed, unmodifiable
 * @param points the points earned
 * @param possible the points that there are
 */
public record Checked(
    Instant at, String exercise, SortedSet<Integer> passed, int points, int possible) {
  private static final String NONE = "-";
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+)\\t([\\w-]{1,100})\\t(-|[1-9]\\d{0,3}(?:,[1-9]\\d{0,3})*)\\t(\\d{1,6})/(\\d{1,6})");

  /** Copies the numbers and leaves out fractions of a second. */
  public Checked {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    passed = Collections.unmodifiableSortedSet(new TreeSet<>(passed));
  }

  /**
   * What a report says in short.
   *
   * @param report a report of public tests
   * @param at when it was made
   * @return the line
   */
  public static Checked of(Report report, Instant at) {
    return new Checked(
        at,
        report.exercise().name(),
        report.exercise().tasks().keySet().stream()
            .filter(report::passed)
            .collect(Collectors.toCollection(TreeSet::new)),
        report.points(),
        report.possible());
  }

  /** Whether another check found the same, whenever it was. */
  boolean foundTheSame(Checked other) {
    return exercise.equals(other.exercise)
        && passed.equals(other.passed)
        && points == other.points
        && possible == other.possible;
  }

  /** The line, without its end. */
  String line() {
    String numbers =
        passed.isEmpty()
            ? NONE
            : passed.stream().map(String::valueOf).collect(Collectors.joining(","));
    return at + "\t" + exercise + "\t" + numbers + "\t" + points + "/" + possible;
  }

  /** Reads a line; empty if it is none. */
  static Optional<Checked> parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    SortedSet<Integer> passed = new TreeSet<>();
    if (!parts.group(3).equals(NONE)) {
      for (String number : parts.group(3).split(",", -1)) {
        passed.add(Integer.valueOf(number));
      }
    }
    try {
      return Optional.of(
          new Checked(
              Instant.parse(parts.group(1)),
              parts.group(2),
              passed,
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5))));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
