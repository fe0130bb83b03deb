package unroll.grade.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import unroll.grade.Exercise;

/**
 * What marks an exercise where there is no course and no Maven: the kit's jar with the libraries
 * that marking needs, and a course folder with one exercise, its solution and its hidden tests.
 *
 * @param jar the kit
 * @param libraries beside it, each of which its manifest names
 */
public record Kit(Path jar, List<Path> libraries) {
  /** Figures, pages, tables, kernels: large, and no part of marking. What is new is taken along. */
  private static final List<String> NOT_FOR_MARKING =
      List.of(
          "RoaringBitmap",
          "checker-qual",
          "fastutil",
          "guava",
          "icu4j",
          "jeromq",
          "katex",
          "lunr",
          "plotly",
          "tablesaw",
          "univocity");

  /** A course folder is known by these; marking reads nothing in them. */
  private static final List<String> LANDMARKS = List.of("datasets", "notebooks");

  /** Copies the list, so that the kit never changes. */
  public Kit {
    libraries = List.copyOf(libraries);
  }

  /**
   * The kit that is running.
   *
   * @return its jar and libraries
   * @throws IllegalArgumentException if it does not run from its jar; the message says what to type
   */
  public static Kit running() {
    try {
      return of(Path.of(Kit.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the kit does not know where it is", e);
    }
  }

  /**
   * A kit by its jar.
   *
   * @param jar the jar, whose manifest names its libraries
   * @return the kit
   * @throws IllegalArgumentException if it is no jar, or a library is missing; the message is one
   *     line
   */
  public static Kit of(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "an export takes the kit from its jar: mvn package, then java -jar target/unroll.jar"
              + " export ...");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      String path =
          Optional.ofNullable(file.getManifest())
              .map(Manifest::getMainAttributes)
              .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
              .orElse("");
      return new Kit(
          jar,
          Stream.of(path.split(" "))
              .filter(each -> !each.isBlank())
              .map(jar.toAbsolutePath().getParent()::resolve)
              .filter(library -> NOT_FOR_MARKING.stream().noneMatch(name(library)::startsWith))
              .map(Kit::present)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Path present(Path library) {
    if (!Files.isRegularFile(library)) {
      throw new IllegalArgumentException(library + " is missing beside the jar: mvn package");
    }
    return library;
  }

  /**
   * Copies all that marks an exercise.
   *
   * @param exercise with its solution at hand
   * @param folder receives {@code kit/} and {@code course/}
   * @throws IOException if a file cannot be written
   */
  void copy(Exercise exercise, Path folder) throws IOException {
    Path kit = Files.createDirectories(folder.resolve("kit"));
    Files.copy(jar, kit.resolve("unroll.jar"));
    for (Path library : libraries) {
      Path copy = kit.resolve("lib").resolve(library.getFileName());
      Files.createDirectories(copy.getParent());
      Files.copy(library, copy);
    }
    Path course = folder.resolve("course");
    String own = exercise.subject() + ".java";
    copy(
        exercise.folder(),
        course.resolve("exercises").resolve(exercise.packageName()),
        exercise.folder().resolve(own));
    copy(
        exercise.solution(),
        course.resolve("solutions").resolve(exercise.packageName()),
        exercise.solution().resolve("wrong"));
    for (String landmark : LANDMARKS) {
      Path readme = course.resolve(landmark).resolve("README.md");
      Files.createDirectories(readme.getParent());
      Files.writeString(readme, "Left out: marking reads nothing here.\n");
    }
  }

  private static void copy(Path from, Path to, Path except) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        if (!file.startsWith(except)) {
          Path copy = to.resolve(from.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
