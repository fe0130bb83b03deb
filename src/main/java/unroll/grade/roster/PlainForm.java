package unroll.grade.roster;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.intake.Intake;

/**
 * A folder in which each file, folder or archive is a hand-in, named after its student. Several
 * attempts of a student are told by {@code @} and a number before the ending: {@code ada@1.java},
 * {@code ada@2.zip}, a folder {@code ada@3}. A file's own time is when it was handed in, that of
 * the newest file in a folder.
 */
final class PlainForm implements Form {
  private static final Pattern NUMBERED =
      Pattern.compile("(?<student>.+)@(?<attempt>[1-9]\\d{0,3})");
  private static final int LOOKED_AT = 20_000;

  @Override
  public Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException {
    List<Path> entries = Intake.entries(folder);
    Set<String> counted = new HashSet<>();
    for (Path entry : entries) {
      Matcher numbered = numbered(entry);
      if (numbered.matches()) {
        counted.add(numbered.group("student"));
      }
    }
    List<Found> found = new ArrayList<>();
    for (Path entry : entries) {
      Found one = found(entry, counted).noting(FILE_TIME);
      found.add(newest(entry).map(one::at).orElse(one));
    }
    return Optional.of(found);
  }

  private static Found found(Path entry, Set<String> counted) {
    Matcher numbered = numbered(entry);
    String name = Shelf.name(entry);
    String stem = Shelf.stem(name);
    if (numbered.matches()) {
      String student = numbered.group("student");
      return Found.of(student, entry)
          .knownAs(List.of(student))
          .numbered(Integer.parseInt(numbered.group("attempt")));
    }
    // without a roster the whole name is the id, as long as nothing says that it is one of several
    Found found = Found.of(counted.contains(stem) ? stem : name, entry);
    int end = stem.indexOf('_');
    return found.knownAs(
        end > 0 ? List.of(name, stem, stem.substring(0, end)) : List.of(name, stem));
  }

  private static Matcher numbered(Path entry) {
    return NUMBERED.matcher(Shelf.stem(Shelf.name(entry)));
  }

  private static Optional<Instant> newest(Path entry) {
    Instant[] newest = new Instant[1];
    int[] looked = new int[1];
    try {
      if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant());
      }
      Files.walkFileTree(
          entry,
          EnumSet.noneOf(FileVisitOption.class),
          8,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Instant at = attributes.lastModifiedTime().toInstant();
              newest[0] = newest[0] == null || at.isAfter(newest[0]) ? at : newest[0];
              return ++looked[0] > LOOKED_AT ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(newest[0]);
  }
}
