package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.Submission;
import unroll.grade.TestCase;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.roster.Collection;

/** A run over a folder, with a lane that says what a submission's text tells it to. */
class DeskTest {
  private static final Predicate<Difference> REPLACE = difference -> true;

  @TempDir Path handins;
  @TempDir Path folder;

  private final List<String> marked = new ArrayList<>();
  private Exercise exercise;
  private Path out;

  @BeforeEach
  void makeExercise() throws IOException {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "twice");
    tasks.put(2, "sum");
    Path home = Files.createDirectories(folder.resolve("exercises/e90_numbers"));
    Path solution = folder.resolve("solutions/e90_numbers");
    exercise = new Exercise("90-numbers", "Numbers", home, solution, "Numbers", "Mine", tasks);
    out = folder.resolve("out");
    hand("anna.java", "passes");
    hand("bob.java", "fails");
    hand("carl.rar", "");
  }

  @Test
  void everySubmissionGetsAJsonAPageAndARow() throws IOException {
    Summary summary = run();
    assertEquals(List.of("anna.java", "bob.java", "carl.rar"), ids(summary));
    for (String id : ids(summary)) {
      assertTrue(Files.exists(out.resolve("results").resolve(id + ".json")), id);
      assertTrue(Files.exists(out.resolve("feedback").resolve(id + ".html")), id);
    }
    assertEquals(
        """
        id,status,points,possible,task 1,task 2,verdict,official,sandbox,seconds,note,student,attempt,handed in
        anna.java,graded,5,3,2,3,passed,yes,glass,0.250,When this was handed in is known from the \
        date of the file only.,anna.java,1,2026-10-05T11:30:00Z
        bob.java,graded,0,3,0,0,failed,yes,glass,0.250,When this was handed in is known from the \
        date of the file only.,bob.java,1,2026-10-05T11:30:00Z
        carl.rar,unreadable,,,,,unreadable,,,,"carl.rar cannot be read: hand in a .java file, a \
        notebook, a folder or a .zip archive.",carl.rar,1,2026-10-05T11:30:00Z
        """,
        Files.readString(out.resolve("results.csv")).replace("\r\n", "\n"));
  }

  @Test
  void secondRunMarksNothingAgainAndSaysTheSame() throws IOException {
    Summary first = run();
    byte[] csv = Files.readAllBytes(out.resolve("results.csv"));
    marked.clear();
    Summary second = run();
    assertEquals(List.of(), marked);
    assertEquals(3, second.kept());
    assertEquals(first.rows(), second.rows());
    assertEquals(
        new String(csv, StandardCharsets.UTF_8), Files.readString(out.resolve("results.csv")));
  }

  @Test
  void onlyWhatChangedIsMarkedAgain() throws IOException {
    run();
    marked.clear();
    hand("bob.java", "passes");
    hand("dora.java", "passes");
    run();
    assertEquals(List.of("bob.java", "dora.java"), marked.stream().sorted().toList());
  }

  @Test
  void allIsMarkedAgainWhenATestChanged() throws IOException {
    run();
    marked.clear();
    Files.writeString(exercise.folder().resolve("NumbersTest.java"), "another test");
    run();
    assertEquals(List.of("anna.java", "bob.java"), marked.stream().sorted().toList());
  }

  @Test
  void studentsOwnFileInTheCourseIsNoPartOfTheTests() throws IOException {
    run();
    marked.clear();
    Files.writeString(exercise.folder().resolve("Mine.java"), "class Mine {}");
    run();
    assertEquals(List.of(), marked);
  }

  @Test
  void freshMarksAllAgain() {
    run();
    marked.clear();
    desk(true, true).grade(batch(), 1, progress -> {}, REPLACE);
    assertEquals(List.of("anna.java", "bob.java"), marked);
  }

  @Test
  void resultThatWasRemovedIsMadeAgain() throws IOException {
    run();
    marked.clear();
    Files.delete(out.resolve("feedback").resolve("anna.java.html"));
    run();
    assertEquals(List.of("anna.java"), marked);
  }

  @Test
  void halfALineAtTheEndOfTheJournalCostsThatSubmissionOnly() throws IOException {
    run();
    marked.clear();
    Path journal = out.resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    String whole = String.join("\n", lines.subList(0, 1)) + "\n";
    Files.writeString(journal, whole + lines.get(1).substring(0, lines.get(1).length() / 2));
    Summary summary = run();
    assertEquals(1, summary.kept());
    assertEquals(1, marked.size());
    assertEquals(3, run().kept(), "what was appended after half a line is read");
  }

  @Test
  void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
    run();
    Path half = Files.writeString(out.resolve("results").resolve(".writing42.tmp"), "{");
    run();
    assertFalse(Files.exists(half));
  }

  @Test
  void graderFaultIsToldAndTriedAgain() throws IOException {
    hand("anna.java", "faults");
    Summary summary = run();
    assertEquals(List.of("anna.java"), summary.faults());
    assertEquals(Status.FAULT, summary.rows().get(0).status());
    String page = Files.readString(out.resolve("feedback/anna.java.html"));
    assertTrue(page.contains("The grader failed, not your answer."));
    assertFalse(page.contains("secret of the test"), "a fault is the instructor's");
    marked.clear();
    run();
    assertEquals(List.of("anna.java"), marked);
  }

  @Test
  void graderFaultNeverReplacesAScore() throws IOException {
    run();
    String before = Files.readString(out.resolve("results/anna.java.json"));
    Files.writeString(exercise.folder().resolve("NumbersTest.java"), "a test that is broken");
    hand("anna.java", "faults");
    Summary summary = run();
    assertEquals(List.of("anna.java"), summary.faults());
    assertEquals(5, summary.rows().get(0).points());
    assertTrue(summary.rows().get(0).note().startsWith("Grader fault in the last run"));
    assertEquals(before, Files.readString(out.resolve("results/anna.java.json")));
  }

  @Test
  void laneThatThrowsIsAFaultOfThatSubmissionOnly() throws IOException {
    hand("anna.java", "throws");
    Summary summary = run();
    assertEquals(List.of("anna.java"), summary.faults());
    assertEquals(2, summary.rows().size() - summary.faults().size());
    assertTrue(summary.rows().get(0).note().contains("the lane broke"));
  }

  @Test
  void unofficialRunNeverReplacesOfficialResults() {
    run();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> desk(false, false).grade(batch(), 1, progress -> {}, REPLACE))
            .getMessage();
    assertTrue(message.contains("official results"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void resultsOfAnotherExerciseAreNotReplaced() {
    run();
    exercise =
        new Exercise(
            "91-other",
            "Other",
            exercise.folder(),
            exercise.solution(),
            "N",
            "Mine",
            exercise.tasks());
    assertThrows(IllegalArgumentException.class, this::run);
  }

  @Test
  void twoRunsIntoOneFolderAreRefused() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Desk slow =
        Desk.of(
            exercise,
            out,
            submission -> {
              inside.countDown();
              await(leave);
              return mark(submission);
            },
            "glass",
            true,
            Visibility.AFTER_PUBLISHED,
            false);
    Thread thread = new Thread(() -> slow.grade(batch(), 1, progress -> {}, REPLACE));
    thread.start();
    await(inside);
    try {
      assertTrue(
          assertThrows(IllegalArgumentException.class, this::run)
              .getMessage()
              .startsWith("Another run is writing"));
    } finally {
      leave.countDown();
      thread.join(20_000);
    }
  }

  @Test
  void progressCountsUpToAllOfThem() {
    List<Integer> done = new ArrayList<>();
    desk(false, true).grade(batch(), 2, progress -> done.add(progress.done()), REPLACE);
    assertEquals(List.of(1, 2, 3), done);
  }

  @Test
  void unofficialMarksAreStampedInEveryResult() throws IOException {
    desk(true, false).grade(batch(), 1, progress -> {}, REPLACE);
    JsonObject json = json("anna.java");
    assertFalse(json.get("official").getAsBoolean());
    assertTrue(Files.readString(out.resolve("feedback/anna.java.html")).contains("Not official"));
    assertTrue(Files.readString(out.resolve("results.csv")).contains(",no,"));
  }

  @Test
  void jsonHasTheFieldsOfItsSchemaAndNoOthers() throws IOException {
    hand("dora.java", "does not compile");
    run();
    JsonObject schema =
        JsonParser.parseReader(
                new InputStreamReader(
                    Desk.class.getResourceAsStream("/unroll/grade/result.schema.json"),
                    StandardCharsets.UTF_8))
            .getAsJsonObject();
    for (String id : List.of("anna.java", "bob.java", "carl.rar", "dora.java")) {
      assertEquals(List.of(), complaints(schema, json(id), id));
    }
  }

  @Test
  void strangersTextIsEscapedInThePage() throws IOException {
    Path evil = handins.resolve("evil.java");
    Files.writeString(
        evil, "class Mine { /* fails */ String s = \"</td><script>alert(2)</script>\"; }");
    run();
    String page = Files.readString(out.resolve("feedback/evil.java.html"));
    assertFalse(page.contains("<script"), page);
    assertTrue(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"), page);
    assertFalse(page.contains("://"), "a page that asks nobody");
  }

  @Test
  void messageStandsAtItsLine() throws IOException {
    run();
    String page = Files.readString(out.resolve("feedback/bob.java.html"));
    int line = page.indexOf("class=\"hit\"><td class=\"number\">2<");
    assertTrue(line > 0, page);
    assertTrue(page.indexOf("class=\"message\">Mine.java, line 2: expected", line) > line, page);
  }

  @Test
  void pageBeforeTheDueDateLeavesOutWhatIsShownLater() throws IOException {
    Desk.of(exercise, out, this::mark, "glass", true, Visibility.VISIBLE, false)
        .grade(batch(), 1, progress -> {}, REPLACE);
    String page = Files.readString(out.resolve("feedback/anna.java.html"));
    assertTrue(page.contains("2 of 2 points"), page);
    assertTrue(page.contains("2 more tests count that are not shown here yet"), page);
    assertFalse(page.contains("sum is sum"), page);
  }

  @Test
  void publishedPageCountsHiddenTestsWithoutShowingThem() throws IOException {
    run();
    String page = Files.readString(out.resolve("feedback/anna.java.html"));
    assertTrue(page.contains("5 of 3 points"), page);
    assertTrue(page.contains("1 of the tests are not shown here; 2 of the points"), page);
    assertFalse(page.contains("nobody sees"), page);
  }

  @Test
  void fileNamesAreSafeAndDistinct() {
    assertEquals("anna.java", Outbox.fileName("anna.java"));
    assertNotEquals(Outbox.fileName("a:b"), Outbox.fileName("a*b"));
    assertTrue(Outbox.fileName("\u00e9".repeat(250)).getBytes(StandardCharsets.UTF_8).length < 200);
    assertFalse(Outbox.fileName("a/../b").contains("/"));
  }

  private Summary run() {
    return desk(false, true).grade(batch(), 2, progress -> {}, REPLACE);
  }

  private Batch batch() {
    return Batch.of(
        Collection.of(handins, Optional.empty(), Optional.empty()).handins(), Optional.empty());
  }

  private Desk desk(boolean fresh, boolean official) {
    return Desk.of(
        exercise,
        out,
        submission -> {
          Marks marks = mark(submission);
          return new Marks(
              marks.id(),
              marks.report(),
              official ? "glass" : "unsandboxed",
              official,
              marks.submissionHash(),
              marks.exerciseHash(),
              marks.time());
        },
        official ? "glass" : "unsandboxed",
        official,
        Visibility.AFTER_PUBLISHED,
        fresh);
  }

  private Marks mark(Submission submission) {
    synchronized (marked) {
      marked.add(submission.id());
    }
    String text = submission.sources().get("Mine.java");
    if (text.contains("throws")) {
      throw new IllegalStateException("the lane broke");
    }
    Outcome outcome =
        text.contains("passes")
            ? Outcome.PASSED
            : text.contains("faults")
                ? Outcome.GRADER_FAULT
                : text.contains("compile") ? Outcome.COMPILE_ERROR : Outcome.FAILED;
    String message =
        switch (outcome) {
          case PASSED -> "";
          case GRADER_FAULT -> "secret of the test";
          default -> "Mine.java, line 2: expected 1, came 2";
        };
    List<TestResult> tests =
        List.of(
            result(1, "twiceIsTwice", 2, false, Visibility.VISIBLE, outcome, message),
            result(2, "sumIsSum", 1, false, Visibility.AFTER_PUBLISHED, outcome, message),
            result(2, "nobodySees", 2, true, Visibility.HIDDEN, outcome, message));
    List<CompileProblem> problems =
        outcome == Outcome.COMPILE_ERROR
            ? List.of(new CompileProblem("Mine.java", 1, 2, "';' expected", "class"))
            : List.of();
    return new Marks(
        submission.id(),
        new Report(exercise, tests, problems),
        "glass",
        true,
        "0".repeat(64),
        "1".repeat(64),
        Duration.ofMillis(250));
  }

  private static TestResult result(
      int task,
      String test,
      int weight,
      boolean bonus,
      Visibility visibility,
      Outcome outcome,
      String message) {
    return new TestResult(
        new TestCase(task, "NumbersTest", test, weight, bonus, visibility, Set.of()),
        outcome,
        message,
        Duration.ofMillis(3));
  }

  private void hand(String name, String behaviour) throws IOException {
    Path file = handins.resolve(name);
    Files.writeString(file, "package e90_numbers; class Mine {\n // " + behaviour + "\n}\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-10-05T11:30:00.5Z")));
  }

  private JsonObject json(String id) throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("results").resolve(id + ".json")))
        .getAsJsonObject();
  }

  private static List<String> ids(Summary summary) {
    return summary.rows().stream().map(Row::id).toList();
  }

  /** What of a value is not as the schema says: missing, unknown, of another type or word. */
  private static List<String> complaints(JsonObject schema, JsonElement value, String at) {
    List<String> complaints = new ArrayList<>();
    if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(value)) {
      complaints.add(at + " is " + value);
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      complaints.add(at + " is " + value);
    }
    if (schema.has("type") && types(schema).noneMatch(type -> isOf(type, value))) {
      complaints.add(at + " is no " + schema.get("type"));
    }
    if (schema.has("properties")) {
      JsonObject properties = schema.getAsJsonObject("properties");
      for (Map.Entry<String, JsonElement> each : value.getAsJsonObject().entrySet()) {
        complaints.addAll(
            properties.has(each.getKey())
                ? complaints(
                    properties.getAsJsonObject(each.getKey()),
                    each.getValue(),
                    at + "." + each.getKey())
                : List.of(at + " has an unknown " + each.getKey()));
      }
      for (JsonElement required : schema.getAsJsonArray("required")) {
        if (!value.getAsJsonObject().has(required.getAsString())) {
          complaints.add(at + " lacks " + required);
        }
      }
    }
    if (schema.has("items")) {
      JsonArray array = value.getAsJsonArray();
      array.forEach(
          item -> complaints.addAll(complaints(schema.getAsJsonObject("items"), item, at + "[]")));
    }
    return complaints;
  }

  private static Stream<String> types(JsonObject schema) {
    JsonElement type = schema.get("type");
    return type.isJsonArray()
        ? type.getAsJsonArray().asList().stream().map(JsonElement::getAsString)
        : Stream.of(type.getAsString());
  }

  private static boolean isOf(String type, JsonElement value) {
    return switch (type) {
      case "object" -> value.isJsonObject();
      case "array" -> value.isJsonArray();
      case "null" -> value.isJsonNull();
      case "string" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
      case "boolean" -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
      case "integer" ->
          value.isJsonPrimitive()
              && value.getAsJsonPrimitive().isNumber()
              && value.getAsDouble() == Math.rint(value.getAsDouble());
      default -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
