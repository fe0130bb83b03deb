package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void takenPortIsRefusedWhenAskedForByNumber() throws IOException {
    try (ServerSocket taken = listen()) {
      UserError refused = assertThrows(UserError.class, () -> Port.exactly(taken.getLocalPort()));
      assertTrue(refused.getMessage().contains("port " + taken.getLocalPort() + " is taken"));
    }
  }

  @Test
  void takenPortIsSteppedOverOtherwise() throws IOException {
    try (ServerSocket taken = listen()) {
      assertTrue(Port.freeFrom(taken.getLocalPort()) > taken.getLocalPort());
    }
  }

  @Test
  void freePortIsKept() throws IOException {
    int port;
    try (ServerSocket once = listen()) {
      port = once.getLocalPort();
    }
    assertEquals(port, Port.exactly(port));
  }

  @Test
  void numberThatIsNoPortIsRefused() {
    assertThrows(UserError.class, () -> Port.exactly(65536));
  }
}
