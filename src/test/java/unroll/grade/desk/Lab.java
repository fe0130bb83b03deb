package unroll.grade.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Report;
import unroll.grade.Submission;
import unroll.grade.TestCase;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.roster.Collected;

/**
 * A made-up exercise of two tasks and a lane that marks by reading: a submission passes the tests
 * whose letters stand in {@code passes(...)}, and test b is worth what the exercise's own file
 * says.
 */
final class Lab {
  private static final Pattern PASSES = Pattern.compile("passes\\((\\w*)\\)");

  final Path handins;
  final Exercise exercise;
  final List<String> marked = new ArrayList<>();
  private final List<Collected> collected = new ArrayList<>();
  private final Path weight;

  private Lab(Path handins, Exercise exercise, Path weight) {
    this.handins = handins;
    this.exercise = exercise;
    this.weight = weight;
  }

  static Lab in(Path folder, String name) throws IOException {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "first");
    tasks.put(2, "second");
    String packaged = "e" + name.replace('-', '_');
    Path home = Files.createDirectories(folder.resolve("exercises").resolve(packaged));
    Path solution = Files.createDirectories(folder.resolve("solutions").resolve(packaged));
    Path handins = Files.createDirectories(folder.resolve("handins").resolve(name));
    Lab lab =
        new Lab(
            handins,
            new Exercise(name, name, home, solution, "Contract", "Mine", tasks),
            solution.resolve("weight.txt"));
    lab.weigh(2);
    return lab;
  }

  /** Changes the hidden tests: b is worth so many points. */
  void weigh(int points) throws IOException {
    Files.writeString(weight, Integer.toString(points));
  }

  /** Hands in: the letters of the tests that pass, {@code fault} or {@code !} for no Java. */
  Path hand(String student, int attempt, String passes, Optional<Instant> at) throws IOException {
    Path entry = handins.resolve(student + "-" + attempt + (passes.equals("!") ? ".rar" : ".java"));
    Files.writeString(
        entry,
        "package " + exercise.packageName() + "; class Mine { /* passes(" + passes + ") */ }");
    collected.removeIf(each -> each.student().equals(student) && each.attempt() == attempt);
    collected.add(new Collected(student, attempt, entry, at, List.of()));
    return entry;
  }

  Path hand(String student, String passes) throws IOException {
    return hand(student, 1, passes, Optional.empty());
  }

  Summary grade(Path out) {
    return grade(out, Optional.empty(), difference -> false);
  }

  Summary grade(Path out, Optional<Shard> shard, Predicate<Difference> replace) {
    return Desk.of(exercise, out, this::mark, "glass", true, Visibility.AFTER_PUBLISHED, false)
        .grade(Batch.of(collected, shard), 2, progress -> {}, replace);
  }

  /** Grades with another lane, and tells of each. */
  Summary grade(Path out, Lane lane, Consumer<GradeProgress> progress) {
    return Desk.of(exercise, out, lane, "glass", true, Visibility.AFTER_PUBLISHED, false)
        .grade(Batch.of(collected, Optional.empty()), 2, progress, difference -> false);
  }

  Marks mark(Submission submission) {
    synchronized (marked) {
      marked.add(submission.id());
    }
    String text = String.join("", submission.sources().values());
    Matcher passes = PASSES.matcher(text);
    if (!passes.find() || passes.group(1).equals("fault")) {
      throw new IllegalStateException("the lane broke");
    }
    try {
      int heavy = Integer.parseInt(Files.readString(weight));
      return new Marks(
          submission.id(),
          new Report(
              exercise,
              List.of(result(1, "a", 1, passes.group(1)), result(2, "b", heavy, passes.group(1))),
              List.of()),
          "glass",
          true,
          Hashes.of(text),
          "1".repeat(64),
          Duration.ofMillis(7));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestResult result(int task, String test, int weight, String passes) {
    boolean passed = passes.contains(test);
    return new TestResult(
        new TestCase(task, "LabTest", test, weight, false, Visibility.VISIBLE, Set.of()),
        passed ? Outcome.PASSED : Outcome.FAILED,
        passed ? "" : "expected 1, came 2",
        Duration.ofMillis(1));
  }
}
