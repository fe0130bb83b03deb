package unroll.grade.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.WireException;

/** Compiles texts to class files in memory, again and again, on one class path. */
public final class SourceCompiler implements AutoCloseable {
  // no annotation processors: they would run code while we only mean to compile it
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-implicit:none", "-g", "-parameters", "-Xlint:none", "-nowarn");

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;
  private final List<String> options;

  private SourceCompiler(
      JavaCompiler compiler, StandardJavaFileManager files, List<String> options) {
    this.compiler = compiler;
    this.files = files;
    this.options = options;
  }

  /**
   * Makes a compiler.
   *
   * @param libraries the class path
   * @param more options beside the compiler's usual ones
   * @return the compiler
   * @throws IllegalStateException if this Java has no compiler
   */
  public static SourceCompiler with(List<Path> libraries, List<String> more) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException(
          "This Java (" + System.getProperty("java.home") + ") has no compiler: use a JDK.");
    }
    StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
    } catch (IOException e) {
      throw new IllegalStateException("The compiler cannot read " + libraries, e);
    }
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(more);
    return new SourceCompiler(compiler, files, List.copyOf(options));
  }

  /**
   * One complaint of the compiler.
   *
   * @param file the source's name
   * @param line the line, counted from 1; 0 if the compiler gave none
   * @param column the column, counted from 1; 0 if the compiler gave none
   * @param message the compiler's words
   * @param source the text of that line, empty if there is none
   */
  public record Complaint(String file, long line, long column, String message, String source) {}

  /**
   * What came of compiling.
   *
   * @param classes bytes by binary class name
   * @param complaints the compiler's errors, in its order; empty if all is well
   */
  public record Compiled(Map<String, byte[]> classes, List<Complaint> complaints) {

    /**
     * Writes it.
     *
     * @param out where to
     */
    public void write(FrameWriter out) {
      out.number(complaints.size());
      for (Complaint complaint : complaints) {
        out.text(complaint.file());
        out.longNumber(complaint.line());
        out.longNumber(complaint.column());
        out.text(complaint.message());
        out.text(complaint.source());
      }
      out.number(classes.size());
      classes.forEach(
          (name, bytes) -> {
            out.text(name);
            out.bytes(bytes);
          });
    }

    /**
     * Reads it.
     *
     * @param in where from
     * @return what came of compiling, as far as the other side is to be believed
     * @throws WireException if it is nothing of the kind
     */
    public static Compiled read(FrameReader in) throws WireException {
      List<Complaint> complaints = new ArrayList<>();
      int count = in.count();
      for (int i = 0; i < count; i++) {
        complaints.add(
            new Complaint(in.text(), in.longNumber(), in.longNumber(), in.text(), in.text()));
      }
      Map<String, byte[]> classes = new TreeMap<>();
      int number = in.count();
      for (int i = 0; i < number; i++) {
        classes.put(in.text(), in.bytes());
      }
      in.end();
      return new Compiled(classes, complaints);
    }
  }

  /**
   * Writes sources.
   *
   * @param out where to
   * @param sources texts by path
   */
  public static void writeSources(FrameWriter out, Map<String, String> sources) {
    out.number(sources.size());
    sources.forEach(
        (path, text) -> {
          out.text(path);
          out.text(text);
        });
  }

  static Map<String, String> readSources(FrameReader in) throws WireException {
    Map<String, String> sources = new TreeMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      sources.put(in.text(), in.text());
    }
    in.end();
    return sources;
  }

  /**
   * Compiles.
   *
   * @param sources texts by path
   * @return classes, or complaints and whatever could be compiled
   */
  public Compiled compile(Map<String, String> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    InMemory memory = new InMemory(files);
    List<Source> units = sources.entrySet().stream().map(Source::of).toList();
    // what the compiler says beside its diagnostics, which is a stack trace of its own, is for
    // nobody
    boolean isFine =
        compiler.getTask(Writer.nullWriter(), memory, diagnostics, options, null, units).call();
    List<Complaint> complaints = complaints(diagnostics);
    if (!isFine && complaints.isEmpty()) {
      complaints.add(
          new Complaint(
              "",
              0,
              0,
              "The compiler ran out of stack or memory: is something nested very deep?",
              ""));
    }
    return new Compiled(memory.classes(), complaints);
  }

  /** Closes the libraries. */
  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new IllegalStateException("The compiler cannot close its libraries", e);
    }
  }

  private static List<Complaint> complaints(DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Complaint> complaints = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        complaints.add(
            new Complaint(
                each.getSource() == null ? "" : nameOf(each.getSource()),
                Math.max(0, each.getLineNumber()),
                Math.max(0, each.getColumnNumber()),
                each.getMessage(Locale.ENGLISH),
                lineOf(each)));
      }
    }
    return complaints;
  }

  private static String nameOf(JavaFileObject source) {
    return source.getName().substring(source.getName().lastIndexOf('/') + 1);
  }

  private static String lineOf(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (!(diagnostic.getSource() instanceof Source source) || diagnostic.getLineNumber() < 1) {
      return "";
    }
    return source.text.lines().skip(diagnostic.getLineNumber() - 1).findFirst().orElse("");
  }

  /** A text that passes for a file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(URI uri, String text) {
      super(uri, Kind.SOURCE);
      this.text = text;
    }

    static Source of(Map.Entry<String, String> pathAndText) {
      String path = pathAndText.getKey().replace('\\', '/');
      try {
        return new Source(new URI("text", null, "/" + path, null), pathAndText.getValue());
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("not a file's name: " + path, e);
      }
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return text;
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
