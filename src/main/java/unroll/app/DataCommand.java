package unroll.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import unroll.data.Dataset;
import unroll.data.Datasets;

/** {@code unroll data}: what data ship with the course, and whether they are intact. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists and verifies the data that ship with the course; imports your own.",
    footer = {"", "Example: unroll data verify"},
    subcommands = DataImportCommand.class)
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public DataCommand() {}

  /** Without a subcommand there is nothing to do but to show the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * {@code unroll data list}: one line a file, with size and licence.
   *
   * @return exit status 0, or 2 if the catalogue cannot be read
   */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints each file with its size and licence.",
      footer = {"", "Example: unroll data list"})
  public int list() {
    return withCatalogue(
        (catalogue, out) -> {
          for (Dataset set : catalogue.all()) {
            out.printf(
                Locale.ROOT,
                "%s: %d files, %,d bytes%n",
                set.name(),
                set.files().size(),
                set.bytes());
            for (Dataset.Entry entry : set.files()) {
              out.printf(
                  Locale.ROOT,
                  "  %-32s %,9d  %s%n",
                  entry.file().getFileName(),
                  entry.bytes(),
                  entry.licence());
            }
          }
          return 0;
        });
  }

  /**
   * {@code unroll data verify}: compares every file with the catalogue.
   *
   * @return exit status 0, or 2 with one line for each missing or damaged file
   */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Compares every file with its size and SHA-256 in the catalogue.",
      footer = {"", "Example: unroll data verify"})
  public int verify() {
    return withCatalogue(
        (catalogue, out) -> {
          List<String> complaints = catalogue.verify();
          if (complaints.isEmpty()) {
            int files = catalogue.all().stream().mapToInt(set -> set.files().size()).sum();
            out.println("All " + files + " files are as the catalogue says.");
            return 0;
          }
          PrintWriter err = spec.commandLine().getErr();
          complaints.forEach(complaint -> err.println("unroll: " + complaint));
          return 2;
        });
  }

  private interface Action {
    int on(Datasets catalogue, PrintWriter out);
  }

  private int withCatalogue(Action action) {
    try {
      return action.on(Datasets.catalogue(), spec.commandLine().getOut());
    } catch (IllegalStateException nowhere) {
      throw new UserError(nowhere.getMessage(), nowhere);
    }
  }
}
