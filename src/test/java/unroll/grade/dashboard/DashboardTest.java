package unroll.grade.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.Submission;
import unroll.grade.TestCase;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.desk.Batch;
import unroll.grade.desk.Desk;
import unroll.grade.desk.MarkedFolder;
import unroll.grade.roster.Collected;

/**
 * A class of twelve, marked by a lane that reads off the answers which tests pass: a is worth 1
 * point, b is worth 3.
 */
class DashboardTest {
  @TempDir Path folder;
  private final List<Collected> collected = new ArrayList<>();
  private Exercise exercise;
  private Path out;

  @BeforeEach
  void makeClass() throws IOException {
    Path home = Files.createDirectories(folder.resolve("exercises/e90_numbers"));
    exercise =
        new Exercise(
            "90-numbers",
            "Numbers",
            home,
            folder.resolve("solutions/e90_numbers"),
            "Numbers",
            "Mine",
            new TreeMap<>(Map.of(1, "first", 2, "second")));
    out = folder.resolve("out");
    Files.createDirectories(folder.resolve("handins"));
  }

  @Test
  void figuresAreThoseWorkedOutByHand() throws IOException {
    // points: 4 x 4, 2 x 3 (b only), 3 x 1 (a only), 2 x 0, 1 that does not compile: 0
    hand("pass-ab", 4);
    hand("pass-b", 2);
    hand("pass-a", 3);
    hand("none", 2);
    hand("broken", 1);
    Dashboard dashboard = graded();
    assertEquals(12, dashboard.students());
    assertEquals(4, dashboard.possible());
    assertEquals(List.of(0, 0, 0, 1, 1, 1, 3, 3, 4, 4, 4, 4), dashboard.scores());
    Dashboard.Item a = dashboard.items().get(0);
    Dashboard.Item b = dashboard.items().get(1);
    assertEquals(7 / 12.0, a.difficulty());
    assertEquals(6 / 12.0, b.difficulty());
    // with two tests the rest of one is 3 or 1 times the other, so both are the phi coefficient of
    // the table 4 2 / 3 3: (4 * 3 - 2 * 3) / sqrt(6 * 6 * 7 * 5)
    double phi = 6 / Math.sqrt(6 * 6 * 7 * 5);
    assertEquals(phi, a.discrimination().orElseThrow(), 1e-12);
    assertEquals(phi, b.discrimination().orElseThrow(), 1e-12);
    assertEquals(11, a.ran(), "what does not compile does not run");
    assertEquals(0.007, a.median(), 1e-12);
  }

  @Test
  void failuresThatDifferByNumbersAreOne() throws IOException {
    hand("none", 3);
    hand("broken", 2);
    List<Dashboard.FailureGroup> failures = graded().failures();
    assertEquals(
        List.of(
            "first is right: expected #, came # ... [3]",
            "second is right: expected #, came # ... [3]",
            "does not compile: ';' expected [2]"),
        failures.stream()
            .map(each -> each.claim() + ": " + each.message() + " [" + each.count() + "]")
            .toList());
    assertEquals(List.of("none0", "none1", "none2"), failures.get(0).examples());
  }

  @Test
  void studentCountsOnceWithTheLastHandinThatCouldBeMarked() throws IOException {
    hand("anna", 1, "none", ".java");
    hand("anna", 2, "pass-ab", ".java");
    hand("anna", 3, "x", ".rar");
    Dashboard dashboard = graded();
    assertEquals(1, dashboard.students());
    assertEquals(3, dashboard.handins());
    assertEquals(List.of(4), dashboard.scores());
    assertEquals(
        List.of("unreadable"),
        dashboard.unmarked().stream().map(Dashboard.Unmarked::status).toList());
  }

  @Test
  void pairsThatLieBesideTheResultsAreShown() throws IOException {
    hand("pass-ab", 2);
    graded();
    Files.writeString(
        out.resolve("similarity.csv"),
        "first,second,average,maximum\r\nx,\"y, z\",0.9250,1.0000\r\n");
    Dashboard dashboard = Tally.of(MarkedFolder.read(out));
    assertEquals(List.of(new Dashboard.Pair("x", "y, z", 0.925)), dashboard.pairs());
    assertTrue(
        new DashboardPage().of(dashboard).contains("<td>y, z</td><td class=\"count\">92.5 %"));
  }

  @Test
  void pageTellsItsFigureInWordsAndRunsNothing() throws IOException {
    hand("pass-ab", 10);
    hand("none", 2);
    String page = new DashboardPage().of(graded());
    assertTrue(page.contains("2 students have under 10 %; 10 students have full marks."), page);
    for (String part :
        List.of(
            "<html lang=\"en\">",
            "<main>",
            "role=\"img\"",
            "<desc",
            "default-src 'none'",
            "prefers-color-scheme: dark",
            "<th scope=\"row\"")) {
      assertTrue(page.contains(part), part);
    }
    for (String absent : List.of("<script", "://", "{{", "NaN")) {
      assertFalse(page.contains(absent), absent);
    }
  }

  @Test
  void namesAndMessagesAreEscaped() throws IOException {
    hand("<img src=x>", 1, "none <script>alert(1)</script>", ".java");
    hand("<i>gone</i>", 1, "x", ".rar");
    String page = new DashboardPage().of(graded());
    assertTrue(page.contains("&lt;img src"), page);
    assertTrue(page.contains("&lt;i&gt;gone"), page);
    assertFalse(page.contains("<img") || page.contains("<i>") || page.contains("<script"), page);
  }

  @Test
  void classThatNobodyHandedInReadablyHasAPage() throws IOException {
    hand("anna", 1, "x", ".rar");
    String page = new DashboardPage().of(graded());
    assertTrue(page.contains("unreadable"), page);
    assertFalse(page.contains("<svg"), page);
  }

  @Test
  void binsAreTenthsAndFullMarksHaveTheirOwn() {
    Dashboard dashboard =
        new Dashboard(
            "x",
            6,
            6,
            20,
            true,
            List.of(0, 1, 2, 19, 20, 25),
            List.of(),
            List.of(),
            0,
            List.of(),
            List.of());
    int[] bins = DashboardPage.bins(dashboard);
    assertEquals(
        List.of(2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2), java.util.Arrays.stream(bins).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'expected 0.25, came -1.5e-3', 'expected #, came #'",
    "'row 3: 1.0 2.0 3.0', 'row #: # ...'",
    "'Mine.java, line 46 (loss): Index 1 out of bounds for length 1',"
        + " 'Mine.java, line # (loss): Index # out of bounds for length #'",
    "'x2 and H1 stay, came Infinity', 'x2 and H1 stay, came Infinity'"
  })
  void messagesAreTheSameWithoutTheirNumbers(String message, String same) {
    assertEquals(same, FailureText.of(message));
  }

  private void hand(String behaviour, int students) throws IOException {
    for (int i = 0; i < students; i++) {
      hand(behaviour + i, 1, behaviour, ".java");
    }
  }

  private void hand(String student, int attempt, String behaviour, String ending)
      throws IOException {
    Path entry = folder.resolve("handins").resolve(collected.size() + ending);
    Files.writeString(entry, "package e90_numbers; class Mine { /* " + behaviour + " */ }");
    collected.add(new Collected(student, attempt, entry, Optional.empty(), List.of()));
  }

  private Dashboard graded() {
    Desk.of(exercise, out, this::mark, "glass", true, Visibility.AFTER_PUBLISHED, false)
        .grade(Batch.of(collected, Optional.empty()), 1, progress -> {}, difference -> true);
    return Tally.of(MarkedFolder.read(out));
  }

  private Marks mark(Submission submission) {
    String text = submission.sources().get("Mine.java");
    boolean broken = text.contains("broken");
    boolean a = text.contains("pass-a");
    boolean b = text.contains("pass-ab") || text.contains("pass-b");
    String why =
        text.contains("<script>") ? "came <script>" : "expected 1, came 2 " + text.length();
    return new Marks(
        submission.id(),
        new Report(
            exercise,
            List.of(
                result(1, "firstIsRight", 1, broken, a, why),
                result(2, "secondIsRight", 3, broken, b, why)),
            broken
                ? List.of(new CompileProblem("Mine.java", 1, 1, "';' expected", ""))
                : List.of()),
        "glass",
        true,
        "0".repeat(64),
        "1".repeat(64),
        Duration.ofMillis(20));
  }

  private static TestResult result(
      int task, String test, int weight, boolean broken, boolean passed, String why) {
    return new TestResult(
        new TestCase(task, "NumbersTest", test, weight, false, Visibility.VISIBLE, Set.of()),
        broken ? Outcome.COMPILE_ERROR : passed ? Outcome.PASSED : Outcome.FAILED,
        passed ? "" : why,
        Duration.ofMillis(7));
  }
}
