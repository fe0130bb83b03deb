package unroll.grade.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes the body of a frame; big-endian, as Java's own streams are. */
public final class FrameWriter {
  private final Leaves leaves;
  private final Callbacks callbacks;
  private byte[] bytes = new byte[256];
  private int size;
  private int values;
  private int depth;

  /**
   * Makes a writer for values among which arrays and matrices may occur.
   *
   * @param leaves the call's arrays and matrices, in which those that are written are numbered
   * @param callbacks where functions among the values are noted
   */
  public FrameWriter(Leaves leaves, Callbacks callbacks) {
    this.leaves = leaves;
    this.callbacks = callbacks;
  }

  /** Makes a writer for a frame of its own. */
  public FrameWriter() {
    this(new Leaves(), new Callbacks());
  }

  /**
   * The bytes written so far.
   *
   * @return the array that holds them, from its beginning; not a copy
   */
  byte[] array() {
    return bytes;
  }

  /**
   * How many bytes were written.
   *
   * @return the size
   */
  public int size() {
    return size;
  }

  /**
   * A copy of the bytes written so far.
   *
   * @return the frame's body
   */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  Leaves leaves() {
    return leaves;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  /**
   * Writes a count, an index or any other int.
   *
   * @param value the number
   */
  public void number(int value) {
    room(Integer.BYTES).putInt(value);
  }

  /**
   * Writes a long.
   *
   * @param value the number
   */
  public void longNumber(long value) {
    room(Long.BYTES).putLong(value);
  }

  /**
   * Writes a truth value.
   *
   * @param value what to write
   */
  public void flag(boolean value) {
    tag(value ? 1 : 0);
  }

  /**
   * Writes a text, to the last character what it is: unpaired surrogates too.
   *
   * @param value the text
   * @throws IllegalArgumentException if it is longer than {@link Limits#TEXT}
   */
  public void text(String value) {
    if (value.length() > Limits.TEXT) {
      throw new IllegalArgumentException("a text of " + value.length() + " characters is too long");
    }
    number(value.length());
    room(value.length() * Character.BYTES).asCharBuffer().put(value);
  }

  /**
   * Writes bytes and their number.
   *
   * @param value the bytes. Not modified.
   */
  public void bytes(byte[] value) {
    number(value.length);
    room(value.length).put(value);
  }

  void tag(int tag) {
    room(1).put((byte) tag);
  }

  /** Room for so many bytes more, to be filled at once. */
  ByteBuffer room(int count) {
    if (count > Limits.FRAME - size) {
      throw new IllegalArgumentException(
          "the value is too large to be sent: more than " + (Limits.FRAME >> 20) + " MiB");
    }
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Limits.FRAME, (size + (long) count) * 2));
    }
    ByteBuffer room = ByteBuffer.wrap(bytes, size, count);
    size += count;
    return room;
  }

  /** Counts a value and goes one level down. */
  void enter() {
    if (++values > Limits.VALUES) {
      throw new IllegalArgumentException(
          "the value is too large to be sent: more than " + Limits.VALUES + " parts");
    }
    if (++depth > Limits.DEPTH) {
      throw new IllegalArgumentException("the value is nested too deep to be sent");
    }
  }

  void leave() {
    depth--;
  }
}
