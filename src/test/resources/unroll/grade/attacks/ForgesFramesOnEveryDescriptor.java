package e02_elman;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

// Attack: answers of its own making, on every descriptor that can be opened
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    byte[] forged = ByteBuffer.allocate(64).putInt(59).put((byte) 6).put((byte) 1).array();
    for (FileDescriptor each :
        new FileDescriptor[] {FileDescriptor.in, FileDescriptor.out, FileDescriptor.err}) {
      try {
        new FileOutputStream(each).write(forged);
      } catch (IOException e) {
        // closed, or not to be written to
      }
    }
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : open.toList()) {
        try {
          Files.write(each, forged, StandardOpenOption.WRITE);
        } catch (IOException | RuntimeException e) {
          // a socket cannot be opened by its name
        }
      }
    } catch (IOException e) {
      // not even a list
    }
    return super.step(weights, x, h);
  }
}
