package unroll.grade.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import unroll.grade.CompileProblem;
import unroll.grade.Marks;
import unroll.grade.Report;
import unroll.grade.TestResult;

/**
 * A result as JSON, complete: for the instructor and for programs, not for students.
 *
 * <p>The fields are described in {@code unroll/grade/result.schema.json} on the class path; a test
 * holds the two together.
 */
public final class ResultJson {
  /** The version of the fields; a field that changes its meaning changes it. */
  public static final String SCHEMA = "unroll-result-1";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private ResultJson() {}

  /**
   * The JSON of a result.
   *
   * @param result the result
   * @return indented, ends in a line feed
   */
  public static String of(Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("schema", SCHEMA);
    json.addProperty("id", result.handin().id());
    json.addProperty("student", result.sender().student());
    json.addProperty("attempt", result.sender().attempt());
    json.addProperty("handedIn", result.sender().at().map(Instant::toString).orElse(""));
    json.addProperty("exercise", result.exercise().name());
    json.addProperty("status", result.status().words());
    boolean graded = result.status() == Status.GRADED;
    Optional<Marks> marks = result.marks();
    json.addProperty("official", graded && marks.orElseThrow().official());
    json.addProperty("sandbox", marks.map(Marks::sandbox).orElse(""));
    Optional<Report> scored = marks.filter(each -> graded).map(Marks::report);
    addNumber(json, "points", scored.map(Report::points));
    addNumber(json, "possible", scored.map(Report::possible));
    json.addProperty("verdict", marks.map(each -> each.verdict().words()).orElse(""));
    json.addProperty("note", result.note());
    json.add("notices", array(result.handin().notices(), text -> GSON.toJsonTree(text)));
    json.add("files", array(result.handin().files(), ResultJson::file));
    Optional<Report> report = marks.map(Marks::report);
    json.add(
        "problems",
        report.map(r -> array(r.problems(), ResultJson::problem)).orElse(new JsonArray()));
    json.add(
        "tasks",
        report
            .map(r -> array(result.exercise().tasks().keySet(), task -> task(r, task)))
            .orElse(new JsonArray()));
    json.add("tests", report.map(r -> array(r.tests(), ResultJson::test)).orElse(new JsonArray()));
    json.addProperty("submissionHash", marks.map(Marks::submissionHash).orElse(""));
    json.addProperty("exerciseHash", marks.map(Marks::exerciseHash).orElse(""));
    json.addProperty("key", result.key());
    addNumber(json, "seconds", marks.map(each -> each.time().toNanos() / 1e9));
    json.addProperty("at", result.at().toString());
    return GSON.toJson(json) + "\n";
  }

  private static JsonObject file(unroll.grade.intake.SourceFile file) {
    JsonObject json = new JsonObject();
    json.addProperty("name", file.name());
    json.addProperty("origin", file.origin());
    return json;
  }

  private static JsonObject problem(CompileProblem problem) {
    JsonObject json = new JsonObject();
    json.addProperty("file", problem.file());
    json.addProperty("line", problem.line());
    json.addProperty("column", problem.column());
    json.addProperty("message", problem.message());
    return json;
  }

  private static JsonObject task(Report report, int task) {
    JsonObject json = new JsonObject();
    json.addProperty("task", task);
    json.addProperty("title", report.exercise().tasks().get(task));
    json.addProperty("points", report.task(task).stream().mapToInt(TestResult::points).sum());
    json.addProperty("possible", report.task(task).stream().mapToInt(TestResult::possible).sum());
    json.addProperty("passed", report.passed(task));
    return json;
  }

  private static JsonObject test(TestResult test) {
    JsonObject json = new JsonObject();
    json.addProperty("task", test.task());
    json.addProperty("suite", test.testCase().suite());
    json.addProperty("test", test.test());
    json.addProperty("claim", test.claim());
    json.addProperty("visibility", test.testCase().visibility().word());
    json.add("needs", array(test.testCase().needs().stream().sorted().toList(), GSON::toJsonTree));
    json.addProperty("weight", test.testCase().weight());
    json.addProperty("bonus", test.testCase().bonus());
    json.addProperty("points", test.points());
    json.addProperty("outcome", test.outcome().words());
    json.addProperty("message", test.message());
    json.addProperty("seconds", test.time().toNanos() / 1e9);
    return json;
  }

  private static <T> JsonArray array(
      Collection<T> items, Function<T, com.google.gson.JsonElement> each) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(each.apply(item)));
    return array;
  }

  private static void addNumber(JsonObject json, String name, Optional<? extends Number> number) {
    if (number.isPresent()) {
      json.addProperty(name, number.get());
    } else {
      json.add(name, JsonNull.INSTANCE);
    }
  }
}
