package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unroll.grade.report.CsvLine;
import unroll.grade.report.Row;

/**
 * A folder of results that {@code unroll grade} has filled, read. What its table lists counts; the
 * journal says the rest of it.
 */
public final class MarkedFolder {
  private final Outbox outbox;
  private final String header;
  private final List<Line> lines;

  /**
   * A submission of the table.
   *
   * @param entry its last line in the journal
   * @param csv its line in the table, with the end of line
   */
  record Line(Journal.Entry entry, String csv) {}

  private MarkedFolder(Outbox outbox, String header, List<Line> lines) {
    this.outbox = outbox;
    this.header = header;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads a folder.
   *
   * @param folder the folder
   * @return what is in it
   * @throws IllegalArgumentException if it is no folder of results, a run over it has not come to
   *     its end, or its table is not what the run wrote; the message is one line
   * @throws UncheckedIOException if it cannot be read
   */
  public static MarkedFolder read(Path folder) {
    try {
      Outbox outbox = new Outbox(folder);
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (!Files.isRegularFile(outbox.csv()) || !Files.isRegularFile(outbox.journal())) {
        throw new IllegalArgumentException(
            folder + " holds no results: give the OUT of an unroll grade that came to its end");
      }
      Map<String, Journal.Entry> entries = new HashMap<>();
      Journal.read(outbox.journal())
          .values()
          .forEach(entry -> entries.put(CsvLine.field(entry.row().id()), entry));
      List<Line> lines = new ArrayList<>();
      List<String> table = Files.readAllLines(outbox.csv());
      for (String csv : table.subList(Math.min(1, table.size()), table.size())) {
        Journal.Entry entry = entries.get(CsvLine.first(csv));
        if (entry == null) {
          throw new IllegalArgumentException(
              outbox.csv()
                  + " was edited: the journal knows no "
                  + CsvLine.first(csv)
                  + "; run unroll grade again (marks by hand stand in the plan)");
        }
        lines.add(new Line(entry, csv + "\r\n"));
      }
      return new MarkedFolder(outbox, table.isEmpty() ? "" : table.get(0), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it is.
   *
   * @return the folder
   */
  public Path folder() {
    return outbox.folder();
  }

  /**
   * What was to be solved.
   *
   * @return the exercise's name; empty if there are no results
   */
  public Optional<String> exercise() {
    return lines.stream().map(line -> line.entry().exercise()).findFirst();
  }

  /**
   * The results in short.
   *
   * @return one a submission, by student and attempt
   */
  public List<Row> rows() {
    return lines.stream().map(line -> line.entry().row()).toList();
  }

  /**
   * Where everything about a submission is told.
   *
   * @param row one of {@link #rows}
   * @return its JSON
   */
  public Path json(Row row) {
    return outbox.json(row.id());
  }

  /**
   * How many new results wait for a decision.
   *
   * @return 0 unless a run ended, or was killed, before results were replaced
   */
  public int waiting() {
    try {
      Path journal = outbox.next().journal();
      return Files.exists(journal) ? Journal.read(journal).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses a shard where a whole class is wanted. */
  void refusePart() {
    try {
      outbox
          .heldShard()
          .ifPresent(
              shard -> {
                throw new IllegalArgumentException(
                    folder()
                        + " is shard "
                        + shard
                        + " only: put them together with unroll merge first");
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Outbox outbox() {
    return outbox;
  }

  List<Line> lines() {
    return lines;
  }

  String header() {
    return header;
  }
}
