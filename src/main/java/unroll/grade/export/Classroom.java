package unroll.grade.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import unroll.grade.Marks;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as GitHub Classroom's reporter reads it from a grading step (the action {@code
 * autograding-grading-reporter}, which adds up {@code tests[].score} where there is a {@code
 * max_score}, and fails the run on the status {@code fail} or {@code error}).
 *
 * <p>Where the grader failed, the status is {@code error} and there is no {@code max_score}, so
 * that the reporter tells no points.
 */
public final class Classroom {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Classroom() {}

  /**
   * The JSON of a grading step.
   *
   * @param result the result
   * @param moment when it will be read; tests that are shown later are added up
   * @return JSON that ends in a line feed
   */
  public static String of(Result result, Visibility moment) {
    List<Entry> entries = Entry.of(result, moment);
    JsonObject json = new JsonObject();
    json.addProperty("version", 1);
    JsonArray tests = new JsonArray();
    if (result.status() == Status.GRADED) {
      Marks marks = result.marks().orElseThrow();
      json.addProperty("status", marks.report().passed() ? "pass" : "fail");
      json.addProperty("max_score", marks.report().possible());
      entries.forEach(entry -> tests.add(test(entry)));
    } else {
      boolean fault = result.status() == Status.FAULT;
      json.addProperty("status", fault ? "error" : "fail");
      tests.add(whole(fault ? "the grader works" : "hand-in can be read", fault, result));
    }
    json.add("tests", tests);
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject test(Entry entry) {
    JsonObject test = new JsonObject();
    test.addProperty("name", entry.name());
    test.addProperty("status", entry.passed() ? "pass" : "fail");
    test.addProperty("score", entry.points());
    test.addProperty(
        "message", entry.passed() ? "" : entry.outcome().words() + ": " + entry.message());
    test.addProperty(
        "execution_time", String.format(Locale.ROOT, "%.3fs", entry.time().toNanos() / 1e9));
    return test;
  }

  private static JsonObject whole(String name, boolean fault, Result result) {
    JsonObject test = new JsonObject();
    test.addProperty("name", name);
    test.addProperty("status", fault ? "error" : "fail");
    test.addProperty("score", 0);
    test.addProperty("message", Opening.of(result));
    return test;
  }
}
