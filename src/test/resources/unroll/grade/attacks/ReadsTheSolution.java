package e02_elman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

// Attack: the reference, the hidden tests and the approved texts; the environment of the grader
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    for (String file :
        List.of(
            "@COURSE@/solutions/e02_elman/Elman.java",
            "@COURSE@/solutions/e02_elman/hidden/ElmanHiddenTest.java",
            "@COURSE@/exercises/e02_elman/trace.approved.txt")) {
      read(Path.of(file));
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      String own = String.valueOf(ProcessHandle.current().pid());
      for (Path process : processes.toList()) {
        String name = process.getFileName().toString();
        if (name.matches("[0-9]+") && !name.equals(own)) {
          read(process.resolve("environ"));
          read(process.resolve("maps"));
          read(process.resolve("cwd"));
        }
      }
    } catch (IOException e) {
      // not even a list
    }
    return super.step(weights, x, h);
  }

  private static void read(Path file) {
    try {
      if (Files.readAllBytes(file).length > 0) {
        throw new IllegalStateException("FOUND " + file);
      }
    } catch (IOException e) {
      // that is as it should be
    }
  }
}
