package unroll.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The hash of named texts: the same texts have the same one, on every machine. */
final class Sha256 {
  private Sha256() {}

  static String of(SortedMap<String, String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          (name, text) -> {
            for (String part : List.of(name, text)) {
              byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
              // with its length, so that two texts never run together
              digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
              digest.update(bytes);
            }
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The files of a folder, sorted. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
