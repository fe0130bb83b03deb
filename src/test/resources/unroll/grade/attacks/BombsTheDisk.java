package e02_elman;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: files without end, wherever one can be made
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  private static final long TOO_MUCH = 32 << 20;

  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    long written = 0;
    byte[] block = new byte[1 << 20];
    for (String folder : List.of("/", "/tmp", "/scratch", "/dev", "/dev/shm", "/proc", "/var/tmp")) {
      for (int file = 0; file < 100; file++) {
        try (OutputStream out = Files.newOutputStream(Path.of(folder, "bomb" + file))) {
          for (int i = 0; i < 100; i++) {
            out.write(block);
            written += block.length;
          }
        } catch (IOException | RuntimeException e) {
          // full, or not to be written to
        }
      }
    }
    if (written > TOO_MUCH) {
      throw new IllegalStateException("FOUND room for " + written + " bytes");
    }
    return super.step(weights, x, h);
  }
}
