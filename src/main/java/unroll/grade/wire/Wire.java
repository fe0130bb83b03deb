package unroll.grade.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;

/**
 * One end of the connection between the tests and a submission.
 *
 * <p>A frame is four bytes with the length of its body, one byte with its kind, and the body. Not
 * safe for several threads, except where a method says so.
 */
public final class Wire implements Closeable {
  /** What a submission's process says first: the kit's letters and the protocol's version. */
  public static final int VERSION = 'U' << 24 | 'W' << 16 | 1;

  private static final int HEAD = Integer.BYTES + 1;
  private static final int CHUNK = 1 << 16;

  private final ByteChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(CHUNK);

  /**
   * Wraps a connection.
   *
   * @param channel a blocking one
   */
  public Wire(ByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Sends a frame whole; safe for several threads.
   *
   * @param kind what it is for
   * @param body its body
   * @throws IOException if the other side is gone
   */
  public synchronized void send(Kind kind, FrameWriter body) throws IOException {
    out.clear();
    out.putInt(body.size()).put((byte) kind.ordinal());
    int sent = 0;
    while (sent < body.size() || out.position() > 0) {
      int part = Math.min(out.remaining(), body.size() - sent);
      out.put(body.array(), sent, part);
      sent += part;
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      out.clear();
    }
  }

  /**
   * Waits for a frame.
   *
   * @return the frame
   * @throws EOFException if the other side is gone
   * @throws WireException if what comes is no frame, or too large a one
   * @throws IOException if the connection fails or is closed
   */
  public Frame receive() throws IOException {
    fill(HEAD);
    int length = in.getInt();
    int kind = in.get();
    Kind[] kinds = Kind.values();
    if (kind < 0 || kind >= kinds.length) {
      throw new WireException("a frame of kind " + kind);
    }
    if (length < 0 || length > Limits.FRAME) {
      throw new WireException("a frame of " + length + " bytes");
    }
    return new Frame(kinds[kind], new FrameReader(body(length)));
  }

  // grows as the bytes come: a length alone must not take memory
  private byte[] body(int length) throws IOException {
    byte[] body = new byte[Math.min(length, CHUNK)];
    int read = 0;
    while (read < length) {
      if (read == body.length) {
        body = Arrays.copyOf(body, Math.min(length, body.length * 2));
      }
      fill(1);
      int part = Math.min(in.remaining(), body.length - read);
      in.get(body, read, part);
      read += part;
    }
    return body;
  }

  private void fill(int count) throws IOException {
    while (in.remaining() < count) {
      in.compact();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        throw new EOFException("the other side is gone");
      }
    }
  }

  /**
   * Ends the connection; safe for several threads, one that waits for a frame gets an exception.
   */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
