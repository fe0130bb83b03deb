package unroll.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.MarkedFolder;
import unroll.grade.policy.PlanReader;
import unroll.grade.roster.Roster;

/** What every command takes that makes marks of results. */
final class MarksOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "OUT",
      description = "folders that unroll grade filled, one an exercise")
  private List<Path> marked;

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "COURSE.yaml",
      description = "the assignments, the policy, extensions and marks by hand")
  private Path plan;

  /**
   * Applies the plan to the results.
   *
   * @throws IllegalArgumentException if plan, roster and folders do not go together, in one line
   */
  Ledger ledger(Optional<Roster> roster) throws IOException {
    return Ledger.of(
        PlanReader.read(plan), roster, marked.stream().map(MarkedFolder::read).toList());
  }

  /** The exit status when the marks are written. */
  static int status(Ledger ledger) {
    return ledger.faults().isEmpty() ? 0 : Failure.GRADER_FAULT;
  }
}
