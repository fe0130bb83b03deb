package unroll.grade.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import unroll.grade.guest.SourceCompiler.Compiled;
import unroll.grade.guest.SourceCompiler.Complaint;

/**
 * Frames that a hostile process could send: random bytes, and honest frames with a few bytes
 * changed. Each is read or refused; none harms the reader.
 *
 * <p>{@code -Dunroll.fuzz=1000000} sends a million instead of fifty thousand.
 */
class FuzzTest {
  private static final int FRAMES = Integer.getInteger("unroll.fuzz", 50_000);
  private static final long SEED = 7;

  /**
   * What the reader may keep of all the frames it has read; a leak of a byte each would be seen.
   */
  private static final long GROWTH = 32 << 20;

  private static final int[] EXTREMES = {
    0, 1, -1, 5, 127, 255, Limits.VALUES, Limits.TEXT, Limits.FRAME, 1 << 28, 1 << 30, 0x7fffffff
  };

  private final Contract contract = Contract.of(Sample.class);
  private final Random random = new Random(SEED);

  @Test
  void everyFrameIsReadOrRefused() throws IOException {
    List<byte[]> honest = honestFrames();
    long before = used();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < FRAMES; i++) {
      byte[] stream =
          i % 4 == 0 ? randomBytes() : mutated(honest.get(random.nextInt(honest.size())));
      try {
        hear(stream);
        read++;
      } catch (WireException | EOFException | IllegalArgumentException e) {
        // IllegalArgumentException: a null in a result, which is the answer's mistake
        refused++;
      }
    }
    assertTrue(read > FRAMES / 100, "of " + FRAMES + " frames only " + read + " were read");
    assertTrue(refused > FRAMES / 10, "of " + FRAMES + " frames only " + refused + " were refused");
    long growth = used() - before;
    assertTrue(growth < GROWTH, "memory grew by " + (growth >> 20) + " MiB");
    if (FRAMES > 50_000) {
      System.out.println(
          FRAMES
              + " frames: "
              + read
              + " read, "
              + refused
              + " refused, memory grew by "
              + (growth >> 10)
              + " KiB");
    }
  }

  /** Hears what the tests' side hears: frames, until there are no more. */
  private void hear(byte[] stream) throws IOException {
    Wire wire = new Wire(new Bytes(stream));
    Frame frame = wire.receive();
    FrameReader body = frame.body();
    switch (frame.kind()) {
      case THROWN -> Thrown.read(body);
      case STILL_AT -> Thrown.readStack(body);
      case COMPILED -> Compiled.read(body);
      case ASK -> {
        Contract.Call call = contract.call(body.number());
        call.readArguments(body);
        body.end();
      }
      default -> {
        Contract.Call call = contract.call(body.number());
        Leaves leaves = new Leaves();
        call.writeArguments(
            new FrameWriter(leaves, new Callbacks()), arguments(call.method().getName()));
        body.within(leaves, new Callbacks());
        leaves.readChanges(body, number -> number % 2 == 0);
        call.readResult(body.withoutNulls());
        body.end();
      }
    }
  }

  private static Object[] arguments(String method) {
    return switch (method) {
      case "numbers" -> new Object[] {null};
      case "arrays" -> new Object[] {ContractTest.arrays()};
      case "tree" -> new Object[] {tree()};
      case "map" -> new Object[] {map()};
      case "floats" -> new Object[] {new FMatrixRMaj(2, 2)};
      case "nothing" -> new Object[] {new double[2]};
      default -> new Object[] {null, 1.0};
    };
  }

  private static Sample.Tree tree() {
    Sample.Leaf leaf = new Sample.Leaf("leaf", new DMatrixRMaj(2, 3));
    return new Sample.Tree(leaf, List.of(new Sample.Tree(leaf, List.of())));
  }

  private static Map<String, List<Sample.Colour>> map() {
    Map<String, List<Sample.Colour>> map = new LinkedHashMap<>();
    map.put("a", List.of(Sample.Colour.RED));
    return map;
  }

  private List<byte[]> honestFrames() {
    List<byte[]> frames = new ArrayList<>();
    for (int number = 0; number < contract.calls().size(); number++) {
      Contract.Call call = contract.calls().get(number);
      Object[] arguments = arguments(call.method().getName());
      Leaves leaves = new Leaves();
      call.writeArguments(new FrameWriter(leaves, new Callbacks()), arguments);
      List<Object> before = leaves.snapshot();
      FrameWriter done = new FrameWriter(leaves, new Callbacks());
      done.number(number);
      if (arguments[0] instanceof double[] array) {
        array[0] = 4;
      }
      leaves.writeChanges(done, before);
      Object numbers = new Sample.Numbers(true, (byte) 1, 'c', (short) 2, 3, 4, 5, 6, 7, 8.0);
      call.writeResult(
          done,
          call.method().getName().equals("numbers")
              ? numbers
              : call.method().getReturnType() == double.class ? 1.0 : arguments[0]);
      frames.add(frame(Kind.DONE, done));
      if (!call.method().getName().equals("apply")) {
        FrameWriter ask = new FrameWriter();
        ask.number(number);
        call.writeArguments(ask, arguments);
        frames.add(frame(Kind.ASK, ask));
      }
    }
    FrameWriter thrown = new FrameWriter();
    Thrown.of(new IllegalStateException("no")).write(thrown);
    frames.add(frame(Kind.THROWN, thrown));
    FrameWriter still = new FrameWriter();
    Thrown.write(still, List.of(new Throwable().getStackTrace()));
    frames.add(frame(Kind.STILL_AT, still));
    FrameWriter compiled = new FrameWriter();
    new Compiled(Map.of("a.B", new byte[9]), List.of(new Complaint("A.java", 1, 2, "no", "x")))
        .write(compiled);
    frames.add(frame(Kind.COMPILED, compiled));
    return frames;
  }

  private static byte[] frame(Kind kind, FrameWriter body) {
    byte[] bytes = body.toBytes();
    return ByteBuffer.allocate(bytes.length + 5)
        .putInt(bytes.length)
        .put((byte) kind.ordinal())
        .put(bytes)
        .array();
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (bytes.length > 5 && random.nextInt(4) > 0) {
      // a right head, so that the body is reached
      ByteBuffer.wrap(bytes)
          .putInt(bytes.length - 5)
          .put((byte) random.nextInt(Kind.values().length));
    }
    return bytes;
  }

  private byte[] mutated(byte[] honest) {
    byte[] bytes = honest.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> {
          if (at + 4 <= bytes.length) {
            ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
          }
        }
        case 3 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(6, at));
        default -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + random.nextInt(9));
      }
      if (random.nextBoolean() && bytes.length >= 5) {
        ByteBuffer.wrap(bytes).putInt(0, bytes.length - 5);
      }
    }
    return bytes;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A connection on which everything has been said already; a few bytes come at a time. */
  private static final class Bytes implements ByteChannel {
    private final ByteBuffer left;

    Bytes(byte[] bytes) {
      left = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer into) {
      if (!left.hasRemaining()) {
        return -1;
      }
      int count = Math.min(Math.min(7, left.remaining()), into.remaining());
      into.put(left.slice(left.position(), count));
      left.position(left.position() + count);
      return count;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new IllegalStateException("nothing is said here");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
