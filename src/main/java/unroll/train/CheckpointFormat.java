package unroll.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * The bytes of a checkpoint, all little-endian:
 *
 * <pre>
 *   8 bytes   "UNROLLCK"
 *   int       version, 1
 *   int       length of the header in bytes
 *   long      length of everything in bytes
 *   header    JSON in UTF-8: {"facts": {name: text}, "matrices": [{name, rows, columns, precision}]}
 *   numbers   of the matrices in that order, row by row, 4 or 8 bytes each (IEEE 754)
 *   int       CRC-32 of all bytes before it
 * </pre>
 *
 * <p>An encoder keeps its buffers, so encoding the same run after every step allocates little.
 */
final class CheckpointFormat {
  private static final byte[] MAGIC = "UNROLLCK".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int FIXED = 8 + 4 + 4 + 8;
  private static final int CHECK = 4;
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private record Header(Map<String, String> facts, List<Shape> matrices) {}

  private record Shape(String name, int rows, int columns, String precision) {
    static Shape of(String name, Matrix matrix) {
      return new Shape(
          name,
          matrix.rows(),
          matrix.columns(),
          matrix.precision().name().toLowerCase(Locale.ROOT));
    }

    boolean isDouble() {
      return precision.equals("double");
    }

    long bytes() {
      return (long) rows * columns * (isDouble() ? Double.BYTES : Float.BYTES);
    }
  }

  private final FMatrixRMaj floats = new FMatrixRMaj(0, 0);
  private final DMatrixRMaj doubles = new DMatrixRMaj(0, 0);
  private final CRC32 check = new CRC32();
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /**
   * Encodes a checkpoint.
   *
   * @return from 0 to its limit, on an array; valid until the next call
   */
  ByteBuffer encode(Checkpoint checkpoint) {
    List<Shape> shapes = new ArrayList<>();
    checkpoint.matrices().forEach((name, matrix) -> shapes.add(Shape.of(name, matrix)));
    byte[] header =
        JSON.toJson(new Header(checkpoint.facts(), shapes)).getBytes(StandardCharsets.UTF_8);
    long length = FIXED + header.length + shapes.stream().mapToLong(Shape::bytes).sum() + CHECK;
    if (length > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("a checkpoint cannot be longer than 2 GB");
    }
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
    buffer.clear();
    buffer.put(MAGIC).putInt(VERSION).putInt(header.length).putLong(length).put(header);
    checkpoint.matrices().values().forEach(this::put);
    check.reset();
    check.update(buffer.array(), 0, buffer.position());
    buffer.putInt((int) check.getValue());
    return buffer.flip();
  }

  private void put(Matrix matrix) {
    if (matrix.precision() == Precision.DOUBLE) {
      doubles.reshape(matrix.rows(), matrix.columns());
      Matrix.wrap(doubles).copyFrom(matrix);
      buffer.asDoubleBuffer().put(doubles.data, 0, matrix.size());
      buffer.position(buffer.position() + matrix.size() * Double.BYTES);
    } else {
      floats.reshape(matrix.rows(), matrix.columns());
      Matrix.wrap(floats).copyFrom(matrix);
      buffer.asFloatBuffer().put(floats.data, 0, matrix.size());
      buffer.position(buffer.position() + matrix.size() * Float.BYTES);
    }
  }

  /**
   * Decodes a checkpoint.
   *
   * @throws IllegalArgumentException if the bytes are not a whole checkpoint; the message goes on
   *     after the name of the file
   */
  static Checkpoint decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int compared = Math.min(bytes.length, MAGIC.length);
    if (compared == 0) {
      throw new IllegalArgumentException("is empty, not an Unroll checkpoint");
    }
    if (!Arrays.equals(bytes, 0, compared, MAGIC, 0, compared)) {
      throw new IllegalArgumentException("is not an Unroll checkpoint");
    }
    if (bytes.length < FIXED + CHECK) {
      throw new IllegalArgumentException("is cut off after " + bytes.length + " bytes");
    }
    in.position(MAGIC.length);
    int version = in.getInt();
    int headerLength = in.getInt();
    long length = in.getLong();
    if (bytes.length < length) {
      throw new IllegalArgumentException(
          "is cut off: it has " + bytes.length + " of its " + length + " bytes");
    }
    CRC32 check = new CRC32();
    check.update(bytes, 0, bytes.length - CHECK);
    if ((int) check.getValue() != in.getInt(bytes.length - CHECK)) {
      throw new IllegalArgumentException("is damaged: its checksum does not fit");
    }
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "is a checkpoint of version "
              + version
              + "; this Unroll reads version "
              + VERSION
              + ": take the Unroll that wrote it");
    }
    try {
      return decode(in, headerLength);
    } catch (JsonParseException | java.nio.BufferUnderflowException | NullPointerException e) {
      throw new IllegalArgumentException("is damaged: its header cannot be read", e);
    }
  }

  private static Checkpoint decode(ByteBuffer in, int headerLength) {
    byte[] text = new byte[headerLength];
    in.get(text);
    Header header = JSON.fromJson(new String(text, StandardCharsets.UTF_8), Header.class);
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    for (Shape shape : header.matrices()) {
      matrices.put(shape.name(), get(in, shape));
    }
    return new Checkpoint(header.facts(), matrices);
  }

  private static Matrix get(ByteBuffer in, Shape shape) {
    if (shape.bytes() > in.remaining()) {
      throw new java.nio.BufferUnderflowException();
    }
    Matrix result;
    if (shape.isDouble()) {
      DMatrixRMaj matrix = new DMatrixRMaj(shape.rows(), shape.columns());
      in.asDoubleBuffer().get(matrix.data, 0, shape.rows() * shape.columns());
      result = Matrix.wrap(matrix);
    } else {
      FMatrixRMaj matrix = new FMatrixRMaj(shape.rows(), shape.columns());
      in.asFloatBuffer().get(matrix.data, 0, shape.rows() * shape.columns());
      result = Matrix.wrap(matrix);
    }
    in.position(in.position() + (int) shape.bytes());
    return result;
  }
}
