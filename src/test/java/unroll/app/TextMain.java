package unroll.app;

import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** {@code unroll text} as a program of its own, for tests that kill it. */
final class TextMain {
  private TextMain() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new TextCommand())
        .setParameterExceptionHandler(
            (wrong, arguments) -> fail(wrong.getCommandLine(), wrong.getMessage()))
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              if (thrown instanceof NoSuchFileException missing) {
                return fail(line, "no such file: " + missing.getFile());
              }
              if (thrown instanceof IllegalArgumentException) {
                return fail(line, thrown.getMessage());
              }
              throw thrown;
            });
  }

  private static int fail(CommandLine line, String message) {
    line.getErr().println("unroll: " + message);
    return 2;
  }
}
