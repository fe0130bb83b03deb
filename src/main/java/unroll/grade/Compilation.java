package unroll.grade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * What the compiler made of some sources: class files in memory, or its complaints.
 *
 * @param classes bytes by binary class name; whatever could be compiled if there are problems
 * @param problems the compiler's errors, in its order; empty if all is well
 */
record Compilation(Map<String, byte[]> classes, List<CompileProblem> problems) {
  // no annotation processors: they would run code while we only mean to compile it
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-implicit:none", "-g", "-parameters", "-Xlint:none", "-nowarn");

  /**
   * Compiles sources without leaving a file behind.
   *
   * @param sources files, UTF-8
   * @param libraries a class of each library that the sources may use
   * @return classes or problems
   * @throws IllegalStateException if this Java has no compiler
   */
  static Compilation of(Collection<Path> sources, List<Class<?>> libraries) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException(
          "This Java (" + System.getProperty("java.home") + ") has no compiler: use a JDK.");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
        InMemory memory = new InMemory(files)) {
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH, libraries.stream().map(Compilation::homeOf).toList());
      compiler
          .getTask(
              null, memory, diagnostics, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
      return new Compilation(memory.classes(), problems(diagnostics));
    } catch (IOException e) {
      throw new UncheckedIOException("The compiler cannot read its files", e);
    }
  }

  /** The classes; for sources of the kit's own, which are broken if they do not compile. */
  Map<String, byte[]> orFault(String what) {
    if (!problems.isEmpty()) {
      CompileProblem first = problems.get(0);
      throw new IllegalStateException(
          what + " do not compile: " + first.file() + ":" + first.line() + ": " + first.message());
    }
    return classes;
  }

  private static List<CompileProblem> problems(DiagnosticCollector<JavaFileObject> diagnostics) {
    List<CompileProblem> problems = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        problems.add(
            new CompileProblem(
                each.getSource() == null
                    ? ""
                    : Path.of(each.getSource().getName()).getFileName().toString(),
                Math.max(0, each.getLineNumber()),
                Math.max(0, each.getColumnNumber()),
                each.getMessage(Locale.ENGLISH),
                lineOf(each)));
      }
    }
    return problems;
  }

  private static String lineOf(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getSource() == null || diagnostic.getLineNumber() < 1) {
      return "";
    }
    try {
      return diagnostic
          .getSource()
          .getCharContent(true)
          .toString()
          .lines()
          .skip(diagnostic.getLineNumber() - 1)
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      // the message alone must do
      return "";
    }
  }

  private static Path homeOf(Class<?> library) {
    try {
      return Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(library + " was not loaded from a file", e);
    }
  }

  /** Keeps what the compiler writes in memory. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(className, bytes);
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}
