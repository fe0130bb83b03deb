package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Marker;
import unroll.grade.Report;
import unroll.grade.Submission;
import unroll.grade.Variant;
import unroll.grade.export.Kit;
import unroll.grade.export.Platform;
import unroll.grade.sandbox.Sandbox;

/** The options of all exports of a grader, and the way from them to a folder or an archive. */
final class ExportDelivery {
  @Option(names = "--exercise", required = true, paramLabel = "NAME", description = "the exercise")
  private String exercise;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "where to: a new folder, or a new file that ends in .zip")
  private Path out;

  /**
   * Marks the reference, writes all files beside OUT, and moves them to their place.
   *
   * @return exit status 0
   */
  int to(Platform platform, String image, int shards, PrintWriter terminal)
      throws IOException, InterruptedException {
    if (shards < 1) {
      throw new UserError("--shards takes 1 or more, not " + shards);
    }
    Path target = out.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new UserError(out + " is there already; give a new name");
    }
    Exercise chosen = Exercise.named(CourseHome.find(), exercise);
    Variant.requireNone(chosen);
    Kit kit = Kit.running();
    Report reference = reference(chosen);
    Files.createDirectories(target.getParent());
    Path draft = Files.createTempDirectory(target.getParent(), ".unroll-export");
    try {
      platform.write(chosen, reference, kit, image, shards, draft);
      if (platform == Platform.AUTOLAB) {
        pack(draft);
      }
      if (target.toString().endsWith(".zip")) {
        Path zip = Files.createTempFile(target.getParent(), ".unroll-export", ".zip");
        Files.delete(zip);
        zip(draft, zip);
        Files.move(zip, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(draft, target);
      }
    } finally {
      Trees.delete(draft);
    }
    terminal.printf(
        "%s: %s, %d points; its README.md says where it goes. It holds the solution.%n",
        out, chosen.name(), reference.possible());
    terminal.flush();
    return 0;
  }

  /** What the reference earns; a marker opens only if that is everything. */
  private static Report reference(Exercise exercise) throws IOException {
    String file = exercise.subject() + ".java";
    Path source = exercise.solution().resolve(file);
    try (Marker marker = Marker.open(exercise, Sandbox.best(), 1)) {
      Submission submission =
          Submission.of("the reference", Map.of(file, Files.readString(source)));
      return marker.mark(submission).report();
    } catch (IllegalStateException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Makes autograde.tar of the folder autograde. */
  private static void pack(Path draft) throws IOException, InterruptedException {
    Path log = Files.createTempFile("unroll-tar", ".log");
    try {
      Tool.Ended tar = Tool.run(draft, log, "tar", "-cf", "autograde.tar", "autograde");
      if (tar.status() != 0) {
        throw new IOException("tar failed: " + String.join(" ", tar.errors(1)));
      }
    } finally {
      Files.delete(log);
    }
    Trees.delete(draft.resolve("autograde"));
  }

  /** Packs a folder so that programs stay programs. */
  private static void zip(Path folder, Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Map<String, String> options = new TreeMap<>(Map.of("create", "true"));
    if (posix) {
      options.put("enablePosixFileAttributes", "true");
    }
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), options);
        Stream<Path> files = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        Path inside = zip.getPath("/" + folder.relativize(each).toString().replace('\\', '/'));
        Files.createDirectories(inside.getParent());
        Files.copy(each, inside);
        if (posix) {
          Files.setPosixFilePermissions(inside, Files.getPosixFilePermissions(each));
        }
      }
    }
  }
}
