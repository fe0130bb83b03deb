package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.grade.dashboard.Dashboard;
import unroll.grade.dashboard.DashboardPage;
import unroll.grade.dashboard.Tally;
import unroll.grade.desk.MarkedFolder;

/** {@code unroll dashboard}: a class at a glance. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one page about a class that unroll grade has marked: how the points are spread, how"
          + " hard each test is and how well it tells strong answers from weak ones, what goes"
          + " wrong most, what is slow, what has no mark.",
      "If unroll similarity wrote into the same folder, the most similar answers too."
    },
    footer = {
      "",
      "Examples: unroll dashboard marks",
      "          unroll dashboard marks --out 02-elman.html"
    })
public final class DashboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OUT", description = "the OUT of unroll grade")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the page to write (default: dashboard.html in OUT)")
  private Path out;

  /** Makes the command; picocli fills it in. */
  public DashboardCommand() {}

  /**
   * Counts and writes.
   *
   * @return exit status 0
   * @throws IOException if the page cannot be written
   */
  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserError("there is no folder " + folder);
    }
    Path page = Optional.ofNullable(out).orElse(folder.resolve("dashboard.html")).toAbsolutePath();
    if (Files.isDirectory(page)) {
      throw new UserError(page + " is a folder: --out takes a file");
    }
    if (!Files.isDirectory(page.getParent())) {
      throw new UserError("there is no folder " + page.getParent() + " to write the page into");
    }
    Dashboard dashboard = Tally.of(MarkedFolder.read(folder));
    WholeFile.write(page, new DashboardPage().of(dashboard));
    spec.commandLine()
        .getOut()
        .println(
            dashboard.exercise() + ": " + dashboard.students() + " students; written: " + page);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
