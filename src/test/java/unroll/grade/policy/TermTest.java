package unroll.grade.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.grade.policy.Policy.Counting;
import unroll.grade.policy.Term.Student;

class TermTest {
  private static final Instant DUE = Instant.parse("2026-11-30T22:59:00Z");
  private static final Assignment ELMAN = new Assignment("02-elman", "Elman", 10, DUE);
  private static final Assignment BPTT =
      new Assignment("04-bptt", "BPTT", 20, DUE.plus(Duration.ofDays(7)));

  /** Ten minutes' grace, two free days, a tenth a day, four days at most, the best counts. */
  private static final Policy USUAL =
      new Policy(Duration.ofMinutes(10), 2, 0.1, Duration.ofDays(4), 0, Counting.BEST, 0);

  private static Attempt attempt(String after, double share) {
    return new Attempt(DUE.plus(Duration.parse(after)), share);
  }

  /** Attempts as {@code PT0S=0.5 P1D=0.9}: so long after the due time, so much right. */
  private static List<Attempt> attempts(String written) {
    List<Attempt> attempts = new ArrayList<>();
    for (String each : written.split(" ")) {
      String[] parts = each.split("=");
      attempts.add(attempt(parts[0], Double.parseDouble(parts[1])));
    }
    return attempts;
  }

  private static Student with(String written) {
    return new Student(Map.of("02-elman", attempts(written)), Map.of(), Map.of());
  }

  private static Mark only(Policy policy, String written) {
    return new Term(policy, List.of(ELMAN)).of(with(written)).marks().get(0);
  }

  @ParameterizedTest(name = "{0}: {1} points, {2}")
  @CsvSource(
      textBlock =
          """
          PT0S=1,            10,    attempt 1 of 1
          PT10M=1,           10,    attempt 1 of 1
          PT10M1S=1,         10,    'attempt 1 of 1, 1 day late, 1 day free'
          P1D=1,             10,    'attempt 1 of 1, 1 day late, 1 day free'
          PT24H1S=1,         10,    'attempt 1 of 1, 2 days late, 2 days free'
          PT48H1S=1,          9,    'attempt 1 of 1, 3 days late, 2 days free, 10 % off'
          P4D=1,              8,    'attempt 1 of 1, 4 days late, 2 days free, 20 % off'
          PT96H1S=1,          0,    handed in too late
          PT0S=0.5 P1D=0.9,   9,    'attempt 2 of 2, 1 day late, 1 day free'
          PT0S=0.8 P4D=0.9,   8,    attempt 1 of 2
          PT0S=0.9 P1D=0.9,   9,    attempt 1 of 2
          P1D=0,              0,    'attempt 1 of 1, 1 day late, 10 % off'
          -PT1H=1.2,         12,    attempt 1 of 1
          PT0S=0.3333,        3.33, attempt 1 of 1
          """)
  void bestAttemptUnderTheUsualPolicy(String attempts, double points, String why) {
    Mark mark = only(USUAL, attempts);
    assertEquals(points + ": " + why, mark.points() + ": " + mark.why());
  }

  @ParameterizedTest(name = "{0}: {1} points")
  @CsvSource({
    "PT0S=0.9 P1D=0.5, 5",
    "P1D=0.5 PT0S=0.9, 5",
    "PT0S=0.9 P9D=1, 9",
  })
  void lastAttemptThatIsTakenCounts(String attempts, double points) {
    Policy last = new Policy(Duration.ZERO, 2, 0.1, Duration.ofDays(4), 0, Counting.LAST, 0);
    assertEquals(points, only(last, attempts).points());
  }

  @ParameterizedTest(name = "{0} attempts count: {1} points")
  @CsvSource({"1, 2", "2, 4", "3, 6", "0, 8"})
  void onlyTheFirstAttemptsCount(int most, double points) {
    Policy limited = new Policy(Duration.ZERO, 0, 0, Duration.ZERO, most, Counting.BEST, 0);
    assertEquals(points, only(limited, "-PT4H=0.2 -PT3H=0.4 -PT2H=0.6 -PT1H=0.8").points());
  }

  @Test
  void freeDaysGoToTheAssignmentThatIsDueFirst() {
    Student student =
        new Student(
            Map.of(
                "02-elman", List.of(attempt("PT25H", 1)),
                "04-bptt", List.of(new Attempt(BPTT.due().plus(Duration.ofHours(25)), 1))),
            Map.of(),
            Map.of());
    Standing standing = new Term(USUAL, List.of(BPTT, ELMAN)).of(student);
    assertEquals(List.of(10.0, 16.0), standing.marks().stream().map(Mark::points).toList());
    assertEquals(0, standing.lateDaysLeft());
  }

  @Test
  void freeDaysAreKeptWhereLatenessCostsNothing() {
    Policy free = new Policy(Duration.ZERO, 2, 0, Duration.ofDays(4), 0, Counting.BEST, 0);
    assertEquals(2, new Term(free, List.of(ELMAN)).of(with("P1D=1")).lateDaysLeft());
  }

  @Test
  void extensionMovesTheDueTimeOfOneStudent() {
    Student ill =
        new Student(
            Map.of("02-elman", attempts("P3D=1")),
            Map.of("02-elman", Duration.ofDays(3)),
            Map.of());
    assertEquals("attempt 1 of 1", new Term(USUAL, List.of(ELMAN)).of(ill).marks().get(0).why());
  }

  @Test
  void markGivenByHandWins() {
    Student student =
        new Student(
            Map.of("02-elman", attempts("PT0S=0.2")),
            Map.of(),
            Map.of("02-elman", new GivenMark(9, "the machine failed")));
    Mark mark = new Term(USUAL, List.of(ELMAN)).of(student).marks().get(0);
    assertEquals("9.0: given by hand: the machine failed", mark.points() + ": " + mark.why());
  }

  @Test
  void lowestShareIsDropped() {
    Policy dropping = new Policy(Duration.ZERO, 0, 0, Duration.ZERO, 0, Counting.BEST, 1);
    Student student =
        new Student(
            Map.of(
                "02-elman", attempts("PT0S=0.7"),
                "04-bptt", List.of(new Attempt(BPTT.due(), 0.5))),
            Map.of(),
            Map.of());
    Standing standing = new Term(dropping, List.of(ELMAN, BPTT)).of(student);
    assertEquals("7.0 of 10.0", standing.points() + " of " + standing.possible());
  }

  @Test
  void ofEqualSharesTheFirstDueIsDropped() {
    Policy dropping = new Policy(Duration.ZERO, 0, 0, Duration.ZERO, 0, Counting.BEST, 1);
    Standing nothing =
        new Term(dropping, List.of(BPTT, ELMAN)).of(new Student(Map.of(), Map.of(), Map.of()));
    assertEquals(List.of(true, false), nothing.marks().stream().map(Mark::dropped).toList());
  }

  @Test
  void neverHandedInIsZero() {
    Standing nothing =
        new Term(USUAL, List.of(ELMAN)).of(new Student(Map.of(), Map.of(), Map.of()));
    assertEquals("nothing handed in", nothing.marks().get(0).why());
  }

  @Test
  void aDayIsTwentyFourHoursAlsoWhenTheClocksChange() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant due = ZonedDateTime.of(2026, 10, 24, 23, 59, 0, 0, berlin).toInstant();
    Instant nextEvening = ZonedDateTime.of(2026, 10, 25, 23, 59, 0, 0, berlin).toInstant();
    assertEquals(2, USUAL.daysLate(due, nextEvening), "the night of 25 hours");
  }

  @Test
  void badPoliciesAreRefused() {
    assertEquals(
        "a late day costs 0 to 1 of the points (0 % to 100 %), not 10.0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Policy(Duration.ZERO, 0, 10, Duration.ZERO, 0, Counting.BEST, 0))
            .getMessage());
    assertEquals(
        "a mark given by hand needs a reason",
        assertThrows(IllegalArgumentException.class, () -> new GivenMark(1, " ")).getMessage());
  }
}
