package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.grade.progress.Progress;
import unroll.grade.progress.ProgressFile;

/** {@code unroll status}: what a learner has solved, and what is next. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what you have solved of the course, lesson by lesson, and what is next.",
      "unroll check, unroll watch and the lessons' check cells write down which tasks pass, in"
          + " exercises/progress.tsv: a text file that you may edit or remove. It is sent nowhere."
    },
    footer = {
      "",
      "Examples: unroll status",
      "          unroll status --page progress.html    the same as a page to keep or to hand on"
    })
final class StatusCommand implements Callable<Integer> {
  /** What was typed to start Unroll, where a script started it. */
  private static final String TYPED = "unroll.command";

  @Spec private CommandSpec spec;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Writes a page instead, one file for any browser; replaced if it is there.")
  private Optional<Path> page = Optional.empty();

  /**
   * Prints the table, or writes the page.
   *
   * @return exit status 0
   * @throws IOException if the file of progress cannot be read, or the page not be written
   */
  @Override
  public Integer call() throws IOException {
    Course course = Course.find();
    ProgressFile kept = ProgressFile.of(course.root());
    Progress progress = kept.read();
    CourseStatus status = CourseStatus.of(course, progress);
    PrintWriter out = spec.commandLine().getOut();
    if (page.isPresent()) {
      Path file = page.get().toAbsolutePath().normalize();
      if (Files.isDirectory(file)) {
        throw new UserError(file + " is a folder; give --page a file");
      }
      new StatusPage(ZoneId.systemDefault(), typed()).write(status, file);
      out.println(file);
    } else {
      print(status, out);
    }
    out.flush();
    if (progress.damaged() > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "unroll: passed over %s of %s that cannot be read%n",
          progress.damaged() == 1 ? "a line" : progress.damaged() + " lines",
          kept.file());
      err.flush();
    }
    return 0;
  }

  private static void print(CourseStatus status, PrintWriter out) {
    int width =
        status.rows().stream().mapToInt(row -> row.name().length()).max().orElse("lesson".length());
    String form = "%-" + width + "s  %-7s  %-10s  %s";
    out.println(line(form, "lesson", "solved", "checked", "next step"));
    for (CourseStatus.Row row : status.rows()) {
      String tasks = row.works().isEmpty() ? "–" : row.solved() + " of " + row.tasks();
      String command = row.command().isEmpty() ? "" : "  unroll " + row.command();
      String day = row.day(ZoneId.systemDefault());
      out.println(line(form, row.name(), tasks, day.isEmpty() ? "–" : day, row.step() + command));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "Solved: %d of %d lessons with exercises, %d of %d tasks.%n",
        status.done(),
        status.withWork(),
        status.solved(),
        status.tasks());
    out.println(
        status
            .next()
            .map(
                row ->
                    "Next: "
                        + row.name()
                        + ", "
                        + row.step()
                        + "\n  "
                        + typed()
                        + " "
                        + row.command())
            .orElse("All of it is solved."));
  }

  private static String line(String form, String... cells) {
    return String.format(Locale.ROOT, form, (Object[]) cells).stripTrailing();
  }

  /** What starts Unroll here, to be pasted. */
  private static String typed() {
    return System.getProperty(TYPED, "java -jar target/unroll.jar");
  }
}
