package unroll.grade.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import unroll.grade.Exercise;
import unroll.grade.intake.Handin;

/** The hashes that a result depends on: where none has changed, none needs to be made again. */
final class Hashes {
  private final MessageDigest digest = sha256();

  private Hashes() {}

  /** The hash of what was handed in: sources, notices, refusal. */
  static String of(Handin handin) {
    Hashes hashes = new Hashes();
    hashes.add(handin.id()).add(handin.refusal().orElse(""));
    handin.notices().forEach(hashes::add);
    handin.files().forEach(file -> hashes.add(file.name()).add(file.origin()).add(file.text()));
    return hashes.hex();
  }

  /** The hash of an exercise: its folder, hidden tests and reference, not the student's file. */
  static String of(Exercise exercise) throws IOException {
    Hashes hashes = new Hashes();
    Path answer = exercise.folder().resolve(exercise.subject() + ".java");
    hashes.addAll(exercise.folder(), answer);
    hashes.addAll(exercise.solution(), exercise.solution().resolve("wrong"));
    return hashes.hex();
  }

  /** The hash of the kit's own code and of the Java that runs it. */
  static String ofKit() throws IOException {
    Hashes hashes = new Hashes().add(System.getProperty("java.version"));
    Path code;
    try {
      code = Path.of(Hashes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The kit does not know where it is", e);
    }
    if (Files.isDirectory(code)) {
      hashes.addAll(code.resolve("unroll").resolve("grade"), code.resolve("none"));
    } else {
      hashes.add(code);
    }
    return hashes.hex();
  }

  /** One hash of several. */
  static String of(String... parts) {
    Hashes hashes = new Hashes();
    List.of(parts).forEach(hashes::add);
    return hashes.hex();
  }

  private void addAll(Path folder, Path except) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.startsWith(except)) {
          add(folder.relativize(file).toString()).add(file);
        }
      }
    }
  }

  /** Adds a text with its length, so that two texts never run together. */
  private Hashes add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  private Hashes add(Path file) throws IOException {
    MessageDigest own = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        own.update(buffer, 0, read);
      }
    }
    digest.update(own.digest());
    return this;
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
