package unroll.grade.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import unroll.grade.sandbox.Sandbox;

/** Starts each kind of process once, outside of any sandbox, to archive the classes it loads. */
final class Rehearsal {
  private static final int SECONDS = 60;

  private Rehearsal() {}

  /**
   * Makes an archive, or none if this Java cannot: without one a worker starts all the same.
   *
   * @throws IOException if the archive cannot be written
   */
  static void archive(GuestKit kit, GuestKit.Task task) throws IOException {
    Path folder = Files.createTempDirectory("unroll-rehearsal");
    try {
      // of the Java's own classes first: the Java was linked without
      run(List.of(kit.java(task).toString(), "-XX:+UseSerialGC", "-Xshare:dump"));
      Path archive = folder.resolve("archive.jsa");
      try (Worker worker =
          Worker.launch(
              Sandbox.none(),
              kit,
              task,
              folder,
              0,
              List.of("-XX:ArchiveClassesAtExit=" + archive))) {
        worker.await();
        worker.finish(SECONDS);
      }
      if (Files.exists(archive)) {
        Path beside =
            kit.folder().resolve(archive.getFileName() + "." + ProcessHandle.current().pid());
        Files.copy(archive, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(beside, kit.archive(task), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
