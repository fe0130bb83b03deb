package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import unroll.grade.desk.Shard;
import unroll.grade.roster.Collected;

/** {@code unroll marks} and {@code unroll merge} from their arguments to their files. */
class MarksCommandTest {
  private static final String PLAN =
      """
      course: Rehearsed
      zone: UTC
      assignments:
        - {exercise: 90-lab, points: 30, due: 2026-10-05 12:00}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Exercise exercise;

  @BeforeEach
  void grade() throws IOException {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "first");
    Path home = Files.createDirectories(folder.resolve("e90_lab"));
    exercise = new Exercise("90-lab", "Lab", home, home, "Lab", "Mine", tasks);
    grade("marks", Optional.empty(), "ada", "bob");
    Files.writeString(folder.resolve("course.yaml"), PLAN);
    Files.writeString(folder.resolve("roster.csv"), "id,name\nada,Ada\nbob,Bob\nzoe,Zoe\n");
  }

  @Test
  void gradebookAndReasonsAreWritten() throws IOException {
    assertEquals(0, marks("course.yaml", "roster.csv", "gradebook", "marks"), err::toString);
    assertEquals(
        """
        student,name,90-lab,total,possible,late days left
        ada,Ada,30,30,30,0
        bob,Bob,30,30,30,0
        zoe,Zoe,0,0,30,0
        """,
        Files.readString(folder.resolve("gradebook/gradebook.csv")).replace("\r\n", "\n"));
    assertEquals(4, Files.readAllLines(folder.resolve("gradebook/marks.csv")).size());
    assertTrue(out.toString().contains("2 hand-ins have no time"), out::toString);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          a plan that is missing,      none.yaml,   roster.csv,  marks,  no such file
          a plan with a wrong date,    date.yaml,   roster.csv,  marks,  'date.yaml, line 4'
          a plan of another exercise,  other.yaml,  roster.csv,  marks,  does not assign
          a plan that is no YAML,      torn.yaml,   roster.csv,  marks,  'torn.yaml, line'
          a plan with a stranger,      adda.yaml,   roster.csv,  marks,  not in the roster
          a roster that is missing,    course.yaml, none.csv,    marks,  none.csv
          a roster of nobody knows,    course.yaml, odd.csv,     marks,  odd.csv
          a folder that is missing,    course.yaml, roster.csv,  none,   none
          a folder without results,    course.yaml, roster.csv,  empty,  holds no results
          """)
  void badInputEndsWithTwoOneLineAndNoFile(
      String what, String plan, String roster, String marked, String said) throws IOException {
    Files.writeString(folder.resolve("date.yaml"), PLAN.replace("12:00", "noon"));
    Files.writeString(folder.resolve("other.yaml"), PLAN.replace("90-lab", "91-other"));
    Files.writeString(folder.resolve("torn.yaml"), PLAN + "extensions: {ada: [");
    Files.writeString(folder.resolve("adda.yaml"), PLAN + "extensions: {adda: {90-lab: 1d}}\n");
    Files.writeString(folder.resolve("odd.csv"), "height,weight\n1,2\n");
    Files.createDirectory(folder.resolve("empty"));
    assertBad(marks(plan, roster, "gradebook", marked), said);
    assertFalse(Files.exists(folder.resolve("gradebook")), what);
  }

  @Test
  void gradebookThatIsThereSurvivesBadInput() throws IOException {
    marks("course.yaml", "roster.csv", "gradebook", "marks");
    String before = Files.readString(folder.resolve("gradebook/gradebook.csv"));
    assertBad(marks("course.yaml", "none.csv", "gradebook", "marks"), "none.csv");
    assertEquals(before, Files.readString(folder.resolve("gradebook/gradebook.csv")));
  }

  @Test
  void outThatIsAFileEndsWithTwo() {
    assertBad(marks("course.yaml", "roster.csv", "course.yaml", "marks"), "is a file");
  }

  @Test
  void partsAreMerged() throws IOException {
    grade("part1", Optional.of(new Shard(1, 2)), "ada", "bob");
    grade("part2", Optional.of(new Shard(2, 2)), "ada", "bob");
    assertEquals(
        0, run("merge", path("part1"), path("part2"), "--out", path("whole")), err::toString);
    assertEquals(
        Files.readString(folder.resolve("marks/results.csv")),
        Files.readString(folder.resolve("whole/results.csv")));
    assertBad(run("merge", path("part1"), "--out", path("half")), "shard 2/2 is missing");
    assertFalse(Files.exists(folder.resolve("half")));
  }

  @Test
  void badArgumentsOfMergeEndWithTwo() throws IOException {
    assertBad(run("merge", "--out", path("whole")), "Missing required parameter");
    assertBad(run("merge", path("none"), "--out", path("whole")), "not a folder");
    Files.writeString(folder.resolve("file"), "");
    assertBad(run("merge", path("marks"), "--out", path("file")), "is a file");
  }

  private void assertBad(int status, String said) {
    assertEquals(2, status, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(said), err::toString);
    err.getBuffer().setLength(0);
  }

  private int marks(String plan, String roster, String to, String marked) {
    return run(
        "marks", "--plan", path(plan), "--roster", path(roster), "--out", path(to), path(marked));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void grade(String to, Optional<Shard> shard, String... students) throws IOException {
    List<Collected> handins = new ArrayList<>();
    for (String student : students) {
      Path entry = folder.resolve(student + ".java");
      Files.writeString(entry, "package e90_lab; class Mine {}");
      handins.add(new Collected(student, 1, entry, Optional.empty(), List.of()));
    }
    Desk.of(
            exercise,
            folder.resolve(to),
            this::mark,
            "glass",
            true,
            Visibility.AFTER_PUBLISHED,
            false)
        .grade(Batch.of(handins, shard), 1, progress -> {}, difference -> false);
  }

  private Marks mark(Submission submission) {
    TestCase test = new TestCase(1, "LabTest", "a", 1, false, Visibility.VISIBLE, Set.of());
    TestResult result = new TestResult(test, Outcome.PASSED, "", Duration.ZERO);
    Report report = new Report(exercise, List.of(result), List.of());
    return new Marks(submission.id(), report, "glass", true, "0", "1", Duration.ZERO);
  }
}
