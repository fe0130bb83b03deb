package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.policy.PlanReader;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;

/** From folders of results to a gradebook. */
class LedgerTest {
  private static final String PLAN =
      """
      course: Rehearsed
      zone: UTC
      policy: {late-days: 1, penalty: 10%, latest: 4d}
      assignments:
        - {exercise: 90-first, points: 30, due: 2026-10-05 12:00}
        - {exercise: 91-second, points: 60, due: 2026-10-12 12:00}
      """;
  private static final Instant FIRST = Instant.parse("2026-10-05T12:00:00Z");

  @TempDir Path folder;

  private Lab first;
  private Lab second;
  private Optional<Roster> roster = Optional.empty();

  @BeforeEach
  void makeExercises() throws IOException {
    first = Lab.in(folder, "90-first");
    second = Lab.in(folder, "91-second");
  }

  @Test
  void everyStudentHasARowAndEveryReasonALine() throws IOException {
    first.hand("ada", 1, "a", at(0));
    first.hand("ada", 2, "ab", at(24));
    first.hand("bob", 1, "ab", at(48));
    second.hand("ada", 1, "b", Optional.of(Instant.parse("2026-10-12T11:59:00Z")));
    assertEquals(
        """
        student,name,90-first,91-second,total,possible,late days left
        ada,,30,40,70,90,0
        bob,,27,0,27,90,0
        """,
        gradebook(PLAN));
    assertEquals(
        """
        student,exercise,title,points,possible,attempt,submission,handed in,days late,late days used,dropped,official,why
        ada,90-first,90-first,30,30,2,ada@2,2026-10-06 12:00:00,1,1,no,yes,"attempt 2 of 2, 1 day late, 1 day free"
        ada,91-second,91-second,40,60,1,ada,2026-10-12 11:59:00,0,0,no,yes,attempt 1 of 1
        bob,90-first,90-first,27,30,1,bob,2026-10-07 12:00:00,2,1,no,yes,"attempt 1 of 1, 2 days late, 1 day free, 10 % off"
        bob,91-second,91-second,0,60,,,,0,0,no,,nothing handed in
        """,
        new LedgerCsv(ledger(PLAN)).marks().replace("\r\n", "\n"));
  }

  @Test
  void whatCouldNotBeReadIsNoAttempt() throws IOException {
    first.hand("ada", 1, "!", at(-2));
    first.hand("ada", 2, "a", at(-1));
    second.hand("ada", "ab");
    Ledger.Entry entry =
        ledger(PLAN.replace("latest: 4d", "latest: 4d, attempts: 1")).entries().get(0);
    assertEquals(10, entry.mark().points());
    assertEquals("ada@2", entry.counted().orElseThrow().id());
    assertEquals("attempt 1 of 1; could not be read: ada", entry.why());
  }

  @Test
  void graderFaultIsNoAttemptAndTold() throws IOException {
    first.hand("ada", "fault");
    second.hand("ada", "ab");
    Ledger ledger = ledger(PLAN);
    assertEquals(List.of("90-first of ada"), ledger.faults());
    assertTrue(
        ledger.told().contains("the grader failed, to be graded again: 90-first of ada"),
        ledger.told()::toString);
    assertEquals(
        "nothing handed in; not marked yet, the grader failed: ada", ledger.entries().get(0).why());
  }

  @Test
  void rosterGivesZerosToWhoHandedNothingInAndTellsOfStrangers() throws IOException {
    roster =
        Optional.of(
            Roster.of(
                List.of(
                    new Student("ada", "Ada L.", "", List.of()),
                    new Student("zoe", "Zoe Z.", "", List.of()))));
    first.hand("ada.java", "ab");
    first.hand("mallory", "ab");
    second.hand("ada", "ab");
    assertEquals(
        """
        student,name,90-first,91-second,total,possible,late days left
        ada,Ada L.,30,60,90,90,1
        zoe,Zoe Z.,0,0,0,90,1
        """,
        gradebook(PLAN));
    assertTrue(
        ledger(PLAN).told().contains("not in the roster, and without a mark: mallory"),
        ledger(PLAN).told()::toString);
  }

  @Test
  void extensionsAndMarksByHandWinAndSurviveARegrade() throws IOException {
    first.hand("ada", 1, "ab", at(24));
    first.hand("bob", 1, "", at(0));
    second.hand("ada", "ab");
    String plan =
        PLAN
            + """
            extensions: {ada: {90-first: 1d}}
            marks:
              bob: {90-first: {points: 21.5, reason: an oral examination}}
            """;
    String expected =
        """
        student,name,90-first,91-second,total,possible,late days left
        ada,,30,60,90,90,1
        bob,,21.5,0,21.5,90,1
        """;
    assertEquals(expected, gradebook(plan));
    first.weigh(9);
    first.grade(folder.resolve("out-90-first"), Optional.empty(), difference -> true);
    assertEquals(expected, gradebook(plan));
    assertEquals(
        "given by hand: an oral examination",
        ledger(plan).entries().stream()
            .filter(entry -> entry.student().equals("bob"))
            .findFirst()
            .orElseThrow()
            .why());
  }

  @Test
  void handinWithoutATimeIsInTimeAndTold() throws IOException {
    first.hand("ada", "ab");
    second.hand("ada", "ab");
    Ledger ledger = ledger(PLAN);
    assertEquals(90, ledger.gradebook().standings().get("ada").points());
    assertTrue(
        ledger.told().contains("90-first: 1 hand-ins have no time and count as in time"),
        ledger.told()::toString);
  }

  @Test
  void assignmentThatIsNotMarkedYetIsLeftOutAndTold() throws IOException {
    first.hand("ada", "ab");
    Path out = folder.resolve("out-90-first");
    first.grade(out);
    Ledger ledger =
        Ledger.of(PlanReader.parse("course.yaml", PLAN), roster, List.of(MarkedFolder.read(out)));
    assertEquals(30, ledger.gradebook().standings().get("ada").possible());
    assertTrue(
        ledger.told().contains("91-second is left out: no folder of results was given"),
        ledger.told()::toString);
  }

  @Test
  void withdrawnSubmissionNoLongerCounts() throws IOException {
    first.hand("ada", "ab");
    second.hand("ada", "ab");
    ledger(PLAN);
    Path csv = folder.resolve("out-90-first/results.csv");
    Files.writeString(csv, Files.readAllLines(csv).get(0) + "\r\n");
    second.hand("bob", "ab");
    Path out = folder.resolve("out-91-second");
    second.grade(out);
    assertEquals(0, MarkedFolder.read(csv.getParent()).rows().size());
  }

  @Test
  void foldersThatDoNotGoWithThePlanAreRefused() throws IOException {
    first.hand("ada", "ab");
    Path out = folder.resolve("out");
    first.grade(out);
    assertRefused("which the plan does not assign", PLAN.replace("90-first", "95-x"), out);
    assertRefused("are both of 90-first", PLAN, out, out);
    Path part = folder.resolve("part");
    first.grade(part, Optional.of(new Shard(1, 2)), difference -> false);
    assertRefused("is shard 1/2 only", PLAN, part);
  }

  @Test
  void planThatNamesAStrangerIsRefused() throws IOException {
    roster = Optional.of(Roster.of(List.of(new Student("ada", "", "", List.of()))));
    first.hand("ada", "ab");
    Path out = folder.resolve("out");
    first.grade(out);
    assertRefused(
        "the plan names adda, who is not in the roster",
        PLAN + "extensions: {adda: {90-first: 1d}}\n",
        out);
  }

  private void assertRefused(String why, String plan, Path... outs) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Ledger.of(
                        PlanReader.parse("course.yaml", plan),
                        roster,
                        List.of(outs).stream().map(MarkedFolder::read).toList()))
            .getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count());
  }

  private String gradebook(String plan) {
    return new LedgerCsv(ledger(plan)).gradebook().replace("\r\n", "\n");
  }

  private Ledger ledger(String plan) {
    Path one = folder.resolve("out-90-first");
    Path two = folder.resolve("out-91-second");
    first.grade(one);
    second.grade(two);
    return Ledger.of(
        PlanReader.parse("course.yaml", plan),
        roster,
        List.of(MarkedFolder.read(one), MarkedFolder.read(two)));
  }

  private static Optional<Instant> at(int hoursLate) {
    return Optional.of(FIRST.plusSeconds(3600L * hoursLate));
  }
}
