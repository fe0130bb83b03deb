package unroll.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a text beside its place and moves it there.
   *
   * @param file in a folder that is there; replaced
   * @param text written in UTF-8; half a pair of surrogates, which a student's text may hold,
   *     becomes a question mark
   * @throws IOException if it cannot be written; what was there then still is
   */
  static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes beside their place and moves them there. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path place = file.toAbsolutePath();
    Path draft = Files.createTempFile(place.getParent(), ".writing", ".tmp");
    try {
      Files.write(draft, bytes);
      Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
