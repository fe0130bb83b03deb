package unroll.kernel;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Holds the classes that a session's cells were compiled to, in front of the kit's own. */
final class SessionLoader implements LoaderDelegate {
  private final Classes classes = new Classes(SessionLoader.class.getClassLoader());

  /** The loader that a cell's threads have as their context class loader. */
  ClassLoader classLoader() {
    return classes;
  }

  @Override
  public void load(ClassBytecodes[] compiled) throws ClassInstallException {
    boolean[] loaded = new boolean[compiled.length];
    try {
      for (ClassBytecodes one : compiled) {
        classes.declared.put(one.name(), LoopGuard.weave(one.bytecodes()));
      }
      for (int i = 0; i < compiled.length; i++) {
        // as far as preparation, so that what cannot be linked is told here
        Class<?> one = classes.loadClass(compiled[i].name());
        loaded[i] = Arrays.stream(one.getDeclaredMethods()).noneMatch(Objects::isNull);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ClassInstallException("load: " + e.getMessage(), loaded);
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] compiled) {
    throw new UnsupportedOperationException("classes are replaced, not redefined");
  }

  @Override
  public void addToClasspath(String path) throws InternalException {
    try {
      for (String entry : path.split(File.pathSeparator, -1)) {
        classes.addURL(new File(entry).toURI().toURL());
      }
    } catch (MalformedURLException e) {
      throw new InternalException(e.toString());
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return classes.loadClass(name);
  }

  private static final class Classes extends URLClassLoader {
    final Map<String, byte[]> declared = new ConcurrentHashMap<>();

    Classes(ClassLoader parent) {
      super(new URL[0], parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] compiled = declared.get(name);
      return compiled == null
          ? super.findClass(name)
          : defineClass(name, compiled, 0, compiled.length);
    }

    @Override
    protected void addURL(URL url) {
      super.addURL(url);
    }
  }
}
