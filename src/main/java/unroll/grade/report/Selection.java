package unroll.grade.report;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Hints;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.intake.SourceFile;

/**
 * Chooses what of a result a student may read at a moment of the course. Nothing else does: what it
 * leaves out, no page and no text can tell.
 */
final class Selection {
  private static final Pattern PLACE =
      Pattern.compile("([\\w$]+\\.java), line ([0-9]{1,8})(?!\\d)");
  private static final List<String> TIERS =
      List.of("where to look", "how to think of it", "how to write it");

  private final Result result;
  private final List<PastMark> history;
  private final Visibility moment;
  private final Exercise exercise;
  private final boolean graded;
  private final List<TestResult> all;
  private final List<TestResult> shown;
  private final List<CompileProblem> problems;
  private final Map<String, Map<Long, List<String>>> messages = new TreeMap<>();

  Selection(Result result, List<PastMark> history, Visibility moment) {
    this.result = result;
    this.history = history;
    this.moment = moment;
    this.exercise = result.exercise();
    this.graded = result.status() == Status.GRADED;
    Optional<Report> report = result.marks().filter(marks -> graded).map(marks -> marks.report());
    this.all = report.map(Report::tests).orElse(List.of());
    this.shown =
        all.stream().filter(test -> test.testCase().visibility().isShownAt(moment)).toList();
    this.problems = report.map(Report::problems).orElse(List.of());
    collectMessages();
  }

  Feedback feedback() {
    // the points of hidden tests are told once the marks are given back, their words never
    List<TestResult> counted = marksAreBack() ? all : shown;
    int points = points(counted);
    int possible = possible(counted);
    List<Feedback.Task> tasks = graded ? tasks() : List.of();
    return new Feedback(
        exercise.name(),
        exercise.title(),
        sender(),
        Feedback.minutes(result.at()),
        result.status(),
        graded ? points + " of " + possible + " points" : "Not marked",
        summary(tasks, points >= possible),
        points,
        possible,
        !graded || result.marks().orElseThrow().official(),
        unshown(points),
        result.handin().notices(),
        problems.stream().map(this::problem).toList(),
        tasks,
        history.stream().map(this::past).toList(),
        result.handin().files().stream().map(this::code).toList());
  }

  private String sender() {
    Sender sender = result.sender();
    boolean again = sender.attempt() > 1 || sender.at().isPresent();
    return sender.student()
        + (again ? ", attempt " + sender.attempt() : "")
        + sender.at().map(at -> ", handed in " + Feedback.minutes(at)).orElse("");
  }

  private boolean marksAreBack() {
    return moment.compareTo(Visibility.AFTER_PUBLISHED) >= 0;
  }

  private String summary(List<Feedback.Task> tasks, boolean full) {
    return switch (result.status()) {
      case UNREADABLE ->
          result.handin().refusal().orElseThrow()
              + " This costs you nothing: put it right and hand in again.";
      case FAULT ->
          "The grader failed, not your answer. This costs you nothing; your instructor knows of it"
              + " and will mark it again.";
      case GRADED -> {
        if (!problems.isEmpty()) {
          yield "Your code does not compile yet, so no test could run. Begin with the first error:"
              + " the others often go with it.";
        }
        List<Feedback.Task> open =
            tasks.stream().filter(task -> !task.passed() && !task.untested()).toList();
        if (!open.isEmpty()) {
          long solved = tasks.stream().filter(Feedback.Task::passed).count();
          yield (solved == 0 ? "" : solved + " of " + tasks.size() + " tasks solved. ")
              + "Go on with task "
              + open.get(0).number()
              + ": "
              + open.get(0).title()
              + ".";
        }
        yield full
            ? "Every test that is shown here passes. Well done."
            : "Every test that is shown here passes; the points that are missing come from tests"
                + " that are not shown.";
      }
    };
  }

  private String unshown(int points) {
    int count = all.size() - shown.size();
    if (count == 0) {
      return "";
    }
    return marksAreBack()
        ? count
            + " of the tests are not shown here; "
            + (points - points(shown))
            + " of the points come from them."
        : count + " more tests count that are not shown here yet.";
  }

  private List<Feedback.Task> tasks() {
    Report report = new Report(exercise, shown, List.of());
    Optional<Hints> hints = hints();
    List<Feedback.Task> tasks = new ArrayList<>();
    exercise
        .tasks()
        .forEach(
            (number, title) -> {
              List<TestResult> tests = report.task(number);
              boolean passed = report.passed(number);
              tasks.add(
                  new Feedback.Task(
                      number,
                      title,
                      passed,
                      tests.isEmpty(),
                      points(tests),
                      possible(tests),
                      tests(tests),
                      passed ? List.of() : hints(hints, number)));
            });
    return tasks;
  }

  /** The exercise's hints; a README that lacks them or is out of order keeps nobody's feedback. */
  private Optional<Hints> hints() {
    try {
      return Optional.of(Hints.of(exercise));
    } catch (UncheckedIOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static List<Feedback.Hint> hints(Optional<Hints> hints, int task) {
    List<Feedback.Hint> tiers = new ArrayList<>();
    int count = hints.map(each -> each.tiers(task)).orElse(0);
    for (int tier = 1; tier <= count; tier++) {
      String name = "Hint " + task + "." + tier;
      tiers.add(
          new Feedback.Hint(
              tier <= TIERS.size() ? name + ": " + TIERS.get(tier - 1) : name,
              hints.orElseThrow().hint(task, tier)));
    }
    return tiers;
  }

  /** The tests of a task; what several say is said once. */
  private List<Feedback.Test> tests(List<TestResult> tests) {
    Set<String> said = new HashSet<>();
    List<Feedback.Test> told = new ArrayList<>();
    for (TestResult test : tests) {
      // the compiler's errors say it all
      if (test.outcome() != Outcome.COMPILE_ERROR) {
        boolean news = test.message().isEmpty() || said.add(test.message());
        told.add(
            new Feedback.Test(
                test.claim(),
                test.outcome() == Outcome.PASSED,
                test.outcome().words(),
                test.points(),
                test.testCase().weight(),
                test.testCase().bonus(),
                news ? test.message() : "",
                !news,
                news ? places(test.message()) : List.of()));
      }
    }
    return told;
  }

  private List<Feedback.Place> places(String message) {
    List<Feedback.Place> places = new ArrayList<>();
    Matcher place = PLACE.matcher(message);
    while (place.find()) {
      Feedback.Place found = place(place.group(1), Long.parseLong(place.group(2)));
      if (!found.anchor().isEmpty() && !places.contains(found)) {
        places.add(found);
      }
    }
    return places;
  }

  private Feedback.Problem problem(CompileProblem problem) {
    return new Feedback.Problem(
        place(problem.file(), problem.line()), problem.message(), problem.source());
  }

  private Feedback.Place place(String file, long line) {
    List<SourceFile> files = result.handin().files();
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).name().equals(file)
          && line > 0
          && line <= files.get(i).shown().lines().count()) {
        return new Feedback.Place(file, line, anchor(i, line));
      }
    }
    return new Feedback.Place(file, line, "");
  }

  private static String anchor(int file, long line) {
    return "file-" + (file + 1) + "-line-" + line;
  }

  private Feedback.Past past(PastMark mark) {
    String told =
        mark.possible() == 0
            ? mark.verdict()
            : mark.points() + " of " + mark.possible() + " points, " + mark.verdict();
    return new Feedback.Past(
        mark.attempt(), Feedback.minutes(mark.at()), marksAreBack() ? told : "");
  }

  private void collectMessages() {
    for (CompileProblem problem : problems) {
      put(problem.file(), problem.line(), "does not compile: " + problem.message());
    }
    for (TestResult test : shown) {
      Matcher place = PLACE.matcher(test.message());
      while (place.find()) {
        put(place.group(1), Long.parseLong(place.group(2)), test.message());
      }
    }
  }

  private void put(String file, long line, String message) {
    List<String> at =
        messages
            .computeIfAbsent(file, name -> new TreeMap<>())
            .computeIfAbsent(line, number -> new ArrayList<>());
    if (!at.contains(message)) {
      at.add(message);
    }
  }

  private Feedback.Code code(SourceFile file) {
    int index = result.handin().files().indexOf(file);
    Map<Long, List<String>> here = messages.getOrDefault(file.name(), Map.of());
    List<Feedback.Line> lines = new ArrayList<>();
    file.shown()
        .lines()
        .forEach(
            text -> {
              long number = lines.size() + 1L;
              List<String> said = here.getOrDefault(number, List.of());
              lines.add(
                  new Feedback.Line(
                      number, said.isEmpty() ? "" : anchor(index, number), text, said));
            });
    return new Feedback.Code(file.name(), file.origin(), lines);
  }

  private static int points(List<TestResult> tests) {
    return tests.stream().mapToInt(TestResult::points).sum();
  }

  private static int possible(List<TestResult> tests) {
    return tests.stream().mapToInt(TestResult::possible).sum();
  }
}
