package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.data.CourseHome;

/** The command {@code status}, in a small course of its own. */
class StatusCommandTest {
  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeCourse() throws IOException {
    Files.createDirectories(home.resolve("datasets"));
    Files.createDirectories(home.resolve("notebooks"));
    for (String lesson : List.of("00-start", "01-first", "02-second")) {
      Files.writeString(home.resolve("notebooks").resolve(lesson + ".ipynb"), "{}");
    }
    exercise("e01_one", "<b>bold</b>");
    exercise("e02_two", "more");
    exercise("e99_own", "of one's own");
    System.setProperty(CourseHome.PROPERTY, home.toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void whoHasDoneNothingBeginsAtTheFirstLesson() {
    assertTrue(status().endsWith("open 00-start\n"), status());
  }

  @Test
  void whatIsBegunIsNextAndNamesItsTask() throws IOException {
    progress("2026-11-23T12:00:00Z\t02-two\t1\t3/6");
    assertTrue(status().contains("Next: 02-second, task 2: more"), status());
  }

  @Test
  void afterASolvedExerciseTheLessonBehindItIsNext() throws IOException {
    progress("2026-11-23T12:00:00Z\t01-one\t1,2\t6/6");
    assertTrue(status().endsWith("open 02-second\n"), status());
  }

  @Test
  void aLessonBeforeTheLatestComesWhenNothingIsLeftBehindIt() throws IOException {
    progress("2026-11-23T12:00:00Z\t99-own\t1,2\t6/6\n2026-11-23T12:00:00Z\t02-two\t1,2\t6/6");
    assertTrue(status().endsWith("open 01-first\n"), status());
  }

  @Test
  void whoHasSolvedAllIsTold() throws IOException {
    progress(
        """
        2026-11-23T12:00:00Z\t01-one\t1,2\t6/6
        2026-11-23T12:00:00Z\t02-two\t1,2\t6/6
        2026-11-23T12:00:00Z\t99-own\t1,2\t6/6
        """);
    assertTrue(status().endsWith("All of it is solved.\n"), status());
  }

  @Test
  void whatWasSolvedAndFailsNowIsToldWithItsCheck() throws IOException {
    progress("2026-11-23T12:00:00Z\t01-one\t1,2\t6/6\n2026-11-23T12:00:00Z\t01-one\t1\t3/6");
    assertTrue(status().contains("solved, but not any more  unroll check 01-one"), status());
  }

  @Test
  void anExerciseWithoutALessonHasARow() {
    assertTrue(status().contains("99-own"), status());
  }

  @Test
  void damagedLinesAreToldAndTheRestIsShown() throws IOException {
    progress("garbage\n2026-11-23T12:00:00Z\t01-one\t1\t3/6");
    String shown = status();
    assertEquals(
        List.of(true, true),
        List.of(shown.contains("1 of 6 tasks"), err.toString().contains("passed over a line")),
        shown + err);
  }

  @Test
  void aTaskThatTheExerciseNoLongerHasDoesNotCount() throws IOException {
    progress("2026-11-23T12:00:00Z\t01-one\t1,7\t6/6");
    assertTrue(status().contains("1 of 6 tasks"), status());
  }

  @Test
  void thePageIsOneFileThatAsksForNothing() throws IOException {
    String page = page();
    assertFalse(
        page.contains("<script") || page.contains("http://") || page.contains("src="), page);
  }

  @Test
  void textOfAnExerciseIsEscapedInThePage() throws IOException {
    progress("2026-11-23T12:00:00Z\t01-one\t2\t3/6");
    assertTrue(page().contains("task 1: &lt;b&gt;bold&lt;/b&gt;"), page());
  }

  @Test
  void aFolderIsNoFileForThePage() {
    assertEquals(Failure.BAD_INPUT, execute("--page", home.toString()));
  }

  private String page() throws IOException {
    Path file = home.resolve("progress.html");
    assertEquals(0, execute("--page", file.toString()), err::toString);
    return Files.readString(file);
  }

  private String status() {
    out.getBuffer().setLength(0);
    assertEquals(0, execute(), err::toString);
    return out.toString();
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("status"), java.util.stream.Stream.of(arguments))
                .toArray(String[]::new));
  }

  private void progress(String lines) throws IOException {
    Files.writeString(home.resolve("exercises/progress.tsv"), lines);
  }

  private void exercise(String folder, String task) throws IOException {
    Path made = Files.createDirectories(home.resolve("exercises").resolve(folder));
    Files.writeString(
        made.resolve("exercise.properties"),
        "title = x\ncontract = C\nsubject = S\ntask.1 = " + task + "\ntask.2 = more\n");
  }
}
