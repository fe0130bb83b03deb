package unroll.model;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * Finds the matrices in the state of a cell, so that a checkpoint can hold them. A state is a
 * record of values, of such records, or of lists of them; the names are those of the components.
 */
final class StateNumbers {
  private StateNumbers() {}

  /**
   * Lists the matrices of a state.
   *
   * @param prefix put before every name
   * @param state of any cell
   * @return the matrices themselves, not copies, in the order of the record
   */
  static Map<String, Matrix> of(String prefix, Object state) {
    Map<String, Matrix> found = new LinkedHashMap<>();
    collect(prefix, state, found);
    return found;
  }

  private static void collect(String name, Object part, Map<String, Matrix> found) {
    if (part instanceof Value value) {
      found.put(name, value.matrix());
    } else if (part instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(name + "." + i, list.get(i), found);
      }
    } else if (part instanceof Record) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        collect(name + "." + component.getName(), read(part, component), found);
      }
    } else {
      throw new IllegalArgumentException(
          "a state is a record of values; " + name + " is a " + part.getClass().getName());
    }
  }

  private static Object read(Object state, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(state);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read the state " + state.getClass().getName(), e);
    }
  }
}
