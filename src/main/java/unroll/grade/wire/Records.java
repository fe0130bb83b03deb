package unroll.grade.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Makes records of the contract from their parts. */
final class Records {
  private Records() {}

  /**
   * A record.
   *
   * @throws WireException if its constructor refuses the parts: no such record can have been sent
   */
  static Object make(Class<?> type, Object[] parts) throws WireException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException | IllegalArgumentException e) {
      throw new WireException("parts that make no " + type.getSimpleName());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }
}
