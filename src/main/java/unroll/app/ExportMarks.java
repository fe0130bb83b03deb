package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.grade.desk.Ledger;
import unroll.grade.desk.MarkedFolder;
import unroll.grade.policy.PlanReader;
import unroll.grade.roster.Roster;

/** The options of all exports of marks, and the way from results to a file. */
final class ExportMarks {
  private static final int GRADER_FAULT = 3;

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
    Ledger ledger =
        Ledger.of(
            PlanReader.read(plan),
            Optional.of(students),
            marked.stream().map(MarkedFolder::read).toList());
    byte[] text = form.apply(students, ledger).getBytes(StandardCharsets.UTF_8);
    Path draft = Files.createTempFile(file.getParent(), ".writing", ".tmp");
    try {
      Files.write(draft, text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    ledger.told().forEach(line -> terminal.println("  " + line));
    terminal.println("written: " + out);
    terminal.flush();
    return ledger.faults().isEmpty() ? 0 : GRADER_FAULT;
  }
}
