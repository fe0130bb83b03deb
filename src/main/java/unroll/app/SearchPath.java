package unroll.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where programs are looked for.
 *
 * @param folders in order
 */
record SearchPath(List<Path> folders) {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /** The path of the environment. */
  static SearchPath ofEnvironment() {
    return of(System.getenv().getOrDefault("PATH", ""));
  }

  /** A path as the environment variable {@code PATH} writes it. */
  static SearchPath of(String path) {
    List<Path> folders = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    return new SearchPath(List.copyOf(folders));
  }

  /**
   * Returns every program of this name, in order: one found first may not work, and one behind it
   * may. The same file under two names of its folder counts once.
   */
  List<Path> all(String program) {
    Set<Path> real = new LinkedHashSet<>();
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      for (String ending : WINDOWS ? List.of(".exe", ".cmd", ".bat") : List.of("")) {
        Path file = folder.resolve(program + ending);
        if (Files.isRegularFile(file)
            && Files.isExecutable(file)
            && real.add(withRealFolder(file))) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /**
   * The folder without links, but the program's own name: a program that is a link may act by its
   * name and place, as a venv's does.
   */
  private static Path withRealFolder(Path file) {
    try {
      return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    } catch (IOException gone) {
      return file.toAbsolutePath();
    }
  }
}
