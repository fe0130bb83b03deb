package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Marker;
import unroll.grade.Privacy;
import unroll.grade.desk.Desk;
import unroll.grade.desk.Summary;
import unroll.grade.intake.Intake;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.sandbox.Sandbox;

/** {@code unroll grade}: marks every submission of a folder. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    description = {
      "Marks the submissions of a folder with the public and the hidden tests, each in a sandboxed"
          + " process of its own.",
      "Each file (.java, .ipynb, .zip) and each folder in it is one submission. OUT gets"
          + " results.csv, and for each submission results/NAME.json and feedback/NAME.html.",
      "Interrupted or killed, the same command goes on where it was.",
      "Exit status: 0 all were marked, 2 bad arguments, 3 the grader itself failed on one or more."
    },
    footer = {
      "",
      "Examples: unroll grade hand-ins --exercise 02-elman --out marks",
      "          unroll grade hand-ins --exercise 02-elman --out trial --sandbox none"
    })
public final class GradeCommand implements Callable<Integer> {
  private static final int GRADER_FAULT = 3;
  private static final int NAMED = 5;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder of submissions")
  private Path folder;

  @Option(names = "--exercise", required = true, paramLabel = "NAME", description = "the exercise")
  private String exercise;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "the folder for the results, made if it is missing")
  private Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "how many to mark at a time; one a core unless given")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--sandbox", paramLabel = "RUNG", description = SandboxChoice.HELP)
  private SandboxChoice sandbox = SandboxChoice.auto;

  @Option(
      names = "--show",
      paramLabel = "MOMENT",
      description =
          "when students will read the feedback: ${COMPLETION-CANDIDATES}; tests that are shown"
              + " later are left out of the pages (default: ${DEFAULT-VALUE})")
  private Moment show = Moment.after_published;

  @Option(names = "--fresh", description = "mark again also what was marked before")
  private boolean fresh;

  /** Makes the command; picocli fills it in. */
  public GradeCommand() {}

  /**
   * Marks, writes the results, prints a summary.
   *
   * @return exit status 0 if every submission was marked or refused with a reason, 3 if the grader
   *     failed on one
   */
  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    Exercise chosen = Exercise.named(CourseHome.find(), exercise);
    List<Path> entries = entries();
    Sandbox rung = sandbox.sandbox(terminal);
    terminal.printf(
        "%s in the sandbox \"%s\": compiling the tests, marking the reference ...%n",
        chosen.name(), rung.name());
    terminal.flush();
    try (Marker marker = open(chosen, rung)) {
      Desk desk =
          Desk.of(
              chosen, out, marker::mark, rung.name(), rung.official(), show.visibility(), fresh);
      Summary summary =
          desk.grade(entries, jobs, new GradeLine(terminal, TextProgress.onTerminal()));
      terminal.println(text(chosen, rung, summary));
      terminal.flush();
      return status(summary);
    }
  }

  private Marker open(Exercise chosen, Sandbox rung) {
    try {
      if (rung.official() && !rung.hidesFiles()) {
        // there are the submissions of others in it
        Privacy.require(folder);
      }
      return Marker.open(chosen, rung, jobs);
    } catch (IllegalStateException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** The exit status of a run that came to its end. */
  static int status(Summary summary) {
    return summary.faults().isEmpty() ? 0 : GRADER_FAULT;
  }

  private List<Path> entries() {
    if (!Files.isDirectory(folder)) {
      throw new UserError("there is no folder " + folder);
    }
    if (jobs < 1) {
      throw new UserError("--jobs takes 1 or more, not " + jobs);
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError(out + " is a file: --out takes a folder");
    }
    if (isInside(out, folder)) {
      throw new UserError(
          "--out "
              + out
              + " lies in "
              + folder
              + " and would be taken for a submission: choose another");
    }
    List<Path> entries = Intake.entries(folder);
    if (entries.isEmpty()) {
      throw new UserError(
          folder + " is empty: it must hold one file or folder for each submission");
    }
    return entries;
  }

  private static boolean isInside(Path inner, Path outer) {
    try {
      Path real = outer.toRealPath();
      for (Path at = inner.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
        if (Files.exists(at) && at.toRealPath().startsWith(real)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Exercise chosen, Sandbox rung, Summary summary) {
    List<Row> graded = summary.with(Status.GRADED);
    StringBuilder text = new StringBuilder();
    int made = summary.rows().size() - summary.kept();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %d submissions, %d marked in %s%s%s%n",
            chosen.name(),
            summary.rows().size(),
            made,
            TextProgress.duration(summary.seconds()),
            made > 0 ? String.format(Locale.ROOT, " (%.2f s each)", summary.seconds() / made) : "",
            summary.kept() > 0 ? ", " + summary.kept() + " kept from the run before" : ""));
    if (!graded.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  mean %.1f of %d points; full marks %d, no points %d%n",
              graded.stream().mapToInt(Row::points).average().orElse(0),
              graded.get(0).possible(),
              graded.stream().filter(row -> row.points() >= row.possible()).count(),
              graded.stream().filter(row -> row.points() == 0).count()));
    }
    named(
        text, "could not be read", summary.with(Status.UNREADABLE).stream().map(Row::id).toList());
    named(text, "met a grader fault (run the same command again)", summary.faults());
    text.append("  sandbox: ")
        .append(rung.name())
        .append(rung.official() ? ", official" : ", NOT OFFICIAL")
        .append(String.format("%n  written: %s, results/, feedback/", out.resolve("results.csv")));
    return text.toString();
  }

  private static void named(StringBuilder text, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      text.append(
          String.format(
              "  %d %s: %s%s%n",
              ids.size(),
              what,
              String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
              ids.size() > NAMED ? ", ..." : ""));
    }
  }
}
