package unroll.grade.guest;

import java.util.Map;
import java.util.function.Function;

/**
 * Loads classes that were compiled to memory, and asks other loaders, by name, for the rest.
 *
 * <p>Its own classes come first, whatever lies on the class path: the reference and the student's
 * class have the same name, and each is loaded by a loader of its own.
 */
public final class MemoryLoader extends ClassLoader {
  private final Map<String, byte[]> own;
  private final Function<String, ClassLoader> others;

  /**
   * Makes a loader.
   *
   * @param own bytes by binary class name
   * @param others which loader to ask for a class that is not among them, by its name
   */
  public MemoryLoader(Map<String, byte[]> own, Function<String, ClassLoader> others) {
    super(null);
    this.own = Map.copyOf(own);
    this.others = others;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = own.get(name);
    if (bytes == null) {
      return others.apply(name).loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
