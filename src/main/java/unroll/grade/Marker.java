package unroll.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import unroll.grade.sandbox.Sandbox;
import unroll.grade.wire.Contract;
import unroll.grade.worker.Answer;
import unroll.grade.worker.LostException;
import unroll.grade.worker.NoWorkerException;
import unroll.grade.worker.WorkerPool;

/**
 * Gives marks that count: the tests run here, each submission in a sandboxed process of its own.
 *
 * <p>Safe for as many threads at a time as it has workers; more of them wait.
 */
public final class Marker implements AutoCloseable {
  private final Exercise exercise;
  private final Sandbox sandbox;
  private final Workbench bench;
  private final Contract contract;
  private final String contractSource;
  private final String exerciseHash;
  private final WorkerPool pool;
  private final boolean poolIsOwn;
  private final Path received;
  // what the reference changes in place is what an answer may change
  private Set<Answer.Place> changeable = Set.of();
  private boolean proven;

  private Marker(
      Exercise exercise,
      Sandbox sandbox,
      Workbench bench,
      Contract contract,
      WorkerPool pool,
      boolean poolIsOwn,
      Path received)
      throws IOException {
    this.exercise = exercise;
    this.sandbox = sandbox;
    this.bench = bench;
    this.contract = contract;
    this.contractSource = Files.readString(exercise.contractSource());
    this.exerciseHash = hash(exercise);
    this.pool = pool;
    this.poolIsOwn = poolIsOwn;
    this.received = received;
  }

  /**
   * Makes ready to mark submissions of one exercise: compiles its tests, starts workers, and marks
   * the reference, which must earn every point.
   *
   * @param exercise an exercise with its solution at hand
   * @param sandbox where submissions run, for example {@link Sandbox#best()}
   * @param workers how many submissions are marked at a time, one a core
   * @return the marker, to be closed
   * @throws IllegalArgumentException if the number of workers is not positive
   * @throws IllegalStateException if the exercise is broken, has no solution here, its answers
   *     could be read from the sandbox, or no worker starts; the message is one line
   */
  public static Marker open(Exercise exercise, Sandbox sandbox, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("There must be 1 worker or more, not " + workers + ".");
    }
    WorkerPool pool = WorkerPool.open(sandbox, workers);
    try {
      return open(exercise, sandbox, pool, true);
    } catch (RuntimeException | Error e) {
      pool.close();
      throw e;
    }
  }

  /** The same on workers that others use too, and that are not ended with this. */
  static Marker open(Exercise exercise, Sandbox sandbox, WorkerPool pool) {
    return open(exercise, sandbox, pool, false);
  }

  private static Marker open(
      Exercise exercise, Sandbox sandbox, WorkerPool pool, boolean poolIsOwn) {
    if (!Files.isRegularFile(exercise.reference())) {
      throw new IllegalStateException(
          "The marks of "
              + exercise.name()
              + " need its reference: "
              + exercise.reference()
              + " is missing.");
    }
    if (sandbox.official() && !sandbox.hidesFiles()) {
      Privacy.require(exercise.solution());
    }
    Path received = receivedFolder();
    try {
      List<Path> tests = new ArrayList<>(exercise.publicTests());
      tests.addAll(exercise.hiddenTests());
      Workbench bench = Workbench.of(exercise, tests, received);
      Marker marker =
          new Marker(
              exercise, sandbox, bench, contract(exercise, bench), pool, poolIsOwn, received);
      marker.prove();
      return marker;
    } catch (IOException e) {
      delete(received);
      throw new IllegalStateException("Cannot make ready: " + e.getMessage(), e);
    } catch (LostException e) {
      delete(received);
      throw new IllegalStateException(
          "The reference of " + exercise.name() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      delete(received);
      throw e;
    }
  }

  private static Path receivedFolder() {
    try {
      return Files.createTempDirectory("unroll-received");
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot make a folder for received texts: " + e.getMessage(), e);
    }
  }

  private static Contract contract(Exercise exercise, Workbench bench) {
    try {
      return Contract.of(bench.contract());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The contract of " + exercise.name() + ": " + e.getMessage(), e);
    }
  }

  /** Marks the reference: from then on a test that breaks is broken by what an answer gave. */
  private void prove() throws IOException {
    String source = Files.readString(exercise.reference());
    Set<Answer.Place> places = new HashSet<>();
    for (Variant variant : Variant.given(exercise)) {
      places.addAll(prove(variant, variant.into(source)));
    }
    changeable = Set.copyOf(places);
    proven = true;
  }

  private Set<Answer.Place> prove(Variant variant, String source) {
    Submission reference =
        Submission.of("the reference", Map.of(exercise.subject() + ".java", source));
    Compilation compilation = compiled(reference);
    compilation.orFault("The sources of the reference of " + exercise.name());
    try (Answer answer = new Answer(pool, code(compilation), Optional.empty())) {
      Report report = run(answer, compilation, received, variant);
      for (TestResult test : report.tests()) {
        if (test.outcome() != Outcome.PASSED) {
          throw new IllegalStateException(
              "The reference of "
                  + exercise.name()
                  + (variant.number() == 0 ? "" : ", variant " + variant.number() + ",")
                  + " does not pass "
                  + test.test()
                  + ": "
                  + test.message().lines().findFirst().orElse(test.outcome().words()));
        }
      }
      return answer.changed();
    }
  }

  /**
   * Marks one submission; whatever it does, this returns.
   *
   * @param submission the submission
   * @return its marks; a fault of the grader itself is a verdict among them, not an exception
   */
  public Marks mark(Submission submission) {
    long began = System.nanoTime();
    Report report;
    try {
      report = report(submission);
    } catch (NoWorkerException | UncheckedIOException e) {
      report = noRun(Outcome.GRADER_FAULT, e.getMessage(), List.of());
    }
    return new Marks(
        submission.id(),
        report,
        sandbox.name(),
        sandbox.official(),
        Sha256.of(submission.sources()),
        exerciseHash,
        Duration.ofNanos(System.nanoTime() - began));
  }

  private Report report(Submission submission) {
    Compilation compilation;
    try {
      compilation = compiled(submission);
    } catch (LostException e) {
      return noRun(
          Outcome.COMPILE_ERROR,
          "It does not compile.",
          List.of(new CompileProblem("", 0, 0, e.getMessage(), "")));
    }
    if (!compilation.problems().isEmpty()) {
      return noRun(Outcome.COMPILE_ERROR, "It does not compile.", compilation.problems());
    }
    Path own = folder();
    try {
      return marked(compilation, own, variant(submission));
    } finally {
      delete(own);
    }
  }

  private Report marked(Compilation compilation, Path own, Variant variant) {
    Answer.Code code = code(compilation);
    Set<Answer.Place> changed;
    Report report;
    try (Answer answer = new Answer(pool, code, Optional.empty())) {
      report = run(answer, compilation, own, variant);
      changed = answer.changed();
    }
    if (changeable.containsAll(changed)) {
      return report;
    }
    // it has changed arguments that are not its own; what is right must be right without that, or
    // an answer could turn the question into one that it can answer
    try (Answer answer = new Answer(pool, code, Optional.of(changeable))) {
      return both(report, run(answer, compilation, own, variant));
    }
  }

  /** Attempts of one student, ada and ada@2, have one variant. */
  private Variant variant(Submission submission) {
    return Variant.of(exercise, submission.id().replaceFirst("@[0-9]+$", ""));
  }

  private Report run(Answer answer, Compilation compilation, Path own, Variant variant) {
    RemoteMaker maker =
        new RemoteMaker(answer, exercise.packageName() + "." + exercise.subject(), proven);
    Subject subject =
        new Subject(maker, compilation.classes()::containsKey, exercise.folder(), own, variant);
    List<TestResult> results = TestRun.of(exercise, bench.freshTests(), subject);
    return new Report(exercise, results, List.of());
  }

  /** Each test passes that passes in both runs; the first run's reasons come first. */
  private Report both(Report first, Report second) {
    List<TestResult> results = new ArrayList<>();
    for (TestResult test : first.tests()) {
      TestResult again =
          second.tests().stream()
              .filter(each -> each.testCase().equals(test.testCase()))
              .findFirst()
              .orElseThrow();
      boolean onlyOnce = test.outcome() == Outcome.PASSED && again.outcome() != Outcome.PASSED;
      results.add(
          onlyOnce
              ? test.but(
                  again.outcome(),
                  "Your code changes an argument that is not its own, and is right only with the"
                      + " changed one: write into a copy.")
              : test);
    }
    return new Report(exercise, results, List.of());
  }

  private Compilation compiled(Submission submission) {
    SortedMap<String, String> sources = new TreeMap<>();
    submission
        .sources()
        .forEach(
            (path, text) -> {
              String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
              if (!name.equals(exercise.contract() + ".java") && !name.endsWith("Test.java")) {
                sources.put(path, text);
              }
            });
    if (sources.isEmpty()) {
      return new Compilation(
          Map.of(),
          List.of(
              new CompileProblem(
                  "", 0, 0, "There is no answer: hand in " + exercise.subject() + ".java.", "")));
    }
    sources.put(exercise.packageName() + "/" + exercise.contract() + ".java", contractSource);
    Compilation compilation = Compilation.of(pool.compile(sources));
    Map<String, byte[]> own = Workbench.without(compilation.classes(), bench.contractClasses());
    return new Compilation(own, strangers(compilation.problems(), own.keySet()));
  }

  /** An answer's classes lie in the exercise's package; the names of others are not its own. */
  private List<CompileProblem> strangers(
      List<CompileProblem> problems, Collection<String> classes) {
    List<CompileProblem> all = new ArrayList<>(problems);
    for (String name : classes) {
      if (!name.startsWith(exercise.packageName() + ".") && problems.isEmpty()) {
        all.add(
            new CompileProblem(
                "",
                0,
                0,
                "The class "
                    + name
                    + " does not belong here: all of an answer lies in package "
                    + exercise.packageName()
                    + ".",
                ""));
      }
    }
    return all;
  }

  private Answer.Code code(Compilation compilation) {
    return new Answer.Code(
        contract,
        bench.contractClasses(),
        exercise.packageName() + "." + exercise.subject(),
        compilation.classes());
  }

  private Report noRun(Outcome outcome, String message, List<CompileProblem> problems) {
    return new Report(
        exercise, TestRun.notRun(exercise, bench.freshTests(), outcome, message), problems);
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(received, "received");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for received texts", e);
    }
  }

  private static void delete(Path folder) {
    try {
      Sha256.list(folder).forEach(file -> file.toFile().delete());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }

  private static String hash(Exercise exercise) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    List<Path> files = new ArrayList<>(exercise.publicTests());
    files.addAll(exercise.hiddenTests());
    files.add(exercise.contractSource());
    files.add(exercise.folder().resolve(Exercise.DESCRIPTION));
    for (Path file : Sha256.list(exercise.folder())) {
      if (file.toString().endsWith(".approved.txt")) {
        files.add(file);
      }
    }
    for (Path file : files) {
      texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    }
    return Sha256.of(texts);
  }

  /** Ends all workers and removes what they left. */
  @Override
  public void close() {
    if (poolIsOwn) {
      pool.close();
    }
    delete(received);
  }
}
