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
 * What Canvas gives out as "Download submissions": flat files, {@code
 * lovelaceada_LATE_12345_67890_Elman-2.java}: the sortable name in lower case and in one piece,
 * LATE or nothing, the user's number, the attachment's number, the name of the file, "-2" where the
 * student handed in again. Typed text is {@code lovelaceada_12345_text.html}, an address {@code
 * _link.html}, an anonymous hand-in {@code anon_Xy12z_67890_Elman.java}.
 *
 * <p>Source: {@code lib/content_zipper.rb} of github.com/instructure/canvas-lms ({@code
 * get_filename}, {@code add_upload_submission}, {@code add_text_or_url}). The same file shows that
 * entries are written while the archive is made, so that their dates are the download's and say
 * nothing of the student: no time is taken from them.
 */
final class CanvasForm implements Form {
  private static final String REST =
      "_(?:(?<attachment>\\d+)_(?<file>.+)|(?<typed>(?:text|link)\\.html))";
  private static final Pattern ANONYMOUS =
      Pattern.compile("(?i)(?<name>)(?:(?<late>LATE)_)?(?<user>anon_[a-z0-9]+)" + REST);
  private static final Pattern NAMED =
      Pattern.compile("(?i)(?<name>.+?)_(?:(?<late>LATE)_)?(?<user>\\d+)" + REST);

  private record Part(Path path, String name, String user, boolean late, String file) {}

  @Override
  public Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException {
    List<Path> entries = Intake.entries(folder);
    Map<String, List<Part>> byUser = new LinkedHashMap<>();
    List<Path> others = new ArrayList<>();
    int parts = 0;
    for (Path entry : entries) {
      Optional<Part> part = Shelf.isFolder(entry) ? Optional.empty() : part(entry);
      if (part.isPresent()) {
        parts++;
        byUser.computeIfAbsent(part.get().user(), each -> new ArrayList<>()).add(part.get());
      } else {
        others.add(entry);
      }
    }
    if (2 * parts <= entries.size()) {
      return Optional.empty();
    }
    List<Found> found = new ArrayList<>();
    for (List<Part> handin : byUser.values()) {
      found.add(found(handin, shelf));
    }
    others.forEach(other -> found.add(Found.of(Shelf.stem(Shelf.name(other)), other)));
    return Optional.of(found);
  }

  private static Found found(List<Part> parts, Shelf shelf) throws IOException {
    Part first = parts.get(0);
    List<String> notices = new ArrayList<>();
    Path entry =
        parts.size() == 1
            ? first.path()
            : shelf.bundle(
                parts.stream().map(Part::path).toList(),
                parts.stream().map(Part::file).toList(),
                notices);
    Found found =
        Found.of(first.name(), entry)
            .of(first.user())
            .knownAs(List.of(first.user()))
            .noting(Form.noTime("Canvas"))
            .noting(notices);
    return first.late() ? found.noting("Canvas calls it late.") : found;
  }

  private static Optional<Part> part(Path entry) {
    Matcher name = ANONYMOUS.matcher(Shelf.name(entry));
    if (!name.matches()) {
      name = NAMED.matcher(Shelf.name(entry));
    }
    if (!name.matches()) {
      return Optional.empty();
    }
    String user = name.group("user");
    String called = name.group("name").isEmpty() ? user : name.group("name");
    String file = name.group("file") == null ? name.group("typed") : name.group("file");
    return Optional.of(new Part(entry, called, user, name.group("late") != null, file));
  }
}
