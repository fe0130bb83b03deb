package unroll.grade.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** How arrays and matrices cross: what can be changed in place, and is numbered for that. */
abstract class LeafForm extends Form {
  private final Class<?> type;

  private LeafForm(Class<?> type) {
    this.type = type;
  }

  static LeafForm ofMatrix(Class<?> type) {
    return type == DMatrixRMaj.class ? new Doubles() : new Floats();
  }

  /** The form of an array of primitives, or of one whose entries have a form. */
  static LeafForm ofArray(Class<?> type, Form entry) {
    return type.getComponentType().isPrimitive() ? new Plain(type) : new Entries(type, entry);
  }

  @Override
  final void writeTagged(FrameWriter out, Object value) {
    int number = out.leaves().numberOf(value);
    if (number >= 0) {
      out.tag(ALIAS);
      out.number(number);
    } else {
      out.tag(LEAF);
      out.leaves().add(value, this);
      writeBody(out, value);
    }
  }

  @Override
  final Object readTagged(FrameReader in, int tag) throws WireException {
    require(tag == LEAF || tag == ALIAS, tag, type.getSimpleName());
    if (tag == LEAF) {
      return readBody(in, true);
    }
    Object value = in.leaves().object(in.number());
    if (!type.isInstance(value)) {
      throw new WireException("another type's number where " + type.getSimpleName() + " belongs");
    }
    return value;
  }

  abstract void writeBody(FrameWriter out, Object value);

  /** Reads the content; numbers the object, before its entries, if it is a new one. */
  abstract Object readBody(FrameReader in, boolean isNew) throws WireException;

  abstract Object copy(Object value);

  abstract boolean same(Object value, Object copy);

  abstract boolean fits(Object value, Object into);

  abstract void copyInto(Object value, Object into);

  /** Arrays of primitives. */
  private static final class Plain extends LeafForm {
    private final Class<?> component;
    private final int width;

    Plain(Class<?> type) {
      super(type);
      component = type.getComponentType();
      width = width(component);
    }

    private static int width(Class<?> component) {
      if (component == boolean.class || component == byte.class) {
        return 1;
      }
      if (component == char.class || component == short.class) {
        return Short.BYTES;
      }
      return component == int.class || component == float.class ? Integer.BYTES : Long.BYTES;
    }

    @Override
    void writeBody(FrameWriter out, Object value) {
      int length = Array.getLength(value);
      out.number(length);
      if (length > Limits.FRAME / width) {
        throw new IllegalArgumentException("an array of " + length + " is too large to be sent");
      }
      ByteBuffer room = out.room(length * width);
      if (value instanceof double[] doubles) {
        room.asDoubleBuffer().put(doubles);
      } else if (value instanceof float[] floats) {
        room.asFloatBuffer().put(floats);
      } else if (value instanceof int[] ints) {
        room.asIntBuffer().put(ints);
      } else if (value instanceof long[] longs) {
        room.asLongBuffer().put(longs);
      } else if (value instanceof char[] chars) {
        room.asCharBuffer().put(chars);
      } else if (value instanceof short[] shorts) {
        room.asShortBuffer().put(shorts);
      } else if (value instanceof byte[] bytes) {
        room.put(bytes);
      } else {
        for (boolean each : (boolean[]) value) {
          room.put((byte) (each ? 1 : 0));
        }
      }
    }

    @Override
    Object readBody(FrameReader in, boolean isNew) throws WireException {
      int length = in.number();
      ByteBuffer bytes = in.need((long) length * width);
      Object array = Array.newInstance(component, length);
      if (array instanceof double[] doubles) {
        bytes.asDoubleBuffer().get(doubles);
      } else if (array instanceof float[] floats) {
        bytes.asFloatBuffer().get(floats);
      } else if (array instanceof int[] ints) {
        bytes.asIntBuffer().get(ints);
      } else if (array instanceof long[] longs) {
        bytes.asLongBuffer().get(longs);
      } else if (array instanceof char[] chars) {
        bytes.asCharBuffer().get(chars);
      } else if (array instanceof short[] shorts) {
        bytes.asShortBuffer().get(shorts);
      } else if (array instanceof byte[] plain) {
        bytes.duplicate().get(plain);
      } else {
        ByteBuffer flags = bytes.duplicate();
        for (int i = 0; i < length; i++) {
          Array.setBoolean(array, i, flags.get() != 0);
        }
      }
      in.skip(length * width);
      if (isNew) {
        in.leaves().add(array, this);
      }
      return array;
    }

    @Override
    Object copy(Object value) {
      Object copy = Array.newInstance(component, Array.getLength(value));
      copyInto(value, copy);
      return copy;
    }

    @Override
    boolean same(Object value, Object copy) {
      // to the bit, so that not-a-number equals itself and -0 does not equal 0
      return Arrays.deepEquals(new Object[] {value}, new Object[] {copy});
    }

    @Override
    boolean fits(Object value, Object into) {
      return Array.getLength(value) == Array.getLength(into);
    }

    @Override
    void copyInto(Object value, Object into) {
      System.arraycopy(value, 0, into, 0, Array.getLength(value));
    }
  }

  /** Arrays of objects, other arrays among them. */
  private static final class Entries extends LeafForm {
    private final Class<?> component;
    private final Form entry;

    Entries(Class<?> type, Form entry) {
      super(type);
      this.component = type.getComponentType();
      this.entry = entry;
    }

    @Override
    void writeBody(FrameWriter out, Object value) {
      Object[] entries = (Object[]) value;
      out.number(entries.length);
      for (Object each : entries) {
        entry.write(out, each);
      }
    }

    @Override
    Object readBody(FrameReader in, boolean isNew) throws WireException {
      Object[] array = (Object[]) Array.newInstance(component, in.count());
      if (isNew) {
        in.leaves().add(array, this);
      }
      for (int i = 0; i < array.length; i++) {
        array[i] = entry.read(in);
      }
      return array;
    }

    @Override
    Object copy(Object value) {
      return ((Object[]) value).clone();
    }

    @Override
    boolean same(Object value, Object copy) {
      Object[] before = (Object[]) copy;
      Object[] now = (Object[]) value;
      for (int i = 0; i < now.length; i++) {
        // entries that are arrays themselves have numbers of their own
        if (now[i] != before[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    boolean fits(Object value, Object into) {
      return ((Object[]) value).length == ((Object[]) into).length;
    }

    @Override
    void copyInto(Object value, Object into) {
      System.arraycopy(value, 0, into, 0, ((Object[]) value).length);
    }
  }

  /** Matrices of doubles. */
  private static final class Doubles extends LeafForm {
    Doubles() {
      super(DMatrixRMaj.class);
    }

    @Override
    void writeBody(FrameWriter out, Object value) {
      DMatrixRMaj matrix = (DMatrixRMaj) value;
      int size = sizeOf(matrix.numRows, matrix.numCols, matrix.data.length);
      out.number(matrix.numRows);
      out.number(matrix.numCols);
      out.room(size * Double.BYTES).asDoubleBuffer().put(matrix.data, 0, size);
    }

    @Override
    Object readBody(FrameReader in, boolean isNew) throws WireException {
      int rows = in.number();
      int columns = in.number();
      int size = size(in, rows, columns, Double.BYTES);
      DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
      in.need(0).asDoubleBuffer().get(matrix.data, 0, size);
      in.skip(size * Double.BYTES);
      if (isNew) {
        in.leaves().add(matrix, this);
      }
      return matrix;
    }

    @Override
    Object copy(Object value) {
      return ((DMatrixRMaj) value).copy();
    }

    @Override
    boolean same(Object value, Object copy) {
      DMatrixRMaj now = (DMatrixRMaj) value;
      DMatrixRMaj before = (DMatrixRMaj) copy;
      int size = before.numRows * before.numCols;
      return now.numRows == before.numRows
          && now.numCols == before.numCols
          && now.data.length >= size
          && Arrays.equals(now.data, 0, size, before.data, 0, size);
    }

    @Override
    boolean fits(Object value, Object into) {
      return true;
    }

    @Override
    void copyInto(Object value, Object into) {
      ((DMatrixRMaj) into).setTo((DMatrixRMaj) value);
    }
  }

  /** Matrices of floats. */
  private static final class Floats extends LeafForm {
    Floats() {
      super(FMatrixRMaj.class);
    }

    @Override
    void writeBody(FrameWriter out, Object value) {
      FMatrixRMaj matrix = (FMatrixRMaj) value;
      int size = sizeOf(matrix.numRows, matrix.numCols, matrix.data.length);
      out.number(matrix.numRows);
      out.number(matrix.numCols);
      out.room(size * Float.BYTES).asFloatBuffer().put(matrix.data, 0, size);
    }

    @Override
    Object readBody(FrameReader in, boolean isNew) throws WireException {
      int rows = in.number();
      int columns = in.number();
      int size = size(in, rows, columns, Float.BYTES);
      FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
      in.need(0).asFloatBuffer().get(matrix.data, 0, size);
      in.skip(size * Float.BYTES);
      if (isNew) {
        in.leaves().add(matrix, this);
      }
      return matrix;
    }

    @Override
    Object copy(Object value) {
      return ((FMatrixRMaj) value).copy();
    }

    @Override
    boolean same(Object value, Object copy) {
      FMatrixRMaj now = (FMatrixRMaj) value;
      FMatrixRMaj before = (FMatrixRMaj) copy;
      int size = before.numRows * before.numCols;
      return now.numRows == before.numRows
          && now.numCols == before.numCols
          && now.data.length >= size
          && Arrays.equals(now.data, 0, size, before.data, 0, size);
    }

    @Override
    boolean fits(Object value, Object into) {
      return true;
    }

    @Override
    void copyInto(Object value, Object into) {
      ((FMatrixRMaj) into).setTo((FMatrixRMaj) value);
    }
  }

  private static int sizeOf(int rows, int columns, int stored) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > stored || size > Limits.FRAME / Float.BYTES) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " with " + stored + " entries cannot be sent");
    }
    return (int) size;
  }

  private static int size(FrameReader in, int rows, int columns, int width) throws WireException {
    if (rows < 0 || columns < 0) {
      throw new WireException("a matrix of " + rows + " x " + columns);
    }
    long size = (long) rows * columns;
    in.need(size > Limits.FRAME ? -1 : size * width);
    return (int) size;
  }
}
