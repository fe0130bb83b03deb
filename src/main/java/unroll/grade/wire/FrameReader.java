package unroll.grade.wire;

import java.nio.ByteBuffer;

/**
 * Reads the body of a frame that somebody else has written, and believes nothing: no length is used
 * before it is held against the bytes that are there.
 */
public final class FrameReader {
  private final ByteBuffer bytes;
  private Leaves leaves = new Leaves();
  private Callbacks callbacks = new Callbacks();
  private boolean nulls = true;
  private int values;
  private int depth;

  /**
   * Makes a reader.
   *
   * @param body the body. Not modified.
   */
  public FrameReader(byte[] body) {
    bytes = ByteBuffer.wrap(body);
  }

  /**
   * Makes what is read belong to a call.
   *
   * @param table the call's arrays and matrices; those that are read are numbered in it
   * @param functions where functions are to be found
   * @return this
   */
  public FrameReader within(Leaves table, Callbacks functions) {
    leaves = table;
    callbacks = functions;
    return this;
  }

  /**
   * From here on no value may be null.
   *
   * @return this
   */
  public FrameReader withoutNulls() {
    nulls = false;
    return this;
  }

  Leaves leaves() {
    return leaves;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  boolean allowsNulls() {
    return nulls;
  }

  /**
   * Reads an int.
   *
   * @return the number
   * @throws WireException if the frame ends before
   */
  public int number() throws WireException {
    return need(Integer.BYTES).getInt();
  }

  /**
   * Reads a long.
   *
   * @return the number
   * @throws WireException if the frame ends before
   */
  public long longNumber() throws WireException {
    return need(Long.BYTES).getLong();
  }

  /**
   * Reads how many values follow.
   *
   * @return a number that the frame can hold: each value takes a byte at least
   * @throws WireException if it cannot
   */
  public int count() throws WireException {
    int count = number();
    if (count < 0 || count > bytes.remaining() || count > Limits.VALUES) {
      throw new WireException("a count of " + count + " with " + bytes.remaining() + " bytes left");
    }
    return count;
  }

  /**
   * Reads a truth value.
   *
   * @return the value
   * @throws WireException if it is neither 0 nor 1
   */
  public boolean flag() throws WireException {
    int flag = tag();
    if (flag > 1) {
      throw new WireException("a truth value of " + flag);
    }
    return flag == 1;
  }

  /**
   * Reads a text.
   *
   * @return the text
   * @throws WireException if it is too long, or the frame ends before
   */
  public String text() throws WireException {
    int length = number();
    if (length < 0 || length > Limits.TEXT) {
      throw new WireException("a text of " + length + " characters");
    }
    ByteBuffer there = need(length * Character.BYTES);
    String text = there.asCharBuffer().subSequence(0, length).toString();
    skip(length * Character.BYTES);
    return text;
  }

  /**
   * Reads bytes.
   *
   * @return the bytes
   * @throws WireException if the frame ends before
   */
  public byte[] bytes() throws WireException {
    int length = number();
    ByteBuffer there = need(length);
    byte[] read = new byte[length];
    there.get(read);
    return read;
  }

  /**
   * Requires that nothing follows.
   *
   * @throws WireException if something does
   */
  public void end() throws WireException {
    if (bytes.hasRemaining()) {
      throw new WireException(bytes.remaining() + " bytes too many");
    }
  }

  int tag() throws WireException {
    return need(1).get() & 0xff;
  }

  /** The bytes, of which so many are there; they are to be read or skipped by the caller. */
  ByteBuffer need(long count) throws WireException {
    if (count < 0 || count > bytes.remaining()) {
      throw new WireException(count + " bytes wanted, " + bytes.remaining() + " left");
    }
    return bytes;
  }

  void skip(int count) {
    bytes.position(bytes.position() + count);
  }

  void enter() throws WireException {
    if (++values > Limits.VALUES) {
      throw new WireException("more than " + Limits.VALUES + " values");
    }
    if (++depth > Limits.DEPTH) {
      throw new WireException("nested deeper than " + Limits.DEPTH);
    }
  }

  void leave() {
    depth--;
  }
}
