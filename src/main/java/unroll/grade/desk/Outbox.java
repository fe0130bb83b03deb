package unroll.grade.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of results; each file appears whole or not at all.
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

  Path csv() {
    return folder.resolve("results.csv");
  }

  Path journal() {
    return folder.resolve("journal.jsonl");
  }

  Path lock() {
    return folder.resolve(".lock");
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
    for (Path place : List.of(json("x").getParent(), page("x").getParent(), folder)) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file :
            files.filter(each -> each.getFileName().toString().startsWith(HALF)).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  boolean has(String id) {
    return Files.isRegularFile(json(id)) && Files.isRegularFile(page(id));
  }

  /** Writes a text under another name, then moves it into place. */
  static void write(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), HALF, ".tmp");
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
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
