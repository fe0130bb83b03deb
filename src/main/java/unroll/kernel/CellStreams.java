package unroll.kernel;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * Takes {@link System#out}, {@link System#err} and {@link System#in} for the cells, whichever
 * thread uses them, until it is closed.
 */
final class CellStreams implements AutoCloseable {
  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;
  private final InputStream inBefore = System.in;

  /**
   * Takes the streams.
   *
   * @param sink is told the name of a stream, {@code stdout} or {@code stderr}, and text as soon as
   *     it is printed, by the printing thread
   * @param input what cells read
   */
  CellStreams(BiConsumer<String, String> sink, InputStream input) {
    System.setOut(stream("stdout", sink));
    System.setErr(stream("stderr", sink));
    System.setIn(input);
  }

  @Override
  public void close() {
    System.out.flush();
    System.err.flush();
    System.setOut(outBefore);
    System.setErr(errBefore);
    System.setIn(inBefore);
  }

  private static PrintStream stream(String name, BiConsumer<String, String> sink) {
    return new PrintStream(
        new Decoder(text -> sink.accept(name, text)), true, StandardCharsets.UTF_8);
  }

  private interface Text {
    void accept(String text);
  }

  /** Bytes to text; a character that is cut in two waits for its second half. */
  private static final class Decoder extends OutputStream {
    private final Text sink;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer pending = ByteBuffer.allocate(16);

    Decoder(Text sink) {
      this.sink = sink;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      ByteBuffer input = ByteBuffer.allocate(pending.position() + length);
      input.put(pending.flip()).put(bytes, offset, length).flip();
      CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
      decoder.decode(input, text, false);
      pending = ByteBuffer.allocate(16).put(input);
      if (text.flip().hasRemaining()) {
        sink.accept(text.toString());
      }
    }
  }
}
