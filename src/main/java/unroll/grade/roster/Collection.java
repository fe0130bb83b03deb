package unroll.grade.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import unroll.grade.intake.ClassArchive;
import unroll.grade.intake.Intake;

/**
 * Everything handed in for one exercise: a plain folder, or an export of Canvas, Moodle, Gradescope
 * or nbgrader, as a folder or a zip. What most of the names in it look like tells which.
 *
 * <p>In a plain folder each file, folder or archive is one hand-in; {@code ada@1.java}, {@code
 * ada@2.zip} are two attempts of ada. Nothing that a student has handed in makes this throw, and
 * nobody's hand-in is left out: whom the roster does not know is a stranger, and graded under the
 * name on the file.
 *
 * <p>A time is, in this order, that of {@code --times}, that of the platform where it says one
 * (Gradescope, nbgrader), or that of the file, with a notice. Canvas and Moodle write the time of
 * the download into their archives; there the time is unknown rather than wrong.
 *
 * @param handins the hand-ins, by student and attempt
 * @param strangers names that the roster does not know; their hand-ins are among the others
 * @param unpacked where an archive was unpacked to; gone after {@link #close}
 */
public record Collection(List<Collected> handins, List<String> strangers, Optional<Path> unpacked)
    implements AutoCloseable {
  private static final List<Form> EXPORTS =
      List.of(new GradescopeForm(), new MoodleForm(), new CanvasForm(), new NbgraderForm());

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
    return of(folderOrZip, roster, timesCsv, "");
  }

  /**
   * Finds what was handed in for one exercise where a folder may hold several, as nbgrader's does.
   *
   * @param folderOrZip a folder with an entry for each submission, or an export of a platform
   * @param roster who is in the course, if that is known
   * @param timesCsv when what was handed in: {@code student,attempt,at}; it goes before all other
   *     times
   * @param exercise the exercise's name
   * @return the hand-ins
   * @throws IllegalArgumentException if the folder or the times cannot be read, or it is not clear
   *     which of several assignments is meant; the message is one line
   */
  public static Collection of(
      Path folderOrZip, Optional<Roster> roster, Optional<Path> timesCsv, String exercise) {
    Times times = timesCsv.map(csv -> Times.read(csv, roster)).orElse(Times.none());
    Shelf shelf = new Shelf();
    List<ClassArchive.Trouble> troubles = new ArrayList<>();
    try {
      List<Found> found = found(folderOrZip, exercise, shelf, troubles);
      Owners owners = new Owners(roster);
      List<Collected> collected = collected(owners.of(found), times, troubles);
      times.refuseUnknown(
          roster, new HashSet<>(collected.stream().map(Collected::student).toList()));
      return new Collection(collected, owners.strangers(), shelf.folder());
    } catch (IOException | RuntimeException e) {
      shelf.folder().ifPresent(Collection::delete);
      if (e instanceof IOException || e instanceof UncheckedIOException) {
        throw new IllegalArgumentException(folderOrZip + " cannot be read: " + e.getMessage(), e);
      }
      throw (RuntimeException) e;
    }
  }

  /** Deletes what was unpacked; the hand-ins of an archive cannot be read afterwards. */
  @Override
  public void close() {
    unpacked.ifPresent(Collection::delete);
  }

  private static void delete(Path folder) {
    try {
      Shelf.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Found> found(
      Path place, String exercise, Shelf shelf, List<ClassArchive.Trouble> troubles)
      throws IOException {
    boolean isZip = Files.isRegularFile(place);
    if (!isZip && !Files.isDirectory(place)) {
      throw new IllegalArgumentException("there is no folder or archive " + place);
    }
    Path folder = isZip ? shelf.unpacked(place, troubles) : place;
    List<Path> entries = Intake.entries(folder);
    Path inner = entries.size() == 1 && Shelf.isFolder(entries.get(0)) ? entries.get(0) : folder;
    for (Path each : inner.equals(folder) ? List.of(folder) : List.of(folder, inner)) {
      for (Form export : EXPORTS) {
        Optional<List<Found>> found = export.in(each, exercise, shelf);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    // who packs a folder of hand-ins packs the folder, too
    boolean isWrapped = isZip && Intake.entries(inner).size() > 1;
    return new PlainForm().in(isWrapped ? inner : folder, exercise, shelf).orElseThrow();
  }

  private static List<Collected> collected(
      List<Owners.Owned> owned, Times times, List<ClassArchive.Trouble> troubles) {
    Map<String, List<Found>> byStudent = new TreeMap<>();
    for (Owners.Owned each : owned) {
      byStudent.computeIfAbsent(each.student(), one -> new ArrayList<>()).add(each.found());
    }
    List<Collected> collected = new ArrayList<>();
    byStudent.forEach(
        (student, attempts) -> {
          for (Found each : numbered(attempts)) {
            int attempt = each.attempt().orElseThrow();
            Optional<Instant> listed = times.of(student, attempt);
            Stream<String> notices =
                each.notices().stream()
                    .filter(notice -> listed.isEmpty() || !Form.isAboutTime(notice));
            Stream<String> damages =
                troubles.stream()
                    .filter(trouble -> trouble.file().startsWith(each.entry()))
                    .map(ClassArchive.Trouble::sentence);
            collected.add(
                new Collected(
                    student,
                    attempt,
                    each.entry(),
                    listed.or(each::at),
                    Stream.concat(notices, damages).toList()));
          }
        });
    return collected;
  }

  /** The attempts of a student, numbered as their names say if that is clear, else by time. */
  private static List<Found> numbered(List<Found> attempts) {
    List<Found> sorted = new ArrayList<>(attempts);
    sorted.sort(
        Comparator.comparing((Found each) -> each.attempt().orElse(1))
            .thenComparing(each -> each.at().orElse(Instant.EPOCH))
            .thenComparing(each -> each.entry().toString()));
    long numbers = sorted.stream().map(each -> each.attempt().orElse(1)).distinct().count();
    List<Found> numbered = new ArrayList<>();
    for (Found each : sorted) {
      int byPlace = numbered.size() + 1;
      if (numbers == sorted.size()) {
        numbered.add(each.numbered(each.attempt().orElse(1)));
      } else {
        numbered.add(
            each.numbered(byPlace)
                .noting(
                    "You handed in "
                        + sorted.size()
                        + " times; this counts as attempt "
                        + byPlace
                        + "."));
      }
    }
    return numbered;
  }
}
