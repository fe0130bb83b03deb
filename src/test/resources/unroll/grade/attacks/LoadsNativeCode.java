package e02_elman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;

// Attack: native code, brought along or the system's
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  private static native int system(String command);

  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    try {
      Path library = Files.write(Path.of("/scratch/mine.so"), new byte[] {0x7f, 'E', 'L', 'F'});
      System.load(library.toString());
      throw new IllegalStateException("FOUND a way for native code");
    } catch (IOException | UnsatisfiedLinkError e) {
      // not a library
    }
    try {
      system("id > /scratch/id");
      throw new IllegalStateException("FOUND a shell");
    } catch (UnsatisfiedLinkError e) {
      // that is as it should be
    }
    return super.step(weights, x, h);
  }
}
