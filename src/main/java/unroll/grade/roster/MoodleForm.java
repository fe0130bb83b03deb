package unroll.grade.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.intake.Intake;

/**
 * What Moodle gives out as "Download all submissions": a folder each, {@code Ada
 * Lovelace_123456_assignsubmission_file}, with an underscore at the end in versions before 4.0, or
 * flat files, {@code Ada Lovelace_123456_assignsubmission_file_Elman.java}, where the teacher does
 * not want folders. The number belongs to student and assignment; a group has its name, and perhaps
 * its number. Typed text lies in a folder {@code ..._assignsubmission_onlinetext}.
 *
 * <p>Source: {@code mod/assign/classes/downloader.php} of github.com/moodle/moodle ({@code
 * get_student_prefix}, {@code load_submissionplugin_filelist}). Its archive writer ({@code
 * files/classes/local/archive_writer/zip_writer.php}) writes no dates of the files, so that those
 * in the archive are the download's: no time is taken from them.
 */
final class MoodleForm implements Form {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<name>.+?)(?:_(?<number>\\d+))?_assignsubmission_(?<kind>[a-z]+)(?:_(?<file>.*))?");

  private record Part(Path path, String name, String number, String kind, String file) {
    String owner() {
      return name + "_" + number;
    }
  }

  @Override
  public Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException {
    Map<String, List<Part>> byOwner = new LinkedHashMap<>();
    List<Found> found = new ArrayList<>();
    List<Path> entries = Intake.entries(folder);
    for (Path entry : entries) {
      Optional<Part> part = part(entry);
      if (part.isPresent()) {
        byOwner.computeIfAbsent(part.get().owner(), each -> new ArrayList<>()).add(part.get());
      } else {
        found.add(Found.of(Shelf.stem(Shelf.name(entry)), entry));
      }
    }
    if (2 * found.size() >= entries.size()) {
      return Optional.empty();
    }
    for (List<Part> parts : byOwner.values()) {
      found.add(found(parts, shelf));
    }
    return Optional.of(found);
  }

  /** The files of a student, if there are any; text typed into Moodle is no file. */
  private static Found found(List<Part> parts, Shelf shelf) throws IOException {
    List<Part> files = parts.stream().filter(part -> part.kind().equals("file")).toList();
    List<Part> taken = files.isEmpty() ? parts : files;
    Part first = taken.get(0);
    Path entry = first.path();
    List<String> notices = new ArrayList<>();
    if (taken.size() > 1 && taken.stream().noneMatch(part -> Shelf.isFolder(part.path()))) {
      entry =
          shelf.bundle(
              taken.stream().map(Part::path).toList(),
              taken.stream().map(Part::file).toList(),
              notices);
    }
    Found found =
        Found.of(first.name(), entry)
            .of(first.number())
            .noting(Form.noTime("Moodle"))
            .noting(notices);
    return first.number().isEmpty() ? found : found.knownAs(List.of(first.number()));
  }

  private static Optional<Part> part(Path entry) {
    Matcher name = NAME.matcher(Shelf.name(entry));
    if (!name.matches()) {
      return Optional.empty();
    }
    String number = name.group("number") == null ? "" : name.group("number");
    String file = name.group("file");
    return Optional.of(
        new Part(
            entry,
            name.group("name"),
            number,
            name.group("kind"),
            file == null || file.isEmpty() ? Shelf.name(entry) : file));
  }
}
