package unroll.grade.roster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unroll.grade.intake.Intake;

/**
 * The folders of nbgrader: {@code submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb} with a {@code
 * timestamp.txt}, which an instructor has collected; or {@code inbound/STUDENT+ASSIGNMENT+TIME},
 * into which students hand in, one folder an attempt.
 *
 * <p>Source: nbgrader's documentation, "The philosophy and the approach" and "Exchange API"; {@code
 * nbgrader/exchange/collect.py} for the names in {@code inbound}; times are {@code %Y-%m-%d
 * %H:%M:%S.%f %Z}, and UTC where they name no zone.
 */
final class NbgraderForm implements Form {
  private static final String TIME = "timestamp.txt";
  private static final Pattern INBOUND =
      Pattern.compile("(?<student>.+)\\+(?<assignment>[^+]+)\\+(?<at>\\d{4}-[^+]+)(?:\\+[^+]*)?");

  @Override
  public Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException {
    Path inner = folder.resolve("submitted");
    Path base = Shelf.isFolder(inner) ? inner : folder;
    List<Path> entries = Intake.entries(base);
    List<Path> students = Shelf.folders(base);
    // what one student has in a folder must not decide how all are read
    if (isMost(entries, each -> Shelf.isFolder(each) && inboundName(each).matches())) {
      return Optional.of(inbound(students, exercise));
    }
    boolean isNamed = Shelf.name(base).equals("submitted");
    boolean isSubmitted =
        isMost(entries, NbgraderForm::hasTime)
            || (isNamed && isMost(entries, NbgraderForm::hasFoldersOnly));
    return isSubmitted ? Optional.of(submitted(students, exercise)) : Optional.empty();
  }

  private static boolean isMost(List<Path> entries, Predicate<Path> condition) {
    return 2 * entries.stream().filter(condition).count() > entries.size();
  }

  private static boolean hasTime(Path student) {
    return Shelf.isFolder(student)
        && Shelf.folders(student).stream()
            .anyMatch(each -> Files.exists(each.resolve(TIME), LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean hasFoldersOnly(Path student) {
    return Shelf.isFolder(student)
        && !Shelf.folders(student).isEmpty()
        && Shelf.folders(student).size() == Shelf.entries(student).size();
  }

  private static List<Found> submitted(List<Path> students, String exercise) throws IOException {
    TreeSet<String> assignments = new TreeSet<>();
    for (Path student : students) {
      Shelf.folders(student).forEach(each -> assignments.add(Shelf.name(each)));
    }
    String wanted = chosen(assignments, exercise);
    List<Found> found = new ArrayList<>();
    for (Path student : students) {
      Path entry = student.resolve(wanted);
      if (Shelf.isFolder(entry)) {
        Found one = Found.of(Shelf.name(student), entry);
        Optional<Instant> at = time(entry.resolve(TIME));
        found.add(at.map(one::at).orElse(one.noting("There is no time of nbgrader's beside it.")));
      }
    }
    return found;
  }

  private static List<Found> inbound(List<Path> folders, String exercise) {
    TreeSet<String> assignments = new TreeSet<>();
    for (Path folder : folders) {
      Matcher name = inboundName(folder);
      if (name.matches()) {
        assignments.add(name.group("assignment"));
      }
    }
    String wanted = chosen(assignments, exercise);
    List<Found> found = new ArrayList<>();
    for (Path folder : folders) {
      Matcher name = inboundName(folder);
      if (name.matches() && name.group("assignment").equals(wanted)) {
        Found one = Found.of(name.group("student"), folder);
        found.add(Moments.orUtc(name.group("at")).map(one::at).orElse(one));
      }
    }
    return found;
  }

  private static Matcher inboundName(Path folder) {
    return INBOUND.matcher(Shelf.name(folder));
  }

  /** The one of these that is the exercise. */
  private static String chosen(TreeSet<String> assignments, String exercise) {
    if (assignments.size() == 1) {
      return assignments.first();
    }
    String wanted = letters(exercise);
    return assignments.stream()
        .filter(each -> !wanted.isEmpty() && letters(each).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    assignments.isEmpty()
                        ? "there is no folder of an assignment below the students'"
                        : "nbgrader's folders hold "
                            + String.join(", ", assignments)
                            + ": give the folder of one of them, or name it "
                            + (exercise.isEmpty() ? "as the exercise" : exercise)));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Optional<Instant> time(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 1024) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    try (Stream<String> lines = text.lines()) {
      return lines.findFirst().flatMap(Moments::orUtc);
    }
  }
}
