package unroll.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.grade.desk.Merge;

/** {@code unroll merge}: puts folders of results together. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the results of several runs of unroll grade together, as if one run had marked them"
          + " all.",
      "They must be of one exercise, marked by the same tests, kit and Java in the same sandbox,"
          + " and all shards must be there. The folders that are read stay as they are."
    },
    footer = {
      "",
      "Example: unroll grade hand-ins --exercise 02-elman --out part1 --shard 1/2",
      "         unroll grade hand-ins --exercise 02-elman --out part2 --shard 2/2",
      "         unroll merge part1 part2 --out marks"
    })
public final class MergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "OUT", description = "folders that unroll grade filled")
  private List<Path> parts;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "the folder for all results, made if it is missing")
  private Path out;

  /** Makes the command; picocli fills it in. */
  public MergeCommand() {}

  /**
   * Merges and says how many submissions there are.
   *
   * @return exit status 0
   */
  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    int submissions = Merge.of(parts, out);
    terminal.printf(
        "%s of %s, written: %s, results/, feedback/%n",
        GradeText.count(submissions, "submission"),
        GradeText.count(parts.size(), "folder"),
        out.resolve("results.csv"));
    terminal.flush();
    return 0;
  }
}
