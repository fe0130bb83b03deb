package unroll.notebook;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import unroll.kernel.DisplaySink;

/**
 * Another Java kernel, reached by reflection because the kit does not depend on it: JJava, IJava,
 * rapaio.
 *
 * <p>All three have a DisplayData class with {@code putData}; JJava and IJava share their ancestry
 * and differ in the package only.
 */
final class ForeignKernel implements DisplaySink {
  private static final String JJAVA = "org.dflib.jjava.jupyter.kernel.";
  private static final String IJAVA = "io.github.spencerpark.jupyter.kernel.";
  private static final String RAPAIO = "org.rapaio.jupyter.kernel.";

  /** One sink a kernel, so that a session is recognised when it shows again. */
  private static final ClassValue<ForeignKernel> SINKS =
      new ClassValue<>() {
        @Override
        protected ForeignKernel computeValue(Class<?> type) {
          return new ForeignKernel(type.getName());
        }
      };

  private final String entry;

  private ForeignKernel(String entry) {
    this.entry = entry;
  }

  /** The kernel of another make that this process runs in, if there is one. */
  static Optional<DisplaySink> running() {
    for (String entry :
        new String[] {
          JJAVA + "BaseKernel", "io.github.spencerpark.ijava.IJava", RAPAIO + "MainApp"
        }) {
      Optional<Class<?>> type = find(entry);
      if (type.isPresent() && kernel(type.get()).isPresent()) {
        return Optional.of(SINKS.get(type.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void show(
      String displayId, Map<String, Object> bundle, Map<String, Object> metadata, boolean update) {
    try {
      Class<?> type = find(entry).orElseThrow();
      Object kernel = kernel(type).orElseThrow();
      if (entry.startsWith(RAPAIO)) {
        showInRapaio(kernel, displayId, bundle, metadata, update);
      } else {
        showInJavaKernel(kernel, displayId, bundle, metadata, update);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java kernel cannot show rich output: " + entry + "; use the kit's own kernel", e);
    }
  }

  private void showInJavaKernel(
      Object kernel,
      String displayId,
      Map<String, Object> bundle,
      Map<String, Object> metadata,
      boolean update)
      throws ReflectiveOperationException {
    String home = entry.startsWith(JJAVA) ? JJAVA : IJAVA;
    ClassLoader loader = kernel.getClass().getClassLoader();
    Class<?> displayData = Class.forName(home + "display.DisplayData", true, loader);
    Object data = displayData.getConstructor().newInstance();
    put(displayData, data, "putData", bundle);
    put(displayData, data, "putMetaData", metadata);
    if (displayId != null) {
      displayData.getMethod("setDisplayId", String.class).invoke(data, displayId);
    }
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    Field display = io.getClass().getField("display");
    display
        .getType()
        .getMethod(update ? "updateDisplay" : "display", displayData)
        .invoke(display.get(io), data);
  }

  private static void showInRapaio(
      Object kernel,
      String displayId,
      Map<String, Object> bundle,
      Map<String, Object> metadata,
      boolean update)
      throws ReflectiveOperationException {
    ClassLoader loader = kernel.getClass().getClassLoader();
    Class<?> displayData = Class.forName(RAPAIO + "display.DisplayData", true, loader);
    Object data = displayData.getMethod("fromText", String.class).invoke(null, "");
    put(displayData, data, "putData", bundle);
    put(displayData, data, "putMetaData", metadata);
    String id = displayId == null ? java.util.UUID.randomUUID().toString() : displayId;
    displayData.getMethod("setDisplayId", String.class).invoke(data, id);
    kernel
        .getClass()
        .getMethod(update ? "updateDisplay" : "display", displayData)
        .invoke(kernel, data);
  }

  private static void put(
      Class<?> displayData, Object data, String method, Map<String, Object> entries)
      throws ReflectiveOperationException {
    for (Map.Entry<String, Object> entry : entries.entrySet()) {
      displayData
          .getMethod(method, String.class, Object.class)
          .invoke(data, entry.getKey(), entry.getValue());
    }
  }

  private static Optional<Object> kernel(Class<?> entry) {
    try {
      return Optional.ofNullable(
          switch (entry.getSimpleName()) {
            case "BaseKernel" -> entry.getMethod("notebookKernel").invoke(null);
            case "IJava" -> entry.getMethod("getKernelInstance").invoke(null);
            default -> entry.getField("kernel").get(null);
          });
    } catch (ReflectiveOperationException absent) {
      return Optional.empty();
    }
  }

  private static Optional<Class<?>> find(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return Stream.of(ForeignKernel.class.getClassLoader(), context)
        .flatMap(loader -> find(name, loader).stream())
        .findFirst();
  }

  private static Optional<Class<?>> find(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError absent) {
      return Optional.empty();
    }
  }
}
