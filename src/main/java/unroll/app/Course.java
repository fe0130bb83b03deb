package unroll.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import unroll.app.page.LessonRuns;
import unroll.data.CourseHome;

/**
 * The course on this machine.
 *
 * @param root the folder that holds notebooks/ and datasets/
 * @param cache where running files go: target/, or a folder of the user's where the checkout cannot
 *     be written
 */
record Course(Path root, Path cache) {

  /** Finds the course and a folder to write in. */
  static Course find() {
    try {
      Path root = CourseHome.find();
      return new Course(root, writableCache(root, userCaches()));
    } catch (IllegalStateException nowhere) {
      throw new UserError(nowhere.getMessage(), nowhere);
    }
  }

  /** Whether lessons cannot be saved where they lie. */
  boolean readOnly() {
    return !Files.isWritable(notebooks());
  }

  /** The folder of the lessons. */
  Path notebooks() {
    return root.resolve("notebooks");
  }

  /** The lessons, in order of their names. */
  List<Path> lessons() {
    try (Stream<Path> files = Files.list(notebooks())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UserError("cannot read the lessons in " + notebooks(), unreadable);
    }
  }

  /**
   * Finds a lesson.
   *
   * @param name its name, {@code 15-shakespeare}; its number, {@code 15}; how its name begins; or a
   *     path
   */
  Path lesson(String name) {
    Path asPath = Path.of(name).toAbsolutePath().normalize();
    if (name.endsWith(".ipynb") && Files.isRegularFile(asPath)) {
      if (!asPath.startsWith(root)) {
        throw new UserError(
            asPath + " is not inside the course, " + root + "; copy it to " + notebooks());
      }
      return asPath;
    }
    String wanted = LessonRuns.nameOf(Path.of(name)).toLowerCase(Locale.ROOT);
    List<Path> lessons = lessons();
    for (Path lesson : lessons) {
      if (LessonRuns.nameOf(lesson).equals(wanted)) {
        return lesson;
      }
    }
    List<Path> begun =
        lessons.stream().filter(lesson -> LessonRuns.nameOf(lesson).startsWith(wanted)).toList();
    if (begun.size() == 1 && !wanted.isEmpty()) {
      return begun.get(0);
    }
    List<Path> offered = begun.isEmpty() ? lessons : begun;
    throw new UserError(
        (begun.isEmpty() ? "no lesson " : "more than one lesson ")
            + name
            + "; there "
            + (offered.isEmpty()
                ? "is none in " + notebooks()
                : "are " + String.join(", ", namesOf(offered))));
  }

  private static List<String> namesOf(List<Path> lessons) {
    return lessons.stream().map(LessonRuns::nameOf).toList();
  }

  /**
   * The first folder that can be written: target/ of the course, else one for this checkout among
   * the candidates.
   */
  static Path writableCache(Path root, List<Path> candidates) {
    Path target = root.resolve("target");
    if (canHold(target)) {
      return target;
    }
    CRC32 place = new CRC32();
    place.update(root.toString().getBytes(StandardCharsets.UTF_8));
    String user = System.getProperty("user.name").replaceAll("[^\\w-]", "_");
    String folder = String.format(Locale.ROOT, "unroll-%s-%08x", user, place.getValue());
    for (Path candidate : candidates) {
      Path own = candidate.resolve(folder);
      if (canHold(own) && isPrivate(own)) {
        return own;
      }
    }
    throw new UserError("no folder to write in: neither " + target + " nor any of " + candidates);
  }

  private static boolean canHold(Path folder) {
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, "probe", "");
      Files.delete(probe);
      return true;
    } catch (IOException readOnly) {
      return false;
    }
  }

  /** Whether nobody else can put a program into a folder that lies where all can write. */
  private static boolean isPrivate(Path folder) {
    try {
      Path probe = Files.createTempFile(folder, "probe", "");
      boolean ours = Files.getOwner(probe).equals(Files.getOwner(folder));
      Files.delete(probe);
      Set<PosixFilePermission> others =
          Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
      return ours && Collections.disjoint(Files.getPosixFilePermissions(folder), others);
    } catch (UnsupportedOperationException notPosix) {
      return true;
    } catch (IOException strange) {
      return false;
    }
  }

  private static List<Path> userCaches() {
    List<Path> caches = new ArrayList<>();
    for (String variable : List.of("XDG_CACHE_HOME", "LOCALAPPDATA")) {
      String set = System.getenv().getOrDefault(variable, "");
      if (!set.isBlank()) {
        caches.add(Path.of(set));
      }
    }
    String home = System.getProperty("user.home", "");
    caches.add(Path.of(System.getenv().getOrDefault("HOME", home), ".cache"));
    caches.add(Path.of(home, ".cache"));
    caches.add(Path.of(System.getProperty("java.io.tmpdir")));
    return caches;
  }
}
