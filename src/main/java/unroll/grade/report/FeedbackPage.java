package unroll.grade.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.intake.SourceFile;

/**
 * The page that a student gets: points by task, what each test said, and the code with the messages
 * at its lines. One file, without scripts or addresses, readable on a phone.
 *
 * <p>All text is escaped by the template engine: names, messages and code are strangers' text.
 */
public final class FeedbackPage {
  private static final Pattern PLACE = Pattern.compile("([\\w$]+\\.java), line ([0-9]+)");

  private final Visibility moment;
  private final PebbleTemplate template;

  /**
   * Makes a page writer.
   *
   * @param moment when the pages will be read: what is shown later is left out
   */
  public FeedbackPage(Visibility moment) {
    this.moment = moment;
    ClasspathLoader loader = new ClasspathLoader(FeedbackPage.class.getClassLoader());
    this.template =
        new PebbleEngine.Builder()
            .loader(loader)
            .defaultEscapingStrategy("html")
            .autoEscaping(true)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build()
            .getTemplate("unroll/grade/feedback.html");
  }

  /**
   * The page of a result.
   *
   * @param result the result
   * @return HTML
   */
  public String of(Result result) {
    Map<String, Object> model = new HashMap<>();
    Exercise exercise = result.exercise();
    model.put("exercise", exercise.name());
    model.put("title", exercise.title());
    model.put("id", result.handin().id());
    model.put("status", result.status().name());
    model.put("refusal", result.handin().refusal().orElse(""));
    model.put("notices", result.handin().notices());
    model.put("at", result.at().toString().replaceAll("T(..:..).*", " $1 UTC"));
    boolean graded = result.status() == Status.GRADED;
    model.put("stamp", graded && !result.marks().orElseThrow().official());
    List<TestResult> shown = graded ? shown(result.marks().orElseThrow()) : List.of();
    List<CompileProblem> problems =
        graded ? result.marks().orElseThrow().report().problems() : List.of();
    score(model, result, shown);
    model.put("tasks", graded ? tasks(exercise, shown) : List.of());
    model.put("problems", problems.stream().map(this::problem).toList());
    model.put(
        "files", result.handin().files().stream().map(f -> file(f, problems, shown)).toList());
    StringWriter page = new StringWriter();
    try {
      template.evaluate(page, model, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  private List<TestResult> shown(Marks marks) {
    return marks.report().tests().stream()
        .filter(test -> test.testCase().visibility().isShownAt(moment))
        .toList();
  }

  /** The points: all of them once the marks are given back, before that of the tests shown. */
  private void score(Map<String, Object> model, Result result, List<TestResult> shown) {
    boolean graded = result.status() == Status.GRADED;
    boolean whole = moment.compareTo(Visibility.AFTER_PUBLISHED) >= 0;
    List<TestResult> counted =
        graded && whole ? result.marks().orElseThrow().report().tests() : shown;
    int unshown = graded ? result.marks().orElseThrow().report().tests().size() - shown.size() : 0;
    model.put("points", sum(counted));
    model.put("possible", counted.stream().mapToInt(TestResult::possible).sum());
    model.put("unshown", unshown);
    model.put("unshownPoints", sum(counted) - sum(shown));
    model.put("whole", whole);
  }

  private static int sum(List<TestResult> tests) {
    return tests.stream().mapToInt(TestResult::points).sum();
  }

  private static List<Map<String, Object>> tasks(Exercise exercise, List<TestResult> shown) {
    List<Map<String, Object>> tasks = new ArrayList<>();
    exercise
        .tasks()
        .forEach(
            (number, title) -> {
              Report report = new Report(exercise, shown, List.of());
              List<TestResult> tests = report.task(number);
              Map<String, Object> task = new HashMap<>();
              task.put("number", number);
              task.put("title", title);
              task.put("passed", report.passed(number));
              task.put("points", sum(tests));
              task.put("possible", tests.stream().mapToInt(TestResult::possible).sum());
              task.put("tests", tests(tests));
              tasks.add(task);
            });
    return tasks;
  }

  /** The tests of a task; what several say is said once. */
  private static List<Map<String, Object>> tests(List<TestResult> tests) {
    Set<String> said = new HashSet<>();
    return tests.stream()
        // the compiler's errors say it all
        .filter(test -> test.outcome() != Outcome.COMPILE_ERROR)
        .map(
            test ->
                test(
                    test,
                    test.message().isEmpty() || said.add(test.message())
                        ? test.message()
                        : "the same"))
        .toList();
  }

  private static Map<String, Object> test(TestResult test, String message) {
    Map<String, Object> model = new HashMap<>();
    model.put("passed", test.outcome() == Outcome.PASSED);
    model.put("outcome", test.outcome().words());
    model.put("claim", test.claim());
    model.put("points", test.points());
    model.put("weight", test.testCase().weight());
    model.put("bonus", test.testCase().bonus());
    model.put("message", message);
    return model;
  }

  private Map<String, Object> problem(CompileProblem problem) {
    return Map.of("file", problem.file(), "line", problem.line(), "message", problem.message());
  }

  private static Map<String, Object> file(
      SourceFile file, List<CompileProblem> problems, List<TestResult> shown) {
    Map<Long, List<String>> messages = new TreeMap<>();
    for (CompileProblem problem : problems) {
      if (problem.file().equals(file.name())) {
        put(messages, problem.line(), "does not compile: " + problem.message());
      }
    }
    for (TestResult test : shown) {
      Matcher place = PLACE.matcher(test.message());
      while (place.find()) {
        if (place.group(1).equals(file.name()) && place.group(2).length() < 9) {
          put(messages, Long.parseLong(place.group(2)), test.message());
        }
      }
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    file.shown()
        .lines()
        .forEach(
            text -> {
              long number = lines.size() + 1L;
              lines.add(
                  Map.of(
                      "number",
                      number,
                      "text",
                      text,
                      "messages",
                      messages.getOrDefault(number, List.of())));
            });
    Map<String, Object> model = new HashMap<>();
    model.put("name", file.name());
    model.put("origin", file.origin());
    model.put("lines", lines);
    return model;
  }

  private static void put(Map<Long, List<String>> messages, long line, String message) {
    List<String> at = messages.computeIfAbsent(line, number -> new ArrayList<>());
    if (!at.contains(message)) {
      at.add(message);
    }
  }
}
