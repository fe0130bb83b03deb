package e02_elman;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: a process that outlives it
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    for (List<String> command :
        List.of(
            List.of("/bin/sh", "-c", "setsid sleep 604 & sleep 604"),
            List.of("/usr/bin/sleep", "604"),
            List.of(java, "-version"))) {
      try {
        new ProcessBuilder(command).start();
        throw new IllegalStateException("FOUND a process that can be started: " + command);
      } catch (IOException e) {
        // that is as it should be
      }
    }
    return super.step(weights, x, h);
  }
}
