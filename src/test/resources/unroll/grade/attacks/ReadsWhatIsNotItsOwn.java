package e02_elman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

// Attack: tests, solutions, approved texts, other submissions, wherever they may lie
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    for (String place :
        List.of(
            "@COURSE@",
            "@COURSE@/solutions/e02_elman/Elman.java",
            "@COURSE@/exercises/e02_elman/trace.approved.txt",
            "/proc/1/root@COURSE@",
            "/proc/self/root@COURSE@",
            "/root",
            "/home",
            "/etc/passwd",
            "/etc/shadow",
            "/var",
            "/opt",
            "/mnt",
            "/srv",
            "/sys",
            "/dev/shm",
            "/usr/bin/sh",
            "/bin/sh")) {
      if (Files.exists(Path.of(place))) {
        throw new IllegalStateException("FOUND " + place);
      }
    }
    try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
      for (Path each : files.toList()) {
        String name = each.getFileName().toString();
        boolean own = name.startsWith("unroll-guest-") || name.startsWith("unroll-marks");
        if (!own) {
          throw new IllegalStateException("FOUND " + each);
        }
        try (Stream<Path> inner = Files.list(each)) {
          if (name.startsWith("unroll-marks") && inner.count() > 1) {
            throw new IllegalStateException("FOUND others in " + each);
          }
        }
      }
    } catch (IOException e) {
      // not even that
    }
    return super.step(weights, x, h);
  }
}
