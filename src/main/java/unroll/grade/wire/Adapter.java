package unroll.grade.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets an object that was written in a notebook pass for an exercise's contract.
 *
 * <p>A notebook does not know the contract, and need not: a method of the contract is answered by
 * the object's method of that name and number of parameters, and records are translated part by
 * part, by the names of their parts.
 */
public final class Adapter {
  private Adapter() {}

  /**
   * The object as the contract.
   *
   * @param contract an interface
   * @param implementation an object that implements it, or has methods of the same names
   * @return the object itself, or a proxy for it
   */
  public static Object to(Class<?> contract, Object implementation) {
    if (contract.isInstance(implementation)) {
      return implementation;
    }
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) ->
            method.getDeclaringClass() == Object.class
                ? method.invoke(implementation, arguments)
                : call(implementation, method, arguments == null ? new Object[0] : arguments));
  }

  private static Object call(Object implementation, Method wanted, Object[] arguments)
      throws Throwable {
    Method found = counterpart(implementation.getClass(), wanted);
    Object[] translated = new Object[arguments.length];
    Type[] types = found.getGenericParameterTypes();
    for (int i = 0; i < arguments.length; i++) {
      translated[i] = translate(arguments[i], types[i]);
    }
    try {
      return translate(found.invoke(implementation, translated), wanted.getGenericReturnType());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Method counterpart(Class<?> type, Method wanted) {
    return Stream.<Class<?>>iterate(type, c -> c != null && c != Object.class, Class::getSuperclass)
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .filter(
            method ->
                method.getName().equals(wanted.getName())
                    && method.getParameterCount() == wanted.getParameterCount()
                    && !method.isBridge()
                    && !Modifier.isAbstract(method.getModifiers()))
        .findFirst()
        .map(
            method -> {
              method.setAccessible(true);
              return method;
            })
        .orElseThrow(
            () ->
                new AssertionError(
                    "Your class needs a method "
                        + wanted.getName()
                        + " with "
                        + wanted.getParameterCount()
                        + " parameters."));
  }

  private static Object translate(Object value, Type wanted) throws ReflectiveOperationException {
    if (value instanceof List<?> list && wanted instanceof ParameterizedType type) {
      Object[] items = new Object[list.size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = translate(list.get(i), type.getActualTypeArguments()[0]);
      }
      return Arrays.asList(items);
    }
    if (value instanceof Record record
        && wanted instanceof Class<?> type
        && type.isRecord()
        && !type.isInstance(value)) {
      return translate(record, type);
    }
    return value;
  }

  private static Object translate(Record record, Class<?> wanted)
      throws ReflectiveOperationException {
    RecordComponent[] parts = wanted.getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    for (int i = 0; i < parts.length; i++) {
      types[i] = parts[i].getType();
      values[i] = translate(part(record, parts[i].getName()), parts[i].getGenericType());
    }
    Constructor<?> constructor = wanted.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object part(Record record, String name) throws ReflectiveOperationException {
    for (RecordComponent part : record.getClass().getRecordComponents()) {
      if (part.getName().equals(name)) {
        part.getAccessor().setAccessible(true);
        return part.getAccessor().invoke(record);
      }
    }
    throw new AssertionError(
        "Your record " + record.getClass().getSimpleName() + " needs a part named " + name + ".");
  }
}
