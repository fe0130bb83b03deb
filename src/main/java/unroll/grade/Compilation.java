package unroll.grade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unroll.grade.guest.SourceCompiler;

/**
 * What the compiler made of some sources: class files in memory, or its complaints.
 *
 * @param classes bytes by binary class name; whatever could be compiled if there are problems
 * @param problems the compiler's errors, in its order; empty if all is well
 */
record Compilation(Map<String, byte[]> classes, List<CompileProblem> problems) {

  /**
   * Compiles sources without leaving a file behind.
   *
   * @param sources files, UTF-8
   * @param libraries a class of each library that the sources may use
   * @return classes or problems
   * @throws IllegalStateException if this Java has no compiler
   * @throws IllegalArgumentException if a file cannot be read
   */
  static Compilation of(Collection<Path> sources, List<Class<?>> libraries) {
    Map<String, String> texts = new TreeMap<>();
    for (Path source : sources) {
      try {
        // a byte that is no UTF-8 becomes a character that the compiler complains of, at its line
        texts.put(source.toString(), new String(Files.readAllBytes(source), UTF_8));
      } catch (IOException e) {
        throw new IllegalArgumentException("Cannot read " + source + ": " + e.getMessage(), e);
      }
    }
    try (SourceCompiler compiler =
        SourceCompiler.with(
            libraries.stream().map(Compilation::homeOf).distinct().toList(), List.of())) {
      return of(compiler.compile(texts));
    }
  }

  /** What a compiler said, wherever it ran. */
  static Compilation of(SourceCompiler.Compiled compiled) {
    return new Compilation(
        compiled.classes(),
        compiled.complaints().stream()
            .map(
                each ->
                    new CompileProblem(
                        each.file(), each.line(), each.column(), each.message(), each.source()))
            .toList());
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

  /** The file or folder that a class was loaded from. */
  static Path homeOf(Class<?> library) {
    try {
      return Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(library + " was not loaded from a file", e);
    }
  }
}
