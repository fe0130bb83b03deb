package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  private record Said(int status, String out, String err) {}

  /** Stands for a command that meets something. */
  @Command(name = "meet")
  static final class Meeting implements Runnable {
    private final Throwable thrown;

    Meeting(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public void run() {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
  }

  private static Said run(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(arguments);
    return new Said(status, out.toString(), err.toString());
  }

  private static Said run(String... arguments) {
    return run(Main.commandLine(), arguments);
  }

  private static Said meet(Throwable thrown, String... arguments) {
    return run(Main.commandLine().addSubcommand(new Meeting(thrown)), arguments);
  }

  @Test
  void helpIsNoFailure() {
    assertEquals(0, run("--help").status());
  }

  @Test
  void versionNamesTheKit() {
    assertTrue(run("--version").out().startsWith("unroll "));
  }

  @Test
  void everyCommandShowsAnExample() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        String help = command.getUsageMessage();
        assertTrue(help.contains("Example"), help);
      }
    }
  }

  @Test
  void noCommandIsBadInput() {
    assertEquals(2, run().status());
  }

  @Test
  void unknownCommandIsBadInputInOneLine() {
    Said said = run("opne");
    assertEquals(2, said.status());
    assertEquals(1, said.err().lines().count(), said.err());
  }

  @Test
  void wrongOptionPointsAtTheCommandsHelp() {
    assertTrue(run("open", "--prot", "1").err().contains("unroll open --help"));
  }

  @Test
  void badInputOfACommandIsOneLineAndStatusTwo() {
    assertEquals(
        new Said(2, "", "unroll: no lesson 7" + System.lineSeparator()),
        meet(new UserError("no lesson 7"), "meet"));
  }

  @Test
  void failureOfACommandIsStatusOne() {
    assertEquals(1, meet(new IllegalStateException("broken"), "meet").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run no-such-lesson",
        "check no-such-exercise",
        "watch no-such-exercise",
        "kernelspec --user",
        "kernel no-such-file",
        "open no-such-lesson",
        "text train no-such-file"
      })
  void badInputIsOneLineWithOurNameAndStatusTwo(String words) {
    Said said = run(words.split(" "));
    assertEquals(2, said.status(), said.err());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().startsWith("unroll: "), said.err());
  }

  @Test
  void errorOfTheMachineIsStatusOneToo() {
    assertEquals(1, meet(new StackOverflowError(), "meet").status());
  }

  @Test
  void stackTraceIsShownWhenAskedFor() {
    Said said = meet(new UserError("no lesson 7"), "meet", "--stacktrace");
    assertTrue(said.err().contains("at unroll.app.MainTest"), said.err());
  }
}
