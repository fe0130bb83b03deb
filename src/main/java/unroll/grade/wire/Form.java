package unroll.grade.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the values of one type cross: a tag, then the value.
 *
 * <p>The type is that of the contract, so a reader knows what must come; the tag says that the
 * writer meant the same.
 */
abstract class Form {
  static final int NULL = 0;
  static final int ALIAS = 1;
  static final int LEAF = 2;
  static final int RECORD = 3;
  static final int LIST = 4;
  static final int MAP = 5;
  static final int ENUM = 6;
  static final int FUNCTION = 7;
  static final int TEXT = 8;

  // and the tags of the scalars, from 16 on

  /** Writes a value of the form's type, or null. */
  final void write(FrameWriter out, Object value) {
    out.enter();
    if (value == null) {
      out.tag(NULL);
    } else {
      writeTagged(out, value);
    }
    out.leave();
  }

  /** Reads a value of the form's type, or null where the reader allows it. */
  final Object read(FrameReader in) throws WireException {
    in.enter();
    int tag = in.tag();
    Object value;
    if (tag == NULL) {
      if (!in.allowsNulls()) {
        throw new NullAnswer();
      }
      value = null;
    } else {
      value = readTagged(in, tag);
    }
    in.leave();
    return value;
  }

  abstract void writeTagged(FrameWriter out, Object value);

  abstract Object readTagged(FrameReader in, int tag) throws WireException;

  static void require(boolean holds, int tag, String wanted) throws WireException {
    if (!holds) {
      throw new WireException("tag " + tag + " where " + wanted + " belongs");
    }
  }

  /** A null in what the submission gave: no fault of the frame's, a mistake in the answer. */
  static final class NullAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NullAnswer() {
      super("null", null, false, false);
    }
  }

  /** Numbers, truth values and characters, boxed or not. */
  static final class Scalar extends Form {
    private static final int FIRST_TAG = 16;
    private static final List<Class<?>> BOXES =
        List.of(
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);
    private static final List<Class<?>> PRIMITIVES =
        List.of(
            boolean.class,
            byte.class,
            char.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class);
    private final int which;

    private Scalar(int which) {
      this.which = which;
    }

    static boolean is(Class<?> type) {
      return BOXES.contains(type) || PRIMITIVES.contains(type);
    }

    static Scalar of(Class<?> type) {
      return new Scalar(Math.max(BOXES.indexOf(type), PRIMITIVES.indexOf(type)));
    }

    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(FIRST_TAG + which);
      switch (which) {
        case 0 -> out.flag((Boolean) value);
        case 1 -> out.tag((Byte) value);
        case 2 -> out.room(Character.BYTES).putChar((Character) value);
        case 3 -> out.room(Short.BYTES).putShort((Short) value);
        case 4 -> out.number((Integer) value);
        case 5 -> out.longNumber((Long) value);
        case 6 -> out.room(Float.BYTES).putFloat((Float) value);
        default -> out.room(Double.BYTES).putDouble((Double) value);
      }
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == FIRST_TAG + which, tag, BOXES.get(which).getSimpleName());
      return switch (which) {
        case 0 -> in.flag();
        case 1 -> (byte) in.tag();
        case 2 -> in.need(Character.BYTES).getChar();
        case 3 -> in.need(Short.BYTES).getShort();
        case 4 -> in.number();
        case 5 -> in.longNumber();
        case 6 -> in.need(Float.BYTES).getFloat();
        default -> in.need(Double.BYTES).getDouble();
      };
    }
  }

  /** Strings. */
  static final class Text extends Form {
    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(TEXT);
      out.text((String) value);
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == TEXT, tag, "a text");
      return in.text();
    }
  }

  /** Constants of an enum of the contract. */
  static final class Constant extends Form {
    private final Object[] constants;

    Constant(Class<?> type) {
      constants = type.getEnumConstants();
    }

    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(ENUM);
      out.number(((Enum<?>) value).ordinal());
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == ENUM, tag, "a constant");
      int ordinal = in.number();
      if (ordinal < 0 || ordinal >= constants.length) {
        throw new WireException("constant " + ordinal + " of " + constants.length);
      }
      return constants[ordinal];
    }
  }

  /** Lists; they arrive as array lists. */
  static final class Listed extends Form {
    private final Form entry;

    Listed(Form entry) {
      this.entry = entry;
    }

    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(LIST);
      // a copy, so that a list that is still being written to has one size
      Object[] entries = ((List<?>) value).toArray();
      out.number(entries.length);
      for (Object each : entries) {
        entry.write(out, each);
      }
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == LIST, tag, "a list");
      int count = in.count();
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        list.add(entry.read(in));
      }
      return list;
    }
  }

  /** Maps; they arrive in the order in which they were written. */
  static final class Mapped extends Form {
    private final Form key;
    private final Form value;

    Mapped(Form key, Form value) {
      this.key = key;
      this.value = value;
    }

    @Override
    void writeTagged(FrameWriter out, Object map) {
      out.tag(MAP);
      Object[] entries = ((Map<?, ?>) map).entrySet().toArray();
      out.number(entries.length);
      for (Object each : entries) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
        key.write(out, entry.getKey());
        value.write(out, entry.getValue());
      }
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == MAP, tag, "a map");
      int count = in.count();
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        map.put(key.read(in), value.read(in));
      }
      return map;
    }
  }

  /** Records of the contract, part by part. */
  static final class Recorded extends Form {
    private final Class<?> type;
    private List<Form> forms = List.of();
    private List<Method> accessors = List.of();

    Recorded(Class<?> type) {
      this.type = type;
    }

    /** The parts' forms, which may be this one again: a tree holds trees. */
    void parts(List<Form> parts) {
      forms = parts;
      accessors = new ArrayList<>();
      for (RecordComponent part : type.getRecordComponents()) {
        part.getAccessor().setAccessible(true);
        accessors.add(part.getAccessor());
      }
    }

    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(RECORD);
      for (int i = 0; i < forms.size(); i++) {
        forms.get(i).write(out, part(accessors.get(i), value));
      }
    }

    private static Object part(Method accessor, Object record) {
      try {
        return accessor.invoke(record);
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException("the record's " + accessor.getName() + "() threw", e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(accessor + " was made accessible", e);
      }
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == RECORD, tag, "a record");
      Object[] parts = new Object[forms.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = forms.get(i).read(in);
      }
      return Records.make(type, parts);
    }
  }

  /** Functions: interfaces of the contract or of the JDK, which only arguments can be. */
  static final class Called extends Form {
    private final Contract contract;

    Called(Contract contract) {
      this.contract = contract;
    }

    @Override
    void writeTagged(FrameWriter out, Object value) {
      out.tag(FUNCTION);
      out.number(out.callbacks().note(value, contract));
    }

    @Override
    Object readTagged(FrameReader in, int tag) throws WireException {
      require(tag == FUNCTION, tag, "a function");
      return in.callbacks().make(contract, in.number());
    }
  }
}
