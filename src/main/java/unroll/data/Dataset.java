package unroll.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some files of {@code datasets/} that belong together, in reading order.
 *
 * @param name the folder's name, for example {@code shakespeare}
 * @param files what the catalogue says of each file, in the catalogue's order
 */
public record Dataset(String name, List<Entry> files) {

  /** Copies the list, so that the data set never changes. */
  public Dataset {
    files = List.copyOf(files);
  }

  /**
   * One line of the catalogue.
   *
   * @param file where the file should be
   * @param bytes its size
   * @param sha256 its SHA-256, in lower-case hexadecimal
   * @param licence the terms it comes under, in a few words
   */
  public record Entry(Path file, long bytes, String sha256, String licence) {

    /**
     * What is wrong with the file on disk, in one line that names it; empty if it is as the
     * catalogue says.
     *
     * @return the complaint, if there is one
     */
    public Optional<String> damage() {
      if (!Files.isRegularFile(file)) {
        return Optional.of(file + " is missing.");
      }
      try {
        long found = Files.size(file);
        if (found != bytes) {
          return Optional.of(file + " has " + found + " bytes, the catalogue says " + bytes + ".");
        }
        String digest = sha256Of(file);
        if (!digest.equals(sha256)) {
          return Optional.of(
              file + " has been changed: its SHA-256 is " + digest + ", not " + sha256 + ".");
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(file + " cannot be read: " + e.getMessage());
      }
    }
  }

  /**
   * The files' paths, in reading order.
   *
   * @return absolute paths
   */
  public List<Path> paths() {
    return files.stream().map(Entry::file).toList();
  }

  /**
   * The size of all files together.
   *
   * @return bytes, as the catalogue has them
   */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  /**
   * All files as one text, in reading order, with a blank line between two files.
   *
   * @return the text; lines end in a line feed
   * @throws UncheckedIOException if a file is missing or cannot be read; the message names it
   */
  public String text() {
    return paths().stream().map(Dataset::read).collect(Collectors.joining("\n"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + file + " (`unroll data verify` lists what is damaged).", e);
    }
  }

  private static String sha256Of(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
