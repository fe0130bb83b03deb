package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import unroll.grade.desk.Ledger;
import unroll.grade.roster.Roster;

/** The options of all exports of marks, and the way from results to a file. */
final class ExportMarks {
  @Mixin private MarksOptions marks;

  @Option(
      names = "--roster",
      required = true,
      paramLabel = "R.csv",
      description = "the students, as the platform exports them")
  private Path roster;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the file to import, replaced if it is there")
  private Path out;

  /** Where the roster was read from. */
  Path roster() {
    return roster;
  }

  /**
   * Writes the marks.
   *
   * @param form makes the text
   * @return exit status 0, or 3 if a submission is not marked yet because the grader failed
   */
  int to(BiFunction<Roster, Ledger, String> form, PrintWriter terminal) throws IOException {
    Path file = out.toAbsolutePath().normalize();
    if (Files.isDirectory(file) || !Files.isDirectory(file.getParent())) {
      throw new UserError("--out takes a file in a folder that is there, not " + out);
    }
    Roster students = Roster.read(roster);
    Ledger ledger = marks.ledger(Optional.of(students));
    WholeFile.write(file, form.apply(students, ledger));
    ledger.told().forEach(line -> terminal.println("  " + line));
    terminal.println("written: " + out);
    terminal.flush();
    return MarksOptions.status(ledger);
  }
}
