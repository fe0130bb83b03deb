package unroll.grade.worker;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import unroll.grade.guest.Guest;
import unroll.grade.wire.Wire;

/**
 * What a submission's process is made of, in one folder: two Javas without anything that is not
 * needed, one to run and one to compile; the protocol; EJML; and archives of loaded classes, which
 * halve the time to start.
 *
 * <p>Made once for each JDK and build of the kit, in the system's folder for temporary files, where
 * another user's process can be let at it; takes some ten seconds. The Java that runs submissions
 * has the module java.base and no other: no {@code sun.misc.Unsafe}, no attaching, no HTTP.
 */
public final class GuestKit {
  private static final List<Class<?>> LIBRARIES =
      List.of(DMatrixRMaj.class, CommonOps_DDRM.class, CommonOps_FDRM.class);

  /** The file that lists the others. */
  private static final String CONTENTS = "contents.txt";

  private final Path folder;

  private GuestKit(Path folder) {
    this.folder = folder;
  }

  /**
   * The kit of this JDK, made if it is not there.
   *
   * @return the kit
   * @throws IllegalStateException if it cannot be made; the message is one line
   */
  public static synchronized GuestKit ready() {
    try {
      Map<String, byte[]> classes = classes();
      Path folder =
          Path.of(System.getProperty("java.io.tmpdir"))
              .toRealPath()
              .resolve("unroll-guest-" + System.getProperty("user.name") + "-" + key(classes));
      GuestKit kit = new GuestKit(folder);
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        requireOurs(folder);
        if (!kit.isWhole()) {
          // a system tidies up its folder for temporary files now and then
          Folders.delete(folder);
        }
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        make(folder, classes);
      }
      requireOurs(folder);
      for (Task task : Task.values()) {
        // an archive holds the paths of the jars, so it is made in the place
        if (!Files.exists(kit.archive(task))) {
          Rehearsal.archive(kit, task);
        }
      }
      return kit;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot make the workers' Java: " + e.getMessage(), e);
    }
  }

  /** The folder, which a process must be able to read. */
  Path folder() {
    return folder;
  }

  /** The class path of a process. */
  String classPath() {
    return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The class path of what is compiled. */
  String libraries() {
    return jars().stream()
        .skip(1)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    jars.add(folder.resolve("guest.jar"));
    LIBRARIES.forEach(library -> jars.add(folder.resolve(homeOf(library).getFileName())));
    return jars.stream().distinct().toList();
  }

  /** The Java of a kind of process. */
  Path java(Task task) {
    return folder.resolve(task.folder).resolve("bin").resolve("java");
  }

  /** The archive of the classes that a kind of process loads. */
  Path archive(Task task) {
    return folder.resolve(task.folder + ".jsa");
  }

  /** What a process is for. */
  enum Task {
    RUN("run", "java.base"),
    COMPILE("compile", "java.base,jdk.compiler,jdk.zipfs");

    private final String folder;
    private final String modules;

    Task(String folder, String modules) {
      this.folder = folder;
      this.modules = modules;
    }
  }

  private boolean isWhole() throws IOException {
    Path list = folder.resolve(CONTENTS);
    if (!Files.isReadable(list)) {
      return false;
    }
    return Files.readAllLines(list).stream().allMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static void make(Path folder, Map<String, byte[]> classes) throws IOException {
    Path fresh = Files.createTempDirectory(folder.getParent(), "unroll-guest-new");
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (Task task : Task.values()) {
        link(fresh, task);
      }
      jar(fresh.resolve("guest.jar"), classes);
      for (Class<?> library : LIBRARIES) {
        Path home = homeOf(library);
        Files.copy(home, fresh.resolve(home.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      try (Stream<Path> files = Files.walk(fresh)) {
        Files.write(
            fresh.resolve(CONTENTS),
            files.map(file -> fresh.relativize(file).toString()).sorted().toList());
      }
      move(fresh, folder);
    } finally {
      Folders.delete(fresh);
    }
  }

  private static void move(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // another process was faster
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static void link(Path folder, Task task) {
    StringWriter out = new StringWriter();
    PrintWriter to = new PrintWriter(out);
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("This JDK has no jlink: use a whole one."))
            .run(
                to,
                to,
                "--add-modules",
                task.modules,
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.resolve(task.folder).toString());
    if (status != 0) {
      throw new IllegalStateException("jlink failed: " + out.toString().strip());
    }
  }

  /** The protocol's and the guest's classes, as they are here. */
  private static Map<String, byte[]> classes() throws IOException {
    Path home = homeOf(Guest.class);
    if (Files.isDirectory(home)) {
      return classes(home);
    }
    try (FileSystem jar = FileSystems.newFileSystem(home)) {
      return classes(jar.getPath("/"));
    }
  }

  private static Map<String, byte[]> classes(Path root) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Class<?> each : List.of(Guest.class, Wire.class)) {
      Path folder = root.resolve(each.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
          String name = root.relativize(file).toString().replace('\\', '/');
          classes.put(name, Files.readAllBytes(file));
        }
      }
    }
    return classes;
  }

  private static void jar(Path file, Map<String, byte[]> classes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : classes.entrySet()) {
        jar.putNextEntry(new JarEntry(each.getKey()));
        jar.write(each.getValue());
        jar.closeEntry();
      }
    }
  }

  private static String key(Map<String, byte[]> classes) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(System.getProperty("java.home").getBytes(StandardCharsets.UTF_8));
      digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
      for (Task task : Task.values()) {
        digest.update((task.folder + task.modules).getBytes(StandardCharsets.UTF_8));
      }
      classes.forEach(
          (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      for (Class<?> library : LIBRARIES) {
        digest.update(homeOf(library).getFileName().toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  // in a folder that everybody may write to, somebody else may have been there first
  private static void requireOurs(Path folder) throws IOException {
    boolean others =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).stream()
            .map(Enum::name)
            .anyMatch(name -> name.equals("GROUP_WRITE") || name.equals("OTHERS_WRITE"));
    if (others
        || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))) {
      throw new IllegalStateException(folder + " belongs to somebody else: remove it.");
    }
  }

  private static Path homeOf(Class<?> library) {
    try {
      return Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(library + " was not loaded from a file", e);
    }
  }
}
