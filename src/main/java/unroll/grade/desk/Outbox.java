package unroll.grade.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of results; each file appears whole or not at all.
 *
 * <p>New results that would change a score wait in {@code next}, a folder of the same form; what
 * they replace goes to {@code history}.
 *
 * @param folder the folder
 */
record Outbox(Path folder) {
  // file systems allow 255 bytes; an ending is added to this
  private static final int LONGEST = 200;
  private static final String HALF = ".writing";

  Path json(String id) {
    return folder.resolve("results").resolve(fileName(id) + ".json");
  }

  Path page(String id) {
    return folder.resolve("feedback").resolve(fileName(id) + ".html");
  }

  /** The twin of the page, to be posted as a comment. */
  Path text(String id) {
    return folder.resolve("feedback").resolve(fileName(id) + ".md");
  }

  /** All files of a submission. */
  List<Path> files(String id) {
    return List.of(json(id), page(id), text(id));
  }

  Path csv() {
    return folder.resolve("results.csv");
  }

  Path journal() {
    return folder.resolve("journal.jsonl");
  }

  Path lock() {
    return folder.resolve(".lock");
  }

  /** Which part of a class these results are, if they are one. */
  Path shard() {
    return folder.resolve("shard.txt");
  }

  /** The shard that was claimed for this folder. */
  Optional<Shard> heldShard() throws IOException {
    return Files.exists(shard())
        ? Optional.of(Shard.parse(Files.readString(shard()).strip()))
        : Optional.empty();
  }

  /** What would change, as long as it waits. */
  Path difference() {
    return folder.resolve("difference.csv");
  }

  /** The folder of results that wait for a decision. */
  Outbox next() {
    return new Outbox(folder.resolve("next"));
  }

  /** Where earlier results are kept. */
  Path history() {
    return folder.resolve("history");
  }

  void make() throws IOException {
    // marks are nobody's business on a shared machine
    Files.createDirectories(folder, privately("rwx------"));
    Files.createDirectories(folder.resolve("results"));
    Files.createDirectories(folder.resolve("feedback"));
  }

  /** For the owner only, where the file system knows owners. */
  private static FileAttribute<?>[] privately(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Removes what a process has left that was killed while it wrote. */
  void sweep() throws IOException {
    try (Stream<Path> files = Files.find(folder, 3, (file, is) -> is.isRegularFile())) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith(HALF)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes the folder with all that is in it. */
  void delete() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  boolean has(String id) {
    return files(id).stream().allMatch(Files::isRegularFile);
  }

  /**
   * Keeps a copy of a submission's files where nothing is ever overwritten, under the time of the
   * result. A file of that time and content is there already if a process was killed after this.
   */
  void keep(String id, String at) throws IOException {
    Path place = Files.createDirectories(history().resolve(fileName(id)));
    for (Path file : files(id)) {
      if (Files.isRegularFile(file)) {
        String name = file.getFileName().toString();
        keep(file, place, at.replace(":", ""), name.substring(name.lastIndexOf('.')));
      }
    }
  }

  /** Copies a file into a folder under a name that is free, or that holds the same. */
  static void keep(Path file, Path place, String stem, String ending) throws IOException {
    for (int number = 1; ; number++) {
      Path kept = place.resolve(stem + (number == 1 ? "" : "-" + number) + ending);
      if (!Files.exists(kept)) {
        write(kept, Files.readString(file));
        return;
      }
      if (Files.mismatch(kept, file) < 0) {
        return;
      }
    }
  }

  /** Writes a submission's files as another folder has them. */
  void copy(String id, Outbox from) throws IOException {
    for (Path file : from.files(id)) {
      Path place = folder.resolve(from.folder().relativize(file));
      write(place, Files.readString(file));
    }
  }

  /** Writes a text under another name, then moves it into place. */
  static void write(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), HALF, ".tmp");
    try {
      // not writeString, which refuses half a surrogate pair: a student may send one
      Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A name that every file system takes; different ids have different names. */
  static String fileName(String id) {
    String safe = id.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
    boolean tooLong = safe.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    if (!tooLong && safe.equals(id)) {
      return id;
    }
    String begin =
        safe.codePoints()
            .limit(tooLong ? LONGEST / 4 : LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return begin + "-" + Hashes.of(id).substring(0, 12);
  }
}
