package unroll.probe;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import unroll.tape.Value;

/**
 * The values inside a cell's state, whatever record it is. A state is a value, a record of states,
 * or a list of states; other components (a counter, say) are left alone.
 */
final class StateParts {
  /** One value, by its place in the record: {@code h}, {@code c}, {@code layers[1].h}. */
  record Part(String name, Value value) {}

  private StateParts() {}

  static List<Part> of(Object state) {
    List<Part> parts = new ArrayList<>();
    collect("", state, parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "a state of " + state.getClass().getSimpleName() + " holds no value: make it a record");
    }
    return parts;
  }

  /** Rebuilds a state with every value replaced. */
  static <S> S map(S state, UnaryOperator<Value> change) {
    @SuppressWarnings("unchecked") // rebuilt by its own canonical constructor
    S result = (S) rebuild(state, change);
    return result;
  }

  private static void collect(String name, Object part, List<Part> parts) {
    if (part instanceof Value value) {
      parts.add(new Part(name.isEmpty() ? "state" : name, value));
    } else if (part instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(name + "[" + i + "]", list.get(i), parts);
      }
    } else if (part instanceof Record) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        String prefix = name.isEmpty() ? "" : name + ".";
        collect(prefix + component.getName(), read(part, component), parts);
      }
    }
  }

  private static Object rebuild(Object part, UnaryOperator<Value> change) {
    if (part instanceof Value value) {
      return change.apply(value);
    }
    if (part instanceof List<?> list) {
      List<Object> changed = new ArrayList<>();
      list.forEach(item -> changed.add(rebuild(item, change)));
      return List.copyOf(changed);
    }
    if (!(part instanceof Record)) {
      return part;
    }
    RecordComponent[] components = part.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = rebuild(read(part, components[i]), change);
    }
    try {
      Constructor<?> constructor = part.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException("cannot rebuild " + part.getClass().getName(), refused);
    }
  }

  private static Object read(Object part, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException("cannot read " + component, refused);
    }
  }
}
