package unroll.grade;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import unroll.grade.sandbox.Sandbox;

/**
 * How fast submissions of 02-elman are marked, and whether the tests' process keeps anything of
 * them. A program, not a test: {@code MarkingSpeed [submissions] [workers]}, from the course's
 * folder, with the test class path.
 */
final class MarkingSpeed {
  private MarkingSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int workers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    Exercise exercise = Exercise.named(Path.of("").toAbsolutePath(), "02-elman");
    List<Submission> submissions = submissions(exercise, count);
    long began = System.nanoTime();
    try (Marker marker = Marker.open(exercise, Sandbox.best(), workers)) {
      System.out.printf("made ready in %.1f s%n", seconds(began));
      ExecutorService threads = Executors.newFixedThreadPool(workers);
      List<Long> times = new ArrayList<>();
      began = System.nanoTime();
      int tests = 0;
      for (int from = 0; from < count; from += Math.max(1, count / 10)) {
        List<Callable<Marks>> part = new ArrayList<>();
        for (Submission each : submissions.subList(from, Math.min(count, from + count / 10))) {
          part.add(() -> marker.mark(each));
        }
        for (Future<Marks> marks : threads.invokeAll(part)) {
          times.add(marks.get().time().toMillis());
          tests = marks.get().report().tests().size();
        }
        System.out.printf(
            "%5d marked, %6.1f s, own processor time %6.1f s, heap %.1f MiB, %d classes%n",
            times.size(), seconds(began), own(), used() / 1048576.0, classes());
      }
      double all = seconds(began);
      long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "%d submissions of %d tests on %s with %d workers: %.1f s in all, %.3f s each; one takes"
              + " %d ms (median), %d ms (slowest)%n",
          count,
          tests,
          Sandbox.best().name(),
          workers,
          all,
          all / count,
          sorted[sorted.length / 2],
          sorted[sorted.length - 1]);
      threads.shutdown();
    }
  }

  /** The reference and the known-wrong answers in turn, each a little different from the others. */
  private static List<Submission> submissions(Exercise exercise, int count) throws IOException {
    String reference = Files.readString(exercise.reference());
    List<Map<String, String>> kinds = new ArrayList<>();
    kinds.add(Map.of("Elman.java", reference));
    for (Path wrong : exercise.wrongAnswers()) {
      String name = wrong.getFileName().toString().replace(".java", "");
      Map<String, String> kind = new TreeMap<>();
      kind.put("Base.java", reference.replace("class Elman ", "class Base "));
      kind.put(
          "Elman.java",
          Files.readString(wrong)
              .replace("class " + name + " extends Elman", "class Elman extends Base"));
      kinds.add(kind);
    }
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> sources = new TreeMap<>(kinds.get(i % kinds.size()));
      sources.merge("Elman.java", "// handed in by number " + i + "\n", String::concat);
      submissions.add(Submission.of("s" + i, sources));
    }
    return submissions;
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  private static double own() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
