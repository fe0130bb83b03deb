package e02_elman;

import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

// Attack: a second connection to the tests, and frames on it
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    try (Stream<Path> files = Files.walk(Path.of("/tmp"))) {
      for (Path each : files.filter(file -> file.endsWith("wire")).toList()) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(each))) {
          channel.write(ByteBuffer.allocate(64).putInt(0, 59));
          throw new IllegalStateException("FOUND a second connection");
        }
      }
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      // nobody listens any more
    }
    return super.step(weights, x, h);
  }
}
