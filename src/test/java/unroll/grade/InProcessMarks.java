package unroll.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Marks in this process, without a sandbox: quick, for tests of what is around the marking. */
public final class InProcessMarks {
  private final Exercise exercise;
  private final Workbench bench;
  private final Path folder;
  private int number;

  public InProcessMarks(Exercise exercise, Path folder) {
    List<Path> tests = new ArrayList<>(exercise.publicTests());
    tests.addAll(exercise.hiddenTests());
    this.exercise = exercise;
    this.folder = folder;
    this.bench = Workbench.of(exercise, tests, folder.resolve("received"));
  }

  public synchronized Marks mark(Submission submission) {
    long began = System.nanoTime();
    try {
      Path place = Files.createDirectories(folder.resolve("submission-" + number++));
      List<Path> files = new ArrayList<>();
      for (Map.Entry<String, String> source : submission.sources().entrySet()) {
        files.add(Files.writeString(place.resolve(source.getKey()), source.getValue()));
      }
      Report report = bench.check(files, exercise.subject());
      return new Marks(
          submission.id(),
          report,
          "unsandboxed",
          false,
          "0".repeat(64),
          "1".repeat(64),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
