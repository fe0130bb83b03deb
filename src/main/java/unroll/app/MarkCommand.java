package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Locale;
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
import unroll.grade.Marks;
import unroll.grade.Submission;
import unroll.grade.Variant;
import unroll.grade.Visibility;
import unroll.grade.export.Annotations;
import unroll.grade.export.Autolab;
import unroll.grade.export.Classroom;
import unroll.grade.export.Gradescope;
import unroll.grade.export.JUnitXml;
import unroll.grade.export.MarkdownPage;
import unroll.grade.export.OneSubmission;
import unroll.grade.export.PrairieLearn;
import unroll.grade.report.Result;
import unroll.grade.report.ResultJson;
import unroll.grade.report.Status;
import unroll.grade.sandbox.Sandbox;

/** {@code unroll mark}: marks one submission and writes what a platform reads. */
@Command(
    name = "mark",
    mixinStandardHelpOptions = true,
    description = {
      "Marks one submission (a .java file, a notebook, a .zip or a folder) as grade does, and writes"
          + " the result as a platform reads it.",
      "With github, also prints annotations, and adds the summary and the output \"result\" where"
          + " GITHUB_STEP_SUMMARY and GITHUB_OUTPUT say.",
      "Exit status: 0 it was marked, or refused with a reason; 2 bad arguments; 3 the grader itself"
          + " failed, and FILE tells the student to ask the staff."
    },
    footer = {
      "",
      "Examples: unroll mark Elman.java --exercise 02-elman --format junit --out result.xml",
      "          unroll mark submission --exercise 02-elman --format gradescope --out results.json"
    })
public final class MarkCommand implements Callable<Integer> {
  /** What {@code --format} takes. */
  enum Format {
    gradescope,
    github,
    prairielearn,
    autolab,
    junit,
    json,
    markdown;

    /** The text of a result. */
    String of(Result result, Visibility moment) {
      return switch (this) {
        case gradescope -> Gradescope.of(result);
        case github -> Classroom.of(result, moment);
        case prairielearn -> PrairieLearn.of(result, moment);
        case autolab -> Autolab.of(result, moment);
        case junit -> JUnitXml.of(result, moment);
        case json -> ResultJson.of(result);
        case markdown -> MarkdownPage.of(result, moment);
      };
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SUBMISSION", description = "the file or folder to mark")
  private Path submission;

  @Option(names = "--exercise", required = true, paramLabel = "NAME", description = "the exercise")
  private String exercise;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "who reads it: ${COMPLETION-CANDIDATES}; json is complete and for the instructor only")
  private Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the file for the result, replaced if it is there")
  private Path out;

  @Mixin private SandboxOption sandbox;

  @Option(
      names = "--show",
      paramLabel = "MOMENT",
      description =
          "when students will read it: ${COMPLETION-CANDIDATES}; tests that are shown later are"
              + " added up in one line (default: ${DEFAULT-VALUE}). Gradescope knows by itself")
  private GradeCommand.Moment show = GradeCommand.Moment.visible;

  /** Makes the command; picocli fills it in. */
  public MarkCommand() {}

  /**
   * Marks and writes.
   *
   * @return exit status 0, or 3 if the grader failed
   * @throws IOException if the result cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Exercise chosen = Exercise.named(CourseHome.find(), exercise);
    Variant.requireNone(chosen);
    Path entry = submission.toAbsolutePath().normalize();
    if (!Files.exists(entry)) {
      throw new UserError("there is no submission " + submission);
    }
    Path file = out.toAbsolutePath().normalize();
    if (Files.isDirectory(file) || !Files.isDirectory(file.getParent())) {
      throw new UserError("--out takes a file in a folder that is there, not " + out);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    Sandbox rung = sandbox.open(terminal);
    // the marker is made only if there is something to mark; that it cannot be made is a fault too
    Result result = OneSubmission.of(chosen, entry, each -> mark(chosen, rung, each));
    WholeFile.write(file, format.of(result, moment()));
    if (format == Format.github) {
      tellGitHub(result, terminal);
    } else {
      terminal.println(line(result));
    }
    terminal.flush();
    if (result.status() == Status.FAULT) {
      spec.commandLine().getErr().println("unroll: grader fault: " + oneLine(result.note()));
      spec.commandLine().getErr().flush();
      return Failure.GRADER_FAULT;
    }
    return 0;
  }

  private Visibility moment() {
    return Visibility.valueOf(show.name().toUpperCase(Locale.ROOT));
  }

  private static Marks mark(Exercise exercise, Sandbox rung, Submission submission) {
    try (Marker marker = Marker.open(exercise, rung, 1)) {
      return marker.mark(submission);
    }
  }

  private static String line(Result result) {
    return switch (result.status()) {
      case GRADED -> {
        Marks marks = result.marks().orElseThrow();
        yield String.format(
            "%s: %d of %d points, sandbox %s%s",
            result.exercise().name(),
            marks.report().points(),
            marks.report().possible(),
            marks.sandbox(),
            marks.official() ? "" : ", NOT OFFICIAL");
      }
      case UNREADABLE -> result.exercise().name() + ": unreadable: " + oneLine(result.note());
      case FAULT -> result.exercise().name() + ": grader fault, no score";
    };
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Annotations go out as they are; nothing else is printed, so that no text can be a command. */
  private void tellGitHub(Result result, PrintWriter terminal) throws IOException {
    String at = submission.normalize().toString().replace('\\', '/');
    terminal.print(
        Annotations.of(result, moment(), submission.isAbsolute() || at.equals(".") ? "" : at));
    append("GITHUB_STEP_SUMMARY", MarkdownPage.of(result, moment()));
    byte[] json = Format.github.of(result, moment()).getBytes(StandardCharsets.UTF_8);
    append("GITHUB_OUTPUT", "result=" + Base64.getEncoder().encodeToString(json) + "\n");
  }

  private static void append(String variable, String text) throws IOException {
    String file = System.getenv(variable);
    if (file != null && !file.isBlank()) {
      Files.write(Path.of(file), bytes(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** In UTF-8; half a pair of surrogates, which a message may hold, becomes a question mark. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
