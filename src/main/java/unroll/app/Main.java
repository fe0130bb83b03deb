package unroll.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the course. */
@Command(
    name = "unroll",
    description = "Recurrent networks from scratch: lessons, library, exercises.",
    mixinStandardHelpOptions = true,
    subcommands = {KernelCommand.class, KernelSpecCommand.class, RunCommand.class})
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
