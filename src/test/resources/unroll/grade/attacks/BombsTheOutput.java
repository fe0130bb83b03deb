package e02_elman;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;

// Attack: output without end, on every stream
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    byte[] block = new byte[1 << 20];
    for (FileDescriptor each : new FileDescriptor[] {FileDescriptor.out, FileDescriptor.err}) {
      try {
        FileOutputStream out = new FileOutputStream(each);
        for (int i = 0; i < 200; i++) {
          out.write(block);
        }
      } catch (IOException e) {
        // full
      }
    }
    for (int i = 0; i < 1_000; i++) {
      System.out.println("nothing ".repeat(1_000));
      System.err.println("nothing ".repeat(1_000));
    }
    return super.step(weights, x, h);
  }
}
