package unroll.data;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Finds the folder that the course lives in: the one with {@code datasets/} and {@code notebooks/}.
 *
 * <p>A lesson, a command and a test each start in another working directory, so nobody relies on
 * it: everything that is read from the course is resolved against this folder.
 */
public final class CourseHome {
  /** The system property that names the course folder outright. */
  public static final String PROPERTY = "unroll.home";

  private CourseHome() {}

  /**
   * The course folder: the system property {@value #PROPERTY} if it is set, else the nearest course
   * folder at or above the working directory, else at or above the jar that this class came from.
   *
   * @return an absolute, normalised path
   * @throws IllegalStateException if the property does not name a course folder, or none is found;
   *     the message is one line and says what to do
   */
  public static Path find() {
    return find(System.getProperty(PROPERTY), Path.of(""), codeLocation());
  }

  /** The search itself, with everything that it depends on handed in. */
  static Path find(String property, Path workingDirectory, Optional<Path> code) {
    if (property != null && !property.isBlank()) {
      Path named = folderNamed(property);
      if (!isCourse(named)) {
        throw new IllegalStateException(
            "-D"
                + PROPERTY
                + " names "
                + named
                + ", which is no course folder: it must hold datasets/ and notebooks/.");
      }
      return named;
    }
    return above(workingDirectory)
        .or(() -> code.flatMap(CourseHome::above))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No course folder (one with datasets/ and notebooks/) at or above "
                        + workingDirectory.toAbsolutePath().normalize()
                        + ": run inside the course, or give -D"
                        + PROPERTY
                        + "=FOLDER."));
  }

  private static Path folderNamed(String property) {
    try {
      return Path.of(property).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalStateException(
          "-D" + PROPERTY + " is no path: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static Optional<Path> above(Path start) {
    for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (isCourse(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static boolean isCourse(Path folder) {
    return Files.isDirectory(folder.resolve("datasets"))
        && Files.isDirectory(folder.resolve("notebooks"));
  }

  private static Optional<Path> codeLocation() {
    CodeSource source = CourseHome.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      // code that did not come from a file of this machine lies in no course folder
      return Optional.empty();
    }
  }
}
