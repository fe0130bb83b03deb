package unroll.grade.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import unroll.grade.guest.SourceCompiler;
import unroll.grade.sandbox.Sandbox;
import unroll.grade.sandbox.Sandbox.Bounds;
import unroll.grade.sandbox.Sandbox.Cell;
import unroll.grade.wire.Frame;
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Kind;
import unroll.grade.wire.Thrown;
import unroll.grade.wire.Wire;
import unroll.grade.wire.WireException;

/** One process in its sandbox, and the connection to it. */
final class Worker implements AutoCloseable {
  /** The JDK from which on code needs leave to load libraries and to read memory. */
  private static final int NATIVE_ACCESS_CAN_BE_DENIED = 24;

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration COMPILE = Duration.ofSeconds(20);
  private static final Duration LOAD = Duration.ofSeconds(10);

  /** What is said of a submission that ended its process by itself. */
  static final String ENDED = "Your code ended its process: no System.exit, no halt.";

  private static final String OUT_OF_MEMORY =
      "Your code used up the memory that it may have, and its process ended.";
  private static final String BROKEN =
      "Your code broke the connection to the tests, and its process was ended.";

  private final Sandbox sandbox;
  private final Cell cell;
  private final Process process;
  private final ServerSocketChannel listener;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Wire wire;
  private volatile List<StackTraceElement> lastPlace = List.of();

  private Worker(Sandbox sandbox, Cell cell, Process process, ServerSocketChannel listener) {
    this.sandbox = sandbox;
    this.cell = cell;
    this.process = process;
    this.listener = listener;
  }

  /**
   * Starts a process, and does not wait for it.
   *
   * @param folder an empty folder for its socket and its errors
   * @param number tells workers apart that run at the same time
   * @param more options of Java beside the usual ones
   * @throws IOException if it cannot be started
   */
  static Worker launch(
      Sandbox sandbox, GuestKit kit, GuestKit.Task task, Path folder, int number, List<String> more)
      throws IOException {
    Path socket = folder.resolve("wire");
    Cell cell =
        new Cell(
            number,
            command(kit, task, socket, more),
            List.of(kit.folder()),
            kit.java(task).resolveSibling("../lib").normalize(),
            socket,
            folder.resolve("errors"),
            bounds(task));
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket), 1);
      restrict(socket);
      sandbox.grant(socket, number);
      // made here, so that it stays this user's; another submission is not to read it
      restrict(Files.createFile(cell.errors()));
      Process process = sandbox.start(cell);
      Worker worker = new Worker(sandbox, cell, process, listener);
      process.onExit().thenRun(worker::closeListener);
      return worker;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  private static void restrict(Path file) throws IOException {
    // the file itself cannot be asked in a changed root, where its mount has no name
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static Bounds bounds(GuestKit.Task task) {
    boolean compiles = task == GuestKit.Task.COMPILE;
    return new Bounds(4L << 30, 96, compiles ? 1_000 : 120, 4 << 20, 16 << 20);
  }

  private static List<String> command(
      GuestKit kit, GuestKit.Task task, Path socket, List<String> more) {
    boolean compiles = task == GuestKit.Task.COMPILE;
    List<String> command = new ArrayList<>();
    command.add(kit.java(task).toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            // a warning on standard output would go nowhere; on standard error it is kept
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            compiles ? "-Xmx384m" : "-Xmx256m",
            "-Xss1m",
            "-XX:MaxDirectMemorySize=16m",
            compiles ? "-XX:MaxMetaspaceSize=96m" : "-XX:MaxMetaspaceSize=48m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=48m",
            "-Djava.io.tmpdir=/scratch"));
    if (System.getProperty("os.name").equals("Linux")) {
      // said by name, it need not be looked for in every jar
      command.add("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider");
    }
    if (Runtime.version().feature() >= NATIVE_ACCESS_CAN_BE_DENIED) {
      command.add("--illegal-native-access=deny");
    }
    command.addAll(more);
    command.addAll(List.of("-cp", kit.classPath(), "unroll.grade.guest.Guest", socket.toString()));
    if (compiles) {
      command.addAll(List.of("compile", kit.libraries()));
    }
    return command;
  }

  /**
   * Waits until the process is ready.
   *
   * @throws IllegalStateException if it is not in time; the message is one line and holds what it
   *     said
   */
  void await() {
    ScheduledFuture<?> limit = Watchdog.after(START, this::close);
    try {
      SocketChannel channel = listener.accept();
      wire = new Wire(channel);
      Frame first = wire.receive();
      if (first.kind() != Kind.READY || first.body().number() != Wire.VERSION) {
        throw new WireException("the worker speaks another protocol");
      }
      first.body().end();
    } catch (IOException e) {
      close();
      throw new IllegalStateException(
          "A worker did not start (" + sandbox.name() + "): " + ErrorFile.lastLine(cell.errors()),
          e);
    } finally {
      limit.cancel(false);
      closeListener();
    }
  }

  /**
   * Compiles sources.
   *
   * @throws LostException if the compiler does not come through
   */
  SourceCompiler.Compiled compile(Map<String, String> sources) {
    FrameWriter request = new FrameWriter();
    SourceCompiler.writeSources(request, sources);
    ScheduledFuture<?> limit = Watchdog.after(COMPILE, this::close);
    try {
      wire.send(Kind.COMPILE, request);
      Frame reply = wire.receive();
      if (reply.kind() != Kind.COMPILED) {
        throw new LostException(
            "The compiler failed: " + Thrown.read(reply.body()).message(), null);
      }
      return SourceCompiler.Compiled.read(reply.body());
    } catch (IOException e) {
      throw new LostException(
          "The compiler did not get through with it within " + COMPILE.toSeconds() + " s.", e);
    } finally {
      limit.cancel(false);
    }
  }

  /** Hands classes over, of which one implements the contract. */
  void load(
      String contract,
      Map<String, byte[]> contractClasses,
      String subject,
      Map<String, byte[]> classes)
      throws Throwable {
    FrameWriter request = new FrameWriter();
    request.text(contract);
    request.text(subject);
    write(request, contractClasses);
    write(request, classes);
    ScheduledFuture<?> limit = Watchdog.after(LOAD, this::close);
    try {
      ask(Kind.LOAD, request).end();
    } finally {
      limit.cancel(false);
    }
  }

  private static void write(FrameWriter out, Map<String, byte[]> classes) {
    out.number(classes.size());
    classes.forEach(
        (name, bytes) -> {
          out.text(name);
          out.bytes(bytes);
        });
  }

  /**
   * Asks for one thing that the submission's code is not asked back for.
   *
   * @throws Throwable what the submission threw, or {@link LostException}
   */
  FrameReader ask(Kind kind, FrameWriter request) throws Throwable {
    send(kind, request);
    Frame reply = receive();
    return switch (reply.kind()) {
      case DONE -> reply.body();
      case THROWN -> throw Rethrown.of(parsed(() -> Thrown.read(reply.body())));
      default -> throw lost(new WireException("an answer of kind " + reply.kind()));
    };
  }

  void send(Kind kind, FrameWriter body) {
    try {
      wire.send(kind, body);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** The next frame that is not a notice of where a long call is. */
  Frame receive() {
    return parsed(
        () -> {
          Frame frame = wire.receive();
          while (frame.kind() == Kind.STILL_AT) {
            lastPlace = Thrown.readStack(frame.body());
            frame = wire.receive();
          }
          return frame;
        });
  }

  /** Reads something that the submission's side has sent. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** What was read; a frame that cannot be is the end of the process. */
  <T> T parsed(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Ends the process, and says why it is gone. */
  LostException lost(IOException noticed) {
    boolean byItself = !(noticed instanceof WireException);
    close();
    String message = byItself ? ENDED : BROKEN;
    if (byItself && ErrorFile.saysOutOfMemory(cell.errors())) {
      message = OUT_OF_MEMORY;
    }
    return new LostException(message, noticed);
  }

  /** Where the call was that takes so long; empty if none did. */
  List<StackTraceElement> lastPlace() {
    return lastPlace;
  }

  boolean isUsable() {
    return !closed.get() && process.isAlive();
  }

  int number() {
    return cell.number();
  }

  private void closeListener() {
    try {
      listener.close();
      Files.deleteIfExists(cell.socket());
    } catch (IOException e) {
      // the folder goes with the pool
      return;
    }
  }

  /** Tells the process that no more is wanted, and waits until it has ended by itself. */
  void finish(int seconds) {
    try {
      wire.close();
      process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new IllegalStateException("The worker's connection cannot be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process and everything that it has started; safe for several threads. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sandbox.end(cell, process);
      closeListener();
      Wire open = wire;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // it is gone either way
          return;
        }
      }
    }
  }
}
