package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.LedgerCsv;
import unroll.grade.roster.Roster;

/** {@code unroll marks}: makes a gradebook of the results of a course's exercises. */
@Command(
    name = "marks",
    mixinStandardHelpOptions = true,
    description = {
      "Applies a course's plan (due times, late days, penalties, which attempt counts, extensions,"
          + " marks given by hand) to the results of its exercises.",
      "FOLDER gets gradebook.csv, a row a student, and marks.csv, a row a student and assignment"
          + " with the reasons. An assignment without an OUT is left out of the totals. Whoever is"
          + " in the roster and handed nothing in has zeros; whoever is not in it is told.",
      "Exit status: 0 done, 2 bad plan, roster or folder, and nothing is written, 3 done, but the"
          + " grader failed on a submission, which is not marked yet."
    },
    footer = {
      "",
      "Example: unroll marks --plan course.yaml --roster students.csv --out gradebook marks-02"
          + " marks-04"
    })
public final class MarksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private MarksOptions marks;

  @Option(names = "--roster", paramLabel = "R.csv", description = "the students of the course")
  private Path roster;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "the folder for the tables, made if it is missing")
  private Path out;

  /** Makes the command; picocli fills it in. */
  public MarksCommand() {}

  /**
   * Writes the tables.
   *
   * @return exit status 0, or 3 if a submission is not marked yet because the grader failed
   * @throws IOException if the plan cannot be read
   */
  @Override
  public Integer call() throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError(out + " is a file: --out takes a folder");
    }
    Ledger ledger = marks.ledger(Optional.ofNullable(roster).map(Roster::read));
    new LedgerCsv(ledger).write(out);
    ledger.told().forEach(line -> terminal.println("  " + line));
    terminal.printf(
        "%s, %s, written: %s, marks.csv%n",
        GradeText.count(ledger.gradebook().standings().size(), "student"),
        GradeText.count(ledger.gradebook().plan().term().assignments().size(), "assignment"),
        out.resolve("gradebook.csv"));
    terminal.flush();
    return MarksOptions.status(ledger);
  }
}
