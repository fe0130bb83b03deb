package unroll.grade.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import unroll.grade.Report;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as Autolab reads it: text for the student, and in its last line the "autoresult", a
 * score for each problem (Autolab documentation, "Guide for Lab Authors" and "Formatted Feedback").
 * Each task is a problem of that name: {@code Task 1}.
 *
 * <p>Where the grader failed there is no autoresult: Autolab then shows the text with an error,
 * instead of a score that somebody would believe.
 */
public final class Autolab {
  private Autolab() {}

  /**
   * The name that a task's problem must have in Autolab.
   *
   * @param task the task's number
   * @return for example {@code Task 1}
   */
  public static String problem(int task) {
    return "Task " + task;
  }

  /**
   * What the autograder prints.
   *
   * @param result the result
   * @param moment when it will be read; tests that are shown later are added up
   * @return lines; the last is the autoresult unless the grader failed
   */
  public static String of(Result result, Visibility moment) {
    StringBuilder text = new StringBuilder();
    List<Entry> entries = Entry.of(result, moment);
    if (result.status() == Status.GRADED) {
      text.append(result.exercise().name())
          .append(": ")
          .append(Opening.points(result))
          .append('\n');
    }
    append(text, Opening.of(result), "");
    for (Entry entry : entries) {
      text.append(
          String.format(
              "%s (%d of %d): %s%n",
              entry.name(), entry.points(), entry.possible(), entry.outcome().words()));
      append(text, entry.message(), "    ");
    }
    if (!entries.isEmpty()) {
      text.append(presentation(entries)).append('\n');
    }
    if (result.status() != Status.FAULT) {
      text.append(autoresult(result)).append('\n');
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static void append(StringBuilder text, String message, String indent) {
    message.lines().forEach(line -> text.append(indent).append(line).append('\n'));
  }

  /** The table that Autolab draws of the line before the autoresult. */
  private static JsonObject presentation(List<Entry> entries) {
    JsonObject tests = new JsonObject();
    for (Entry entry : entries) {
      JsonObject test = new JsonObject();
      test.addProperty("passed", entry.passed());
      if (!entry.passed()) {
        test.addProperty("hint", entry.message());
      }
      tests.add(entry.name(), test);
    }
    JsonArray stages = new JsonArray();
    stages.add("Tests");
    JsonObject json = new JsonObject();
    json.addProperty("_presentation", "semantic");
    json.add("stages", stages);
    json.add("Tests", tests);
    return json;
  }

  private static JsonObject autoresult(Result result) {
    JsonObject scores = new JsonObject();
    int sum = 0;
    for (int task : result.exercise().tasks().keySet()) {
      int points = result.status() == Status.GRADED ? points(result, task) : 0;
      scores.addProperty(problem(task), points);
      sum += points;
    }
    JsonArray scoreboard = new JsonArray();
    scoreboard.add(sum);
    JsonObject json = new JsonObject();
    json.add("scores", scores);
    json.add("scoreboard", scoreboard);
    return json;
  }

  private static int points(Result result, int task) {
    Report report = result.marks().orElseThrow().report();
    return report.task(task).stream().mapToInt(TestResult::points).sum();
  }
}
