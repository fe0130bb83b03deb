package unroll.grade.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * An interface whose methods can be called from the other side, numbered alike on both.
 *
 * <p>Its parameters and results are primitives and their boxes, strings, enums, EJML's dense
 * matrices, arrays, lists, maps and records of these; a parameter may also be a function, an
 * interface that meets the same conditions.
 */
public final class Contract {
  private final Class<?> type;
  private final List<Call> calls;

  private Contract(Class<?> type, List<Call> calls) {
    this.type = type;
    this.calls = calls;
  }

  /**
   * The contract of an interface.
   *
   * @param type an interface
   * @return its methods and how their values cross
   * @throws IllegalArgumentException if it has a type that cannot cross; the message is one line
   *     that names method and type
   */
  public static Contract of(Class<?> type) {
    return of(type, true, new HashMap<>());
  }

  private static Contract of(Class<?> type, boolean functions, Map<Type, Form> known) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(type.getName() + " is not an interface");
    }
    List<Call> calls = new ArrayList<>();
    Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !isObjects(method))
        // a function's default methods are made of its others, wherever it is called
        .filter(method -> functions || !method.isDefault())
        .sorted(Comparator.comparing(Contract::signature))
        .forEach(method -> calls.add(call(method, functions, known)));
    return new Contract(type, List.copyOf(calls));
  }

  /**
   * The interface itself.
   *
   * @return the interface
   */
  public Class<?> type() {
    return type;
  }

  /**
   * The calls, by their numbers.
   *
   * @return one for each method, sorted by name and parameters
   */
  public List<Call> calls() {
    return calls;
  }

  /**
   * The call of a number.
   *
   * @param number what the other side sent
   * @return the call
   * @throws WireException if there is none of that number
   */
  public Call call(int number) throws WireException {
    if (number < 0 || number >= calls.size()) {
      throw new WireException("no method number " + number);
    }
    return calls.get(number);
  }

  /**
   * The number of a method.
   *
   * @param method a method of the interface
   * @return its number, or empty if it is none that can be called
   */
  public Optional<Integer> numberOf(Method method) {
    String signature = signature(method);
    for (int i = 0; i < calls.size(); i++) {
      if (signature(calls.get(i).method).equals(signature)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** One method, and how its arguments and its result cross. */
  public static final class Call {
    private final Method method;
    private final List<Form> parameters;
    private final Optional<Form> result;

    private Call(Method method, List<Form> parameters, Optional<Form> result) {
      this.method = method;
      this.parameters = parameters;
      this.result = result;
    }

    /**
     * The method.
     *
     * @return the interface's method
     */
    public Method method() {
      return method;
    }

    /**
     * Writes arguments.
     *
     * @param out where to
     * @param arguments one for each parameter. Not modified.
     * @return for each argument, how many arrays and matrices the call's table holds after it:
     *     which tells to which argument a number belongs
     */
    public int[] writeArguments(FrameWriter out, Object[] arguments) {
      int[] ends = new int[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        parameters.get(i).write(out, arguments[i]);
        ends[i] = out.leaves().size();
      }
      return ends;
    }

    /**
     * Reads arguments.
     *
     * @param in where from
     * @return one for each parameter
     * @throws WireException if one does not fit its parameter
     */
    public Object[] readArguments(FrameReader in) throws WireException {
      Object[] arguments = new Object[parameters.size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = parameters.get(i).read(in);
        if (arguments[i] == null && method.getParameterTypes()[i].isPrimitive()) {
          throw new WireException("null for a primitive");
        }
      }
      return arguments;
    }

    /**
     * Writes a result.
     *
     * @param out where to
     * @param value the result; anything for a method without one
     */
    public void writeResult(FrameWriter out, Object value) {
      result.ifPresent(form -> form.write(out, value));
    }

    /**
     * Reads a result.
     *
     * @param in where from
     * @return the result, null for a method without one
     * @throws WireException if it does not fit the method
     * @throws IllegalArgumentException if it is null or holds a null, and the reader allows none
     */
    public Object readResult(FrameReader in) throws WireException {
      if (result.isEmpty()) {
        return null;
      }
      try {
        Object value = result.get().read(in);
        if (value == null && method.getReturnType().isPrimitive()) {
          throw new WireException("null for a primitive");
        }
        return value;
      } catch (Form.NullAnswer e) {
        throw new IllegalArgumentException(
            method.getName() + " gave null, or null within its result: give a value", e);
      }
    }
  }

  private static Call call(Method method, boolean functions, Map<Type, Form> known) {
    try {
      method.setAccessible(true);
      List<Form> parameters = new ArrayList<>();
      for (Type parameter : method.getGenericParameterTypes()) {
        parameters.add(form(parameter, functions, known));
      }
      Type result = method.getGenericReturnType();
      return new Call(
          method,
          List.copyOf(parameters),
          result == void.class ? Optional.empty() : Optional.of(form(result, false, known)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          method.getDeclaringClass().getSimpleName()
              + "."
              + method.getName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Form form(Type type, boolean functions, Map<Type, Form> known) {
    if (type instanceof WildcardType wildcard) {
      return form(wildcard.getUpperBounds()[0], functions, known);
    }
    if (type instanceof ParameterizedType parameterized) {
      return generic(parameterized, functions, known);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException(type.getTypeName() + " cannot cross");
    }
    if (Form.Scalar.is(plain)) {
      return Form.Scalar.of(plain);
    }
    if (plain == String.class) {
      return new Form.Text();
    }
    if (plain.isEnum()) {
      return new Form.Constant(plain);
    }
    if (plain == DMatrixRMaj.class || plain == FMatrixRMaj.class) {
      return LeafForm.ofMatrix(plain);
    }
    if (plain.isArray()) {
      Class<?> component = plain.getComponentType();
      return LeafForm.ofArray(
          plain, component.isPrimitive() ? null : form(component, functions, known));
    }
    if (plain.isRecord() && plain.getTypeParameters().length == 0) {
      return record(plain, functions, known);
    }
    if (functions && plain.isInterface() && plain.getTypeParameters().length == 0) {
      return new Form.Called(of(plain, false, new HashMap<>()));
    }
    throw new IllegalArgumentException(plain.getName() + " cannot cross");
  }

  private static Form generic(ParameterizedType type, boolean functions, Map<Type, Form> known) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      return new Form.Listed(form(arguments[0], functions, known));
    }
    if (raw == Map.class) {
      return new Form.Mapped(
          form(arguments[0], functions, known), form(arguments[1], functions, known));
    }
    throw new IllegalArgumentException(type.getTypeName() + " cannot cross");
  }

  private static Form record(Class<?> type, boolean functions, Map<Type, Form> known) {
    Form already = known.get(type);
    if (already != null) {
      return already;
    }
    Form.Recorded form = new Form.Recorded(type);
    known.put(type, form);
    List<Form> parts = new ArrayList<>();
    for (RecordComponent part : type.getRecordComponents()) {
      parts.add(form(part.getGenericType(), functions, known));
    }
    form.parts(List.copyOf(parts));
    return form;
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.toString(Arrays.stream(method.getParameterTypes()).map(Class::getName).toArray());
  }

  private static boolean isObjects(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
