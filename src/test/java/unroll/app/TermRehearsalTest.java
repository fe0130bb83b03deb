package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.InProcessMarks;
import unroll.grade.Marks;
import unroll.grade.Visibility;
import unroll.grade.desk.Batch;
import unroll.grade.desk.Desk;
import unroll.grade.desk.Summary;
import unroll.grade.roster.Collection;

/**
 * A whole term with the commands of an instructor's desk: hand-ins, a run that is killed, the
 * gradebook, tests that are mended, marks by hand; every total against a table that was worked out
 * by hand.
 */
@Tag("solutions")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TermRehearsalTest {
  private static final String SUMS = "91-sums";
  private static final String WORDS = "92-words";

  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RehearsedTerm term;

  @BeforeEach
  void makeCourse() throws IOException {
    term = RehearsedTerm.in(home);
    System.setProperty(CourseHome.PROPERTY, home.toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void everyTotalOfATermIsTheOneWorkedOutByHand() throws Exception {
    long before = killedInTheMiddle();
    assertEquals(before, markHere(SUMS).kept(), "what was marked before the kill is kept");
    markHere(WORDS);
    assertEquals(60, rows(SUMS) + rows(WORDS));
    assertEquals(RehearsedTerm.resource("totals-first.csv"), gradebook());

    String json = Files.readString(term.marks(SUMS).resolve("results/bob.json"));
    term.mendTests();
    assertEquals(32, markHere(SUMS).waiting());
    assertEquals(4, run(term.grade(SUMS)), err::toString);
    assertEquals(
        List.of(
            "ada, attempt 2: 4 of 5 -> 5 of 5; nothingToAdd: failed (0) -> passed (1)",
            "bob: 5 of 5 -> 3 of 5; largestOfNegatives: passed (2) -> failed (0)",
            "eli, attempt 2: 4 of 5 -> 5 of 5; nothingToAdd: failed (0) -> passed (1)",
            "ivo: 5 of 5 -> 3 of 5; largestOfNegatives: passed (2) -> failed (0)",
            "ivo, attempt 2: 5 of 5 -> 3 of 5; largestOfNegatives: passed (2) -> failed (0)",
            "ivo, attempt 3: 5 of 5 -> 3 of 5; largestOfNegatives: passed (2) -> failed (0)",
            "jun: 4 of 5 -> 5 of 5; nothingToAdd: failed (0) -> passed (1)",
            "25 marked again without a change"),
        said()
            .lines()
            .dropWhile(line -> !line.startsWith("7 scores"))
            .skip(1)
            .limit(8)
            .map(String::strip)
            .toList());
    assertEquals(RehearsedTerm.resource("totals-first.csv"), gradebook(), "nothing is replaced");

    assertEquals(0, run(term.grade(SUMS, "--replace")), err::toString);
    assertTrue(said().contains("0 marked"), "what waited is taken as it is");
    assertEquals(json, Files.readString(kept("bob")));
    term.giveMarks();
    assertEquals(RehearsedTerm.resource("totals-regraded.csv"), gradebook());
    assertTrue(
        Files.readString(home.resolve("gradebook/marks.csv"))
            .contains(
                "hana,91-sums,Sums,17,20,,,,0,0,no,,given by hand: shown on her own machine"));
  }

  /**
   * Starts the command as a process of its own and kills it when some are marked.
   *
   * @return how many the journal holds
   */
  private long killedInTheMiddle() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-D" + CourseHome.PROPERTY + "=" + home,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(term.grade(SUMS, "--jobs", "2"));
    Path log = home.resolve("killed.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      while (process.isAlive() && lines() < 12) {
        Thread.sleep(2);
      }
      assertTrue(process.isAlive(), () -> "it ended before it was killed: " + read(log));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    long whole = 0;
    for (String line : Files.readAllLines(journal())) {
      if (line.endsWith("}")) {
        String id =
            JsonParser.parseString(line)
                .getAsJsonObject()
                .getAsJsonObject("row")
                .get("id")
                .getAsString();
        assertTrue(Files.exists(term.marks(SUMS).resolve("results/" + id + ".json")), id);
        assertTrue(Files.exists(term.marks(SUMS).resolve("feedback/" + id + ".html")), id);
        whole++;
      }
    }
    assertFalse(Files.exists(term.marks(SUMS).resolve("results.csv")), "no table of a half run");
    return whole;
  }

  /**
   * Marks in this process what {@code unroll grade --sandbox none} marks in others: the same under
   * the same conditions, and quicker.
   */
  private Summary markHere(String name) throws IOException {
    Exercise exercise = Exercise.named(home, name);
    InProcessMarks lane = new InProcessMarks(exercise, Files.createTempDirectory(home, "here"));
    try (Collection collection = term.collection(name)) {
      return Desk.of(
              exercise,
              term.marks(name),
              submission -> unhashed(lane.mark(submission)),
              "unsandboxed",
              false,
              Visibility.AFTER_PUBLISHED,
              false)
          .grade(
              Batch.of(collection.handins(), Optional.empty()),
              1,
              progress -> {},
              difference -> false);
    }
  }

  private static Marks unhashed(Marks marks) {
    return new Marks(
        marks.id(), marks.report(), marks.sandbox(), marks.official(), "", "", marks.time());
  }

  private Path journal() {
    return term.marks(SUMS).resolve("journal.jsonl");
  }

  private long lines() throws IOException {
    return Files.exists(journal())
        ? Files.readString(journal()).chars().filter(c -> c == '\n').count()
        : 0;
  }

  private int rows(String exercise) throws IOException {
    return Files.readAllLines(term.marks(exercise).resolve("results.csv")).size() - 1;
  }

  /** The JSON that was replaced. */
  private Path kept(String id) throws IOException {
    try (Stream<Path> files = Files.list(term.marks(SUMS).resolve("history").resolve(id))) {
      return files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }

  private String gradebook() throws IOException {
    int status =
        run(
            List.of(
                "marks",
                "--plan",
                home.resolve("course.yaml").toString(),
                "--roster",
                home.resolve("roster.csv").toString(),
                "--out",
                home.resolve("gradebook").toString(),
                term.marks(SUMS).toString(),
                term.marks(WORDS).toString()));
    assertEquals(0, status, err::toString);
    said();
    return Files.readString(home.resolve("gradebook/gradebook.csv")).replace("\r\n", "\n");
  }

  private String said() {
    String said = out.toString();
    out.getBuffer().setLength(0);
    return said;
  }

  private int run(List<String> arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
