package unroll.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * One of the kernel's sockets. Each belongs to a single thread of the kernel, and never to one that
 * runs cells: an interrupt in the middle of a send would break a socket for good.
 */
final class KernelSocket extends JupyterSocket {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  private final int port;

  KernelSocket(ZMQ.Context context, SocketType type, HMACGenerator signer, int port) {
    super(context, type, signer, LoggerFactory.getLogger(KernelSocket.class));
    this.port = port;
  }

  @Override
  public void bind(KernelConnectionProperties properties) {
    bind(formatAddress(properties.getTransport(), properties.getIp(), port));
  }

  /** Whether a message waits to be read. */
  boolean hasWaiting() {
    return (getEvents() & ZMQ.Poller.POLLIN) != 0;
  }

  /**
   * Waits for a message.
   *
   * @return the message; empty if it was not signed with our key, or makes no sense
   */
  Optional<Request> read() {
    List<byte[]> frames = new ArrayList<>();
    do {
      frames.add(recv());
    } while (hasReceiveMore());
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (frames.size() < delimiter + 6) {
      return Optional.empty();
    }
    String signature = text(frames.get(delimiter + 1));
    byte[][] signed = frames.subList(delimiter + 2, delimiter + 6).toArray(byte[][]::new);
    if (!hmacGenerator.calculateSignature(signed).equals(signature)) {
      return Optional.empty();
    }
    try {
      JsonObject header = JsonParser.parseString(text(signed[0])).getAsJsonObject();
      JsonObject content = JsonParser.parseString(text(signed[3])).getAsJsonObject();
      return Optional.of(request(frames.subList(0, delimiter), header, content));
    } catch (JsonParseException | IllegalStateException | NullPointerException malformed) {
      return Optional.empty();
    }
  }

  private static Request request(List<byte[]> identities, JsonObject header, JsonObject content) {
    String type = header.get("msg_type").getAsString();
    Header<?> parsed =
        new Header<>(
            header.get("msg_id").getAsString(),
            header.has("username") ? header.get("username").getAsString() : "",
            header.get("session").getAsString(),
            header.has("date")
                ? new KernelTimestamp(header.get("date").getAsString())
                : KernelTimestamp.now(),
            MessageType.getType(type),
            header.has("version") ? header.get("version").getAsString() : Header.PROTOCOL_VERISON);
    return new Request(type, message(identities, parsed), content);
  }

  private static <T> Message<T> message(List<byte[]> identities, Header<T> header) {
    return new Message<>(List.copyOf(identities), header, null);
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }
}
