package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Practice;
import unroll.grade.Report;
import unroll.grade.ReportText;

/** {@code unroll watch}: checks again each time a file of the exercise is saved. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Checks an exercise each time you save, and shows the next thing to do.",
      "Without a name it takes the first exercise that is not solved, then the next. Ctrl-C ends it."
    },
    footer = {"", "Example: unroll watch 02-elman"})
public final class WatchCommand implements Callable<Integer> {
  // polling: editors replace files in ways that file events report differently on each system
  private static final long PAUSE_MILLIS = 250;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "the exercise")
  private Optional<String> name = Optional.empty();

  /** Makes the command; picocli fills it in. */
  public WatchCommand() {}

  /**
   * Checks, waits for a change, and so on until the exercise (or, without a name, every exercise)
   * is solved or the thread is interrupted.
   *
   * @return exit status 0 when all is solved, 1 when interrupted before
   * @throws IllegalArgumentException if there is no such exercise
   */
  @Override
  public Integer call() {
    try {
      Path home = CourseHome.find();
      if (name.isPresent()) {
        return watch(home, Exercise.named(home, name.get())) ? 0 : 1;
      }
      for (Exercise exercise : Exercise.all(home)) {
        if (!watch(home, exercise)) {
          return 1;
        }
      }
      return 0;
    } catch (IllegalStateException nowhere) {
      throw new UserError(nowhere.getMessage(), nowhere);
    }
  }

  /** Watches one exercise; true when it is solved, false when interrupted before. */
  private boolean watch(Path home, Exercise exercise) {
    ReportText text = new ReportText(CheckCommand.onTerminal());
    PrintWriter out = spec.commandLine().getOut();
    while (true) {
      // taken before the check: what is saved during it counts as a change
      Map<Path, FileTime> before = saved(exercise.folder());
      Report report = Practice.check(home, exercise.name());
      out.println(text.nextOnly(report));
      CheckCommand.keep(home, report, spec.commandLine().getErr());
      if (report.passed()) {
        out.flush();
        return true;
      }
      out.println(
          "Waiting for you to save a file in " + home.relativize(exercise.folder()) + " ...");
      out.println();
      out.flush();
      try {
        while (saved(exercise.folder()).equals(before)) {
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static Map<Path, FileTime> saved(Path folder) {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (Files.exists(file)) {
          times.put(file, Files.getLastModifiedTime(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
    return times;
  }
}
