package unroll.grade.guest;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import unroll.grade.wire.Frame;
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Kind;
import unroll.grade.wire.Thrown;
import unroll.grade.wire.Wire;

/**
 * Holds a submission and does what the tests ask of it, until they are gone.
 *
 * <p>No score is made here. Whatever a submission does to this process, the most it gets is the pen
 * with which it writes its own answers. The connection is a socket that only this class's local
 * variables hold, not the standard streams; those lead nowhere.
 */
public final class Guest {
  private Guest() {}

  /**
   * Answers requests.
   *
   * @param arguments the socket's path, and with {@code compile} behind it the compiler's class
   *     path
   * @throws IOException if the connection fails
   */
  public static void main(String[] arguments) throws IOException {
    System.setIn(InputStream.nullInputStream());
    System.setOut(silent());
    System.setErr(silent());
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
      Wire wire = new Wire(channel);
      if (arguments.length > 2 && arguments[1].equals("compile")) {
        compile(wire, arguments[2]);
      } else {
        answer(wire);
      }
    } catch (EOFException e) {
      // the tests have what they want
      return;
    }
  }

  private static void answer(Wire wire) throws IOException {
    Answers answers = new Answers(wire);
    Watch watch = Watch.start(wire, Thread.currentThread());
    Warming.up();
    ready(wire);
    while (true) {
      Frame frame = wire.receive();
      watch.begin();
      try {
        answers.answer(frame);
      } finally {
        watch.end();
        // a submission may have interrupted itself, which would close the connection
        Thread.interrupted();
      }
    }
  }

  private static void compile(Wire wire, String libraries) throws IOException {
    SourceCompiler compiler =
        SourceCompiler.with(
            Stream.of(libraries.split(File.pathSeparator)).map(Path::of).toList(),
            List.of("--limit-modules", "java.base"));
    Warming.up(compiler);
    ready(wire);
    while (true) {
      FrameReader request = wire.receive().body();
      FrameWriter reply = new FrameWriter();
      Kind kind = Kind.COMPILED;
      try {
        compiler.compile(SourceCompiler.readSources(request)).write(reply);
      } catch (RuntimeException | StackOverflowError e) {
        reply = new FrameWriter();
        kind = Kind.THROWN;
        Thrown.of(e).write(reply);
      }
      wire.send(kind, reply);
    }
  }

  private static void ready(Wire wire) throws IOException {
    FrameWriter ready = new FrameWriter();
    ready.number(Wire.VERSION);
    wire.send(Kind.READY, ready);
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
