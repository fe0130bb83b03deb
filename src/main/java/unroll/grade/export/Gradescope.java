package unroll.grade.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.TestResult;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as Gradescope reads it: its {@code results.json} (Gradescope Autograder Documentation,
 * "Autograder Specifications"). Every test is in it with its own visibility, which Gradescope
 * keeps.
 *
 * <p>Of a submission that cannot be read the score is 0, with what to hand in instead: Gradescope
 * has no result without a score. Of a fault of the grader there is no score, so that the file is no
 * valid result, and none must be made of it.
 */
public final class Gradescope {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private Gradescope() {}

  /**
   * The text of {@code results.json}.
   *
   * @param result the result
   * @return JSON that ends in a line feed
   */
  public static String of(Result result) {
    JsonObject json = new JsonObject();
    if (result.status() == Status.GRADED) {
      Marks marks = result.marks().orElseThrow();
      json.addProperty("score", marks.report().points());
      json.addProperty("execution_time", marks.time().toNanos() / 1e9);
    } else if (result.status() == Status.UNREADABLE) {
      json.addProperty("score", 0);
    }
    String opening = Opening.of(result);
    if (!opening.isEmpty()) {
      json.addProperty("output", opening);
      json.addProperty("output_format", "text");
    }
    json.addProperty("visibility", "visible");
    // what the grader prints is the instructor's
    json.addProperty("stdout_visibility", "hidden");
    json.add("extra_data", data(result));
    json.add("tests", tests(result));
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject data(Result result) {
    JsonObject data = new JsonObject();
    data.addProperty("exercise", result.exercise().name());
    data.addProperty("status", result.status().words());
    result
        .marks()
        .ifPresent(
            marks -> {
              data.addProperty("sandbox", marks.sandbox());
              data.addProperty("official", marks.official());
              data.addProperty("submissionHash", marks.submissionHash());
              data.addProperty("exerciseHash", marks.exerciseHash());
            });
    return data;
  }

  private static JsonArray tests(Result result) {
    JsonArray tests = new JsonArray();
    if (result.status() == Status.GRADED) {
      Map<Integer, Integer> counts = new HashMap<>();
      for (TestResult test : result.marks().orElseThrow().report().tests()) {
        tests.add(test(test, counts.merge(test.task(), 1, Integer::sum)));
      }
    }
    return tests;
  }

  private static JsonObject test(TestResult test, int number) {
    JsonObject json = new JsonObject();
    json.addProperty("score", test.points());
    json.addProperty("max_score", test.possible());
    json.addProperty("status", test.outcome() == Outcome.PASSED ? "passed" : "failed");
    json.addProperty("name", test.claim() + (test.testCase().bonus() ? " (bonus)" : ""));
    json.addProperty("name_format", "text");
    json.addProperty("number", test.task() + "." + number);
    json.addProperty("output", output(test));
    json.addProperty("output_format", "text");
    json.addProperty("visibility", test.testCase().visibility().word());
    return json;
  }

  private static String output(TestResult test) {
    String words = test.outcome().words();
    return test.message().isEmpty() ? words : words + ": " + test.message();
  }
}
