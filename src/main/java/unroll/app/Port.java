package unroll.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses the port that the course is served on. */
final class Port {
  /** Where Jupyter is usually found. */
  static final int USUAL = 8888;

  private static final int TRIES = 100;

  private Port() {}

  /** The port asked for, which must be free. */
  static int exactly(int port) {
    if (port < 1 || port > 65535) {
      throw new UserError("--port must be 1 to 65535, not " + port);
    }
    if (!isFree(port)) {
      throw new UserError(
          "port "
              + port
              + " is taken or not allowed; give another, or leave --port out and a free one is chosen");
    }
    return port;
  }

  /** The first free port from a start upwards. */
  static int freeFrom(int start) {
    for (int port = start; port < start + TRIES && port <= 65535; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new UserError("no free port from " + start + " on; give one with --port");
  }

  private static boolean isFree(int port) {
    return isFree(port, InetAddress.getLoopbackAddress());
  }

  private static boolean isFree(int port, InetAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // as servers do: the remains of an ended connection do not count as taken
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
