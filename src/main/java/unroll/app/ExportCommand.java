package unroll.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.grade.export.CanvasCsv;
import unroll.grade.export.MoodleCsv;
import unroll.grade.export.NbgraderCsv;
import unroll.grade.export.Platform;
import unroll.grade.roster.Table;

/**
 * {@code unroll export}: the grader as another platform runs it, and the marks as it reads them.
 */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "PLATFORM",
    description = {
      "gradescope, github, prairielearn, autolab, image: what another platform needs to mark an"
          + " exercise by itself: the kit, the exercise with its solution and hidden tests, and the"
          + " platform's own files. For staff only. The reference is marked first, so that nothing is"
          + " written of an exercise that does not work.",
      "canvas, moodle, nbgrader: the marks of a course as a table for their import."
    },
    footer = {
      "",
      "Examples: unroll export gradescope --exercise 02-elman --out autograder.zip",
      "          unroll export prairielearn --exercise 02-elman --out questions/02-elman",
      "          unroll export image --exercise 02-elman --shards 16 --out image",
      "          unroll export canvas --plan course.yaml --roster canvas.csv --out import.csv marks"
    },
    subcommands = {
      ExportCommand.Gradescope.class,
      ExportCommand.GitHub.class,
      ExportCommand.PrairieLearn.class,
      ExportCommand.Autolab.class,
      ExportCommand.Image.class,
      ExportCommand.Canvas.class,
      ExportCommand.Moodle.class,
      ExportCommand.Nbgrader.class
    })
public final class ExportCommand implements Callable<Integer> {
  /** With a JDK of version 17, and Debian's tools. */
  private static final String ANY_JDK = "docker.io/library/eclipse-temurin:17-jdk";

  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public ExportCommand() {}

  /**
   * Says which platforms there are.
   *
   * @return exit status 2: none was named
   */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Failure.BAD_INPUT;
  }

  /** {@code unroll export gradescope}. */
  @Command(
      name = "gradescope",
      mixinStandardHelpOptions = true,
      description = {
        "The autograder of a programming assignment, to be uploaded as it is. setup.sh installs a JDK and"
            + " a sandbox and marks the reference once; nothing else is fetched."
      },
      footer = {"", "Example: unroll export gradescope --exercise 02-elman --out autograder.zip"})
  static final class Gradescope implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportDelivery delivery;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return delivery.to(Platform.GRADESCOPE, "", 1, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export github}. */
  @Command(
      name = "github",
      mixinStandardHelpOptions = true,
      description = {
        "A workflow for the students' repositories, and a private repository that marks them: the run's"
            + " summary, messages beside the code, points in GitHub Classroom."
      },
      footer = {"", "Example: unroll export github --exercise 02-elman --out github"})
  static final class GitHub implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportDelivery delivery;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return delivery.to(Platform.GITHUB, "", 1, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export prairielearn}. */
  @Command(
      name = "prairielearn",
      mixinStandardHelpOptions = true,
      description = {
        "A question's folder: info.json with externalGradingOptions, question.html, and in tests/ what"
            + " the external grader runs."
      },
      footer = {
        "",
        "Example: unroll export prairielearn --exercise 02-elman --out questions/02-elman"
      })
  static final class PrairieLearn implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportDelivery delivery;

    @Option(
        names = "--image",
        paramLabel = "IMAGE",
        description = "what the grader runs in: with a JDK 17 or later (default: ${DEFAULT-VALUE})")
    private String image = ANY_JDK;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return delivery.to(Platform.PRAIRIELEARN, image, 1, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export autolab}. */
  @Command(
      name = "autolab",
      mixinStandardHelpOptions = true,
      description = {"autograde-Makefile and autograde.tar of an assessment."},
      footer = {"", "Example: unroll export autolab --exercise 02-elman --out autolab"})
  static final class Autolab implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportDelivery delivery;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return delivery.to(Platform.AUTOLAB, "", 1, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export image}. */
  @Command(
      name = "image",
      mixinStandardHelpOptions = true,
      description = {
        "A Containerfile with all it copies, and how a class is marked in parts: a matrix of GitHub"
            + " Actions, a Job array of Kubernetes."
      },
      footer = {"", "Example: unroll export image --exercise 02-elman --shards 16 --out image"})
  static final class Image implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportDelivery delivery;

    @Option(
        names = "--image",
        paramLabel = "IMAGE",
        description = "what it builds on: of Debian or Ubuntu (default: ${DEFAULT-VALUE})")
    private String image = "docker.io/library/debian:12-slim";

    @Option(
        names = "--shards",
        paramLabel = "N",
        description = "into how many parts a class is cut (default: ${DEFAULT-VALUE})")
    private int shards = 16;

    @Override
    public Integer call() throws IOException, InterruptedException {
      return delivery.to(Platform.IMAGE, image, shards, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export canvas}. */
  @Command(
      name = "canvas",
      mixinStandardHelpOptions = true,
      description =
          "The marks as the gradebook of Canvas imports them. The roster is the gradebook as Canvas exports"
              + " it: who somebody is, and which columns there are, is taken from there.",
      footer = {
        "",
        "Example: unroll export canvas --plan course.yaml --roster canvas.csv --out import.csv marks-02"
      })
  static final class Canvas implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportMarks marks;

    @Override
    public Integer call() throws IOException {
      return marks.to(
          (roster, ledger) -> CanvasCsv.of(Table.read(marks.roster()), roster, ledger),
          spec.commandLine().getOut());
    }
  }

  /** {@code unroll export moodle}. */
  @Command(
      name = "moodle",
      mixinStandardHelpOptions = true,
      description =
          "The marks as Moodle's grade import takes them: identify users by ID number or by address, then map"
              + " each assignment's two columns to its grade item and feedback.",
      footer = {
        "",
        "Example: unroll export moodle --plan course.yaml --roster participants.csv --out import.csv marks-02"
      })
  static final class Moodle implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportMarks marks;

    @Override
    public Integer call() throws IOException {
      return marks.to(MoodleCsv::of, spec.commandLine().getOut());
    }
  }

  /** {@code unroll export nbgrader}. */
  @Command(
      name = "nbgrader",
      mixinStandardHelpOptions = true,
      description = "The marks with the columns of nbgrader export.",
      footer = {
        "",
        "Example: unroll export nbgrader --plan course.yaml --roster students.csv --out import.csv marks-02"
      })
  static final class Nbgrader implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ExportMarks marks;

    @Override
    public Integer call() throws IOException {
      return marks.to(NbgraderCsv::of, spec.commandLine().getOut());
    }
  }
}
