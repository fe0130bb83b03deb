package unroll.train;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import unroll.matrix.Matrix;

/**
 * What a run of training is at one moment: facts (settings, counters, the vocabulary) and named
 * matrices (weights, optimiser memory, carried state). One file holds one checkpoint; the layout is
 * told at {@link CheckpointFormat}.
 *
 * <p>The matrices may be of either precision; {@link #restore} converts. Facts are text, so that
 * whole numbers and the shortest exact form of doubles survive unchanged.
 */
public final class Checkpoint {
  private final Map<String, String> facts;
  private final Map<String, Matrix> matrices;

  /**
   * Makes a checkpoint.
   *
   * @param facts by name
   * @param matrices by name; kept, not copied
   */
  public Checkpoint(Map<String, String> facts, Map<String, Matrix> matrices) {
    this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    this.matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
  }

  /**
   * Returns all facts.
   *
   * @return by name, in the order of the file
   */
  public Map<String, String> facts() {
    return facts;
  }

  /**
   * Returns all matrices.
   *
   * @return by name, in the order of the file
   */
  public Map<String, Matrix> matrices() {
    return matrices;
  }

  /**
   * Returns a fact.
   *
   * @param name for example {@code cell}
   * @return its text
   * @throws IllegalArgumentException if there is none of this name
   */
  public String fact(String name) {
    String text = facts.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "the checkpoint does not tell \"" + name + "\": it is of something else");
    }
    return text;
  }

  /**
   * Refuses a checkpoint of another model, by its fact {@code kind}.
   *
   * @param wanted for example {@code glimpse reader}
   * @throws IllegalArgumentException if it is of something else
   */
  public void requireKind(String wanted) {
    if (!fact("kind").equals(wanted)) {
      throw new IllegalArgumentException(
          "the checkpoint is of another kind: " + fact("kind") + ", not " + wanted);
    }
  }

  /**
   * Returns a fact that is a whole number.
   *
   * @param name for example {@code step}
   * @return the number
   * @throws IllegalArgumentException if there is none of this name, or it is not a whole number
   */
  public long whole(String name) {
    try {
      return Long.parseLong(fact(name));
    } catch (NumberFormatException e) {
      throw notANumber(name, e);
    }
  }

  /**
   * Returns a fact that is a number.
   *
   * @param name for example {@code rate}
   * @return the number
   * @throws IllegalArgumentException if there is none of this name, or it is not a number
   */
  public double number(String name) {
    try {
      return Double.parseDouble(fact(name));
    } catch (NumberFormatException e) {
      throw notANumber(name, e);
    }
  }

  private IllegalArgumentException notANumber(String name, NumberFormatException cause) {
    return new IllegalArgumentException(
        "the checkpoint says \"" + fact(name) + "\" for " + name + ", which is no such number",
        cause);
  }

  /**
   * Copies saved numbers into live matrices of the same names.
   *
   * @param live by name, of either precision. Modified; all of them or, on an error, none.
   * @throws IllegalArgumentException if a matrix is missing or has another shape
   */
  public void restore(Map<String, Matrix> live) {
    for (Map.Entry<String, Matrix> entry : live.entrySet()) {
      Matrix saved = matrices.get(entry.getKey());
      Matrix wanted = entry.getValue();
      if (saved == null) {
        throw new IllegalArgumentException(
            "the checkpoint has no matrix " + entry.getKey() + ": it is of something else");
      }
      if (saved.rows() != wanted.rows() || saved.columns() != wanted.columns()) {
        throw new IllegalArgumentException(
            entry.getKey()
                + " is "
                + saved.shape()
                + " in the checkpoint, but must be "
                + wanted.shape());
      }
    }
    live.forEach((name, matrix) -> matrix.copyFrom(matrices.get(name)));
  }

  /**
   * Writes a file so that there is always a whole one: a temporary file beside it is written,
   * forced to the disk, and moved over the old one. An interrupt of the thread does not disturb it.
   *
   * @param file made or replaced
   * @throws IOException if that fails; the old file is then unchanged
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    File temporary = folder.resolve(file.getFileName() + ".tmp").toFile();
    ByteBuffer bytes = new CheckpointFormat().encode(this);
    try {
      // not Files.newOutputStream: its channel is closed by an interrupt
      try (FileOutputStream out = new FileOutputStream(temporary)) {
        out.write(bytes.array(), 0, bytes.limit());
        out.getFD().sync();
      }
      move(temporary.toPath(), file);
      forceFolder(folder);
    } catch (IOException e) {
      Files.deleteIfExists(temporary.toPath());
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the move survive a power cut, where the system lets a folder be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows does not open folders; the file itself was forced
    }
  }

  /**
   * Reads a file.
   *
   * @param file written by {@link #write}
   * @return the checkpoint
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is not a checkpoint, cut off, damaged, or of a newer
   *     version; the message is one line that names the file
   */
  public static Checkpoint read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return CheckpointFormat.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    }
  }
}
