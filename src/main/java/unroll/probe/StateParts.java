package unroll.probe;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import unroll.tape.Value;

/**
 * The values inside a cell's state by name, whatever record it is. A state is a value, a record of
 * states, or a list of states.
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

  private static Object read(Object part, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException refused) {
      throw new IllegalStateException("cannot read " + component, refused);
    }
  }
}
