package unroll.app;

import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line of the course: finds the command, and turns whatever it throws into one line and
 * an exit status.
 */
@Command(
    name = "unroll",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Recurrent networks from scratch in Java: lessons, a small fast library, exercises that"
            + " grade themselves.",
    footer = {
      "",
      "Examples:",
      "  java -jar target/unroll.jar open         the course, in Jupyter",
      "  java -jar target/unroll.jar open 15      one lesson",
      "  java -jar target/unroll.jar run --all    every lesson, without Jupyter",
      "  java -jar target/unroll.jar check 02     an exercise",
      "  java -jar target/unroll.jar status       what is solved, and what is next",
      "  java -jar target/unroll.jar grade hand-ins --exercise 02-elman --out marks",
      "",
      "Exit status: 0 done, 1 failed, 2 bad input, 3 (grade, mark) the grader failed on a submission.",
      "unroll COMMAND --help tells more of a command."
    },
    subcommands = {
      OpenCommand.class,
      RunCommand.class,
      CheckCommand.class,
      WatchCommand.class,
      StatusCommand.class,
      GradeCommand.class,
      MarkCommand.class,
      MergeCommand.class,
      MarksCommand.class,
      DashboardCommand.class,
      SimilarityCommand.class,
      ExportCommand.class,
      ReleaseCommand.class,
      NewExerciseCommand.class,
      TextCommand.class,
      DataCommand.class,
      PagesCommand.class,
      KernelSpecCommand.class,
      KernelCommand.class
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where an error came from.")
  private boolean stackTrace;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /**
   * Runs one command and ends with its exit status: 0 done, 1 failed, 2 bad input.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    ParentWatch.startIfAsked();
    OptionalInt elsewhere = Relaunch.withVectors(arguments);
    System.exit(elsewhere.isPresent() ? elsewhere.getAsInt() : commandLine().execute(arguments));
  }

  /** Returns the command line, ready to execute. */
  static CommandLine commandLine() {
    Main main = new Main();
    return new CommandLine(main)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::misread)
        .setExecutionExceptionHandler((thrown, line, parsed) -> main.fail(thrown, line.getErr()));
  }

  /** Says which commands there are: nothing was asked for. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Failure.BAD_INPUT;
  }

  /**
   * Lets errors of the virtual machine (out of memory, a class that is missing) take the same way
   * as exceptions.
   */
  private static int execute(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError error) {
      CommandLine root = parsed.commandSpec().commandLine();
      return ((Main) parsed.commandSpec().userObject()).fail(error, root.getErr());
    }
  }

  private int fail(Throwable thrown, PrintWriter err) {
    Failure failure = Failure.of(thrown);
    err.println("unroll: " + failure.line());
    if (stackTrace || Boolean.getBoolean("unroll.stacktrace")) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return failure.status();
  }

  private static int misread(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    String message = wrong.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    err.println(
        "unroll: " + message + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return Failure.BAD_INPUT;
  }
}
