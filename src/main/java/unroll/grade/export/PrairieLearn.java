package unroll.grade.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import unroll.grade.CompileProblem;
import unroll.grade.Marks;
import unroll.grade.Report;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as PrairieLearn reads it: the {@code results.json} of an external grader (PrairieLearn
 * documentation, "External grading").
 *
 * <p>What cannot be read, does not compile or met a fault of the grader is not gradable there: it
 * costs the student no attempt. The score is a share, at most 1 however many bonus tests pass.
 */
public final class PrairieLearn {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private PrairieLearn() {}

  /**
   * The text of {@code results.json}.
   *
   * @param result the result
   * @param moment when it will be read; tests that are shown later are added up
   * @return JSON that ends in a line feed
   */
  public static String of(Result result, Visibility moment) {
    Optional<Report> report =
        result.marks().map(Marks::report).filter(each -> result.status() == Status.GRADED);
    List<CompileProblem> problems = report.map(Report::problems).orElse(List.of());
    boolean gradable = report.isPresent() && problems.isEmpty();
    JsonObject json = new JsonObject();
    json.addProperty("gradable", gradable);
    if (gradable) {
      json.addProperty("score", share(report.get()));
      json.addProperty("message", message(result));
      json.add("tests", tests(result, moment));
    } else {
      JsonArray errors = new JsonArray();
      (problems.isEmpty()
              ? List.of(Opening.of(result))
              : problems.stream().map(Opening::problem).toList())
          .forEach(errors::add);
      json.add("format_errors", errors);
    }
    return GSON.toJson(json) + "\n";
  }

  private static double share(Report report) {
    return report.possible() == 0 ? 0 : Math.min(1, (double) report.points() / report.possible());
  }

  private static String message(Result result) {
    String opening = Opening.of(result);
    return Opening.points(result) + (opening.isEmpty() ? "" : "\n" + opening);
  }

  private static JsonArray tests(Result result, Visibility moment) {
    JsonArray tests = new JsonArray();
    for (Entry entry : Entry.of(result, moment)) {
      JsonObject test = new JsonObject();
      test.addProperty("name", entry.name());
      test.addProperty("points", entry.points());
      test.addProperty("max_points", entry.possible());
      test.addProperty("message", entry.message());
      test.addProperty("output", entry.outcome().words());
      tests.add(test);
    }
    return tests;
  }
}
