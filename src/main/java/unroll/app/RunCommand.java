package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.app.page.LessonRuns;
import unroll.data.CourseHome;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookProcess;
import unroll.notebook.StoredOutputs;

/** Runs lessons without Jupyter, each in a Java of its own, and says of each how it went. */
@Command(
    name = "run",
    description = "Runs lessons from top to bottom, without Jupyter.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  unroll run --all --quick                 every lesson, at small size",
      "  unroll run 15-shakespeare --out /tmp/run  keeps the notebook with its outputs",
      "",
      "Exit status: 0 all ran, 1 one failed, 2 no such lesson or it is damaged."
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LESSON",
      arity = "0..*",
      description = "A lesson's name, the beginning of one (15), or a notebook file.")
  private List<String> lessons = new ArrayList<>();

  @Option(names = "--all", description = "Every lesson of the course.")
  private boolean all;

  @Option(names = "--quick", description = "At the small sizes that tests use.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Writes the notebooks with their outputs here.")
  private Path out;

  @Option(
      names = "--in-place",
      description = "Stores the fresh outputs in the lessons themselves, if they did not fail.")
  private boolean inPlace;

  /** Made by picocli. */
  public RunCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (all == !lessons.isEmpty()) {
      throw new UserError("name the lessons to run, or give --all");
    }
    List<Path> notebooks = notebooks();
    for (Path notebook : notebooks) {
      NotebookFile.read(notebook);
    }
    if (out != null) {
      Files.createDirectories(out);
    }
    boolean failed = false;
    for (Path notebook : notebooks) {
      failed |= !run(notebook);
    }
    return failed ? 1 : 0;
  }

  private boolean run(Path notebook) throws InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    String name = LessonRuns.nameOf(notebook);
    boolean terminal = System.console() != null;
    long start = System.nanoTime();
    try {
      NotebookProcess.Report report =
          NotebookProcess.run(
              notebook,
              options(),
              (cell, cells) -> {
                if (terminal) {
                  String time = time(Duration.ofNanos(System.nanoTime() - start));
                  print.printf("\r%-24s cell %d of %d  %s ", name, cell, cells, time);
                  print.flush();
                }
              });
      if (terminal) {
        print.print("\r" + " ".repeat(60) + "\r");
      }
      store(notebook, report);
      String outcome = report.failure().isPresent() ? "failed" : "ok";
      print.printf("%-24s %-6s %s%n", name, outcome, time(report.time()));
      print.flush();
      report
          .failure()
          .ifPresent(
              failure -> {
                PrintWriter err = spec.commandLine().getErr();
                err.println("unroll: " + notebook.getFileName() + ", " + failure);
                report.details().forEach(line -> err.println("  " + line));
                err.flush();
              });
      return report.failure().isEmpty();
    } catch (IOException e) {
      String why = Failure.of(e).line();
      spec.commandLine().getErr().println("unroll: " + name + ": " + why);
      return false;
    }
  }

  private void store(Path notebook, NotebookProcess.Report report) throws IOException {
    if (report.notebook().isEmpty()) {
      return;
    }
    NotebookFile fresh = report.notebook().get();
    if (out != null) {
      fresh.write(out.resolve(notebook.getFileName()));
    }
    if (inPlace && report.failure().isEmpty()) {
      withoutScripts(fresh).write(notebook);
    }
  }

  /**
   * What is kept for good is text and pictures: a script is of use only on the page that ran it.
   */
  private static NotebookFile withoutScripts(NotebookFile notebook) throws IOException {
    JsonObject whole = JsonParser.parseString(notebook.toJson()).getAsJsonObject();
    return NotebookFile.parse(StoredOutputs.withoutScripts(whole).toString());
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    if (quick) {
      options.add("-Dunroll.quick=true");
    }
    String home = System.getProperty(CourseHome.PROPERTY, "");
    if (!home.isBlank()) {
      options.add("-D" + CourseHome.PROPERTY + "=" + Path.of(home).toAbsolutePath());
    }
    return options;
  }

  private List<Path> notebooks() {
    if (!all) {
      return lessons.stream().map(RunCommand::find).toList();
    }
    Course course = Course.find();
    List<Path> found = course.lessons();
    if (found.isEmpty()) {
      throw new UserError("the course has no lessons in " + course.notebooks());
    }
    return found;
  }

  /** A notebook of one's own may lie anywhere, and be run without a course. */
  private static Path find(String lesson) {
    Path file = Path.of(lesson);
    return lesson.endsWith(".ipynb") && Files.isRegularFile(file)
        ? file
        : Course.find().lesson(lesson);
  }

  private static String time(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
  }
}
