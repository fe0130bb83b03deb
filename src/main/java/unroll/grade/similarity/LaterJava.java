package unroll.grade.similarity;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java on this machine that may be later than the one that runs the kit.
 *
 * @param home its folder
 * @param feature its feature release, for example 21
 */
public record LaterJava(Path home, int feature) {
  private static final Pattern VERSION = Pattern.compile("\"?(\\d+)[^\\d].*|\"?(\\d+)\"?");

  /**
   * The program that runs classes.
   *
   * @return its path
   */
  public Path program() {
    return program(home);
  }

  /**
   * Looks where Java is on this machine: in JAVA_HOME, on the PATH, where systems and version
   * managers put it.
   *
   * @param atLeast the feature release that is needed
   * @return the first one that is late enough and has a compiler
   */
  public static Optional<LaterJava> find(int atLeast) {
    Path user = Path.of(System.getProperty("user.home"));
    List<Path> shelves =
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt/java"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            user.resolve("Library/Java/JavaVirtualMachines"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"),
            Path.of("C:/Program Files/Java"),
            Path.of("C:/Program Files/Eclipse Adoptium"));
    return find(atLeast, System.getenv(), shelves);
  }

  /** Looks in an environment and in folders that hold several Javas. */
  static Optional<LaterJava> find(
      int atLeast, Map<String, String> environment, List<Path> shelves) {
    Set<Path> homes = new LinkedHashSet<>();
    Optional.ofNullable(environment.get("JAVA_HOME"))
        .flatMap(LaterJava::path)
        .ifPresent(homes::add);
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      path(folder).flatMap(LaterJava::homeOfProgram).ifPresent(homes::add);
    }
    for (Path shelf : shelves) {
      homes.addAll(on(shelf));
    }
    return homes.stream()
        .flatMap(home -> of(home).stream())
        .filter(java -> java.feature() >= atLeast)
        .findFirst();
  }

  /** What lies in a folder, if it has a program and a compiler and says which release it is. */
  static Optional<LaterJava> of(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(program(home)) || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    String modules = properties.getProperty("MODULES", "jdk.compiler");
    Matcher version = VERSION.matcher(properties.getProperty("JAVA_VERSION", ""));
    if (!version.matches() || !modules.contains("jdk.compiler")) {
      return Optional.empty();
    }
    String feature = version.group(1) == null ? version.group(2) : version.group(1);
    return Optional.of(new LaterJava(home, Integer.parseInt(feature)));
  }

  private static Path program(Path home) {
    Path windows = home.resolve("bin").resolve("java.exe");
    return Files.exists(windows) ? windows : home.resolve("bin").resolve("java");
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The home of the java in a folder of programs; it may be there by a link only. */
  private static Optional<Path> homeOfProgram(Path folder) {
    for (String name : List.of("java", "java.exe")) {
      try {
        Path real = folder.resolve(name).toRealPath();
        return Optional.ofNullable(real.getParent()).map(Path::getParent);
      } catch (IOException e) {
        // none of that name here
      }
    }
    return Optional.empty();
  }

  private static List<Path> on(Path shelf) {
    List<Path> homes = new ArrayList<>();
    try (Stream<Path> entries = Files.list(shelf)) {
      entries
          .sorted()
          .forEach(
              entry -> {
                homes.add(entry);
                homes.add(entry.resolve("Contents").resolve("Home"));
              });
    } catch (IOException e) {
      return List.of();
    }
    return homes;
  }
}
