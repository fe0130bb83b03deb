package unroll.grade.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of results; each file appears whole or not at all.
 *
 * @param folder the folder
 */
record Outbox(Path folder) {
  // file systems allow 255 bytes; an ending is added to this
  private static final int LONGEST = 200;

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
    Files.createDirectories(folder.resolve("results"));
    Files.createDirectories(folder.resolve("feedback"));
  }

  boolean has(String id) {
    return Files.isRegularFile(json(id)) && Files.isRegularFile(page(id));
  }

  /** Writes a text under another name, then moves it into place. */
  static void write(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), ".writing", ".tmp");
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
    String begin = safe.codePoints()
        .limit(tooLong ? LONGEST / 4 : LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    return begin + "-" + Hashes.of(id).substring(0, 12);
  }
}
