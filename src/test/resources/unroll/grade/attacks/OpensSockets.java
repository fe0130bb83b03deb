package e02_elman;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import org.ejml.data.DMatrixRMaj;

// Attack: tells somebody on the network what it was asked
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", @PORT@), 500);
      throw new IllegalStateException("FOUND somebody to talk to");
    } catch (IOException e) {
      // that is as it should be
    }
    try {
      if (NetworkInterface.networkInterfaces().anyMatch(each -> !each.getName().equals("lo"))) {
        throw new IllegalStateException("FOUND a network");
      }
      InetAddress.getByName("example.org");
      throw new IllegalStateException("FOUND a name server");
    } catch (IOException e) {
      // that is as it should be
    }
    return super.step(weights, x, h);
  }
}
