package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Marker;
import unroll.grade.Privacy;
import unroll.grade.Variant;
import unroll.grade.Visibility;
import unroll.grade.desk.Batch;
import unroll.grade.desk.Desk;
import unroll.grade.desk.Difference;
import unroll.grade.desk.Shard;
import unroll.grade.desk.Summary;
import unroll.grade.roster.Collection;
import unroll.grade.roster.Roster;
import unroll.grade.sandbox.Sandbox;

/** {@code unroll grade}: marks everything that was handed in for an exercise. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    description = {
      "Marks the submissions of a folder with the public and the hidden tests, each in a sandboxed"
          + " process of its own.",
      "Each file (.java, .ipynb, .zip) and each folder in it is one submission; an export of"
          + " Canvas, Moodle, Gradescope or nbgrader, as a folder or a zip, may hold several of a"
          + " student. OUT gets results.csv, and for each submission results/NAME.json and"
          + " feedback/NAME.html.",
      "Interrupted or killed, the same command goes on where it was. What has not changed is not"
          + " marked again. Where a score would change, the difference is shown, and nothing is"
          + " replaced before you say so; what is replaced is kept in OUT/history.",
      "Exit status: 0 all were marked, 2 bad arguments, 3 the grader itself failed on one or more,"
          + " 4 scores would change and were not replaced."
    },
    footer = {
      "",
      "Examples: unroll grade hand-ins --exercise 02-elman --out marks",
      "          unroll grade submissions.zip --exercise 02-elman --roster students.csv --out marks",
      "          unroll grade hand-ins --exercise 02-elman --out marks --replace",
      "          unroll grade hand-ins --exercise 02-elman --out part3 --shard 3/16",
      "          unroll grade hand-ins --exercise 02-elman --out trial --sandbox none"
    })
public final class GradeCommand implements Callable<Integer> {
  private static final int NOT_REPLACED = 4;

  /** What {@code --show} takes. */
  enum Moment {
    visible,
    after_due_date,
    after_published
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "the folder of submissions, or the export of a platform")
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
      names = "--roster",
      paramLabel = "R.csv",
      description =
          "the students of the course: results are under their ids, whatever a platform calls them")
  private Path roster;

  @Option(
      names = "--times",
      paramLabel = "T.csv",
      description = "when what was handed in: student,attempt,at")
  private Path times;

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description =
          "mark this part of the students only, for example 3/16; unroll merge puts the parts"
              + " together")
  private String shard;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "how many to mark at a time; one a core unless given")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin private SandboxOption sandbox;

  @Option(
      names = "--show",
      paramLabel = "MOMENT",
      description =
          "when students will read the feedback: ${COMPLETION-CANDIDATES}; tests that are shown"
              + " later are left out of the pages (default: ${DEFAULT-VALUE})")
  private Moment show = Moment.after_published;

  @Option(names = "--fresh", description = "mark again also what was marked before")
  private boolean fresh;

  @Option(
      names = "--replace",
      description = "put new results in the place of old ones also where a score changes")
  private boolean replace;

  /** Makes the command; picocli fills it in. */
  public GradeCommand() {}

  /**
   * Marks, writes the results, prints a summary.
   *
   * @return exit status 0 if every submission was marked or refused with a reason, 3 if the grader
   *     failed on one, 4 if new results wait because scores would change
   */
  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    Exercise chosen = Exercise.named(CourseHome.find(), exercise);
    if (roster == null) {
      Variant.requireNone(chosen);
    }
    refuseBadFolders();
    Optional<Shard> part = Optional.ofNullable(shard).map(Shard::parse);
    Optional<Roster> students = Optional.ofNullable(roster).map(Roster::read);
    try (Collection collection =
        Collection.of(folder, students, Optional.ofNullable(times), chosen.name())) {
      Batch batch = Batch.of(collection.handins(), part);
      if (collection.handins().isEmpty()) {
        throw new UserError(
            folder + " is empty: it must hold one file or folder for each submission");
      }
      terminal.print(GradeText.named("not in the roster", collection.strangers()));
      Sandbox rung = sandbox.open(terminal);
      terminal.printf(
          "%s in the sandbox \"%s\": compiling the tests, marking the reference ...%n",
          chosen.name(), rung.name());
      terminal.flush();
      return grade(chosen, batch, rung, terminal);
    }
  }

  private int grade(Exercise chosen, Batch batch, Sandbox rung, PrintWriter terminal) {
    GradeText text = new GradeText(chosen.name(), rung.name(), rung.official(), out);
    try (Marker marker = open(chosen, rung)) {
      Desk desk =
          Desk.of(
              chosen,
              out,
              marker::mark,
              rung.name(),
              rung.official(),
              Visibility.valueOf(show.name().toUpperCase(Locale.ROOT)),
              fresh);
      Summary summary =
          desk.grade(
              batch,
              jobs,
              new GradeLine(terminal, TextProgress.onTerminal()),
              difference -> isToReplace(difference, text, terminal));
      terminal.println(text.of(summary));
      terminal.flush();
      return status(summary);
    }
  }

  private boolean isToReplace(Difference difference, GradeText text, PrintWriter terminal) {
    terminal.print(text.of(difference));
    terminal.flush();
    return replace
        || TextProgress.onTerminal()
            && isYes(System.console().readLine("Replace the old results? [y/N] "));
  }

  /** Whether a person has agreed; an input that has ended has not. */
  private static boolean isYes(String answer) {
    return Optional.ofNullable(answer)
        .filter(said -> said.strip().equalsIgnoreCase("y"))
        .isPresent();
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
    if (!summary.faults().isEmpty()) {
      return Failure.GRADER_FAULT;
    }
    return summary.waiting() > 0 ? NOT_REPLACED : 0;
  }

  private void refuseBadFolders() {
    if (!Files.exists(folder)) {
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
}
