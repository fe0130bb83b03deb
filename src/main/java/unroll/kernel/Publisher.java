package unroll.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;

/**
 * Sends what a kernel tells all its front ends, in order, on a thread of its own. Threads that run
 * cells only leave their output here, so that no interrupt can hit the socket.
 *
 * <p>Text printed in quick succession becomes one message: front ends drop the output of kernels
 * that send thousands.
 */
final class Publisher implements DisplaySink {
  private static final long STREAM_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  /** A thread that prints faster than this drains waits; memory is not the place for its text. */
  private static final int MOST_WAITING_CHARACTERS = 1 << 20;

  private static final long FLUSH_MILLIS = 5000;

  private final KernelSocket socket;
  private final Deque<Item> queue = new ArrayDeque<>();
  private Optional<MessageContext> parent = Optional.empty();
  private boolean muted;
  private boolean sending;
  private int flushing;
  private long lastStream;

  Publisher(KernelSocket socket) {
    this.socket = socket;
  }

  /** A message that waits, or text that still grows. */
  private record Item(
      Optional<MessageContext> parent,
      String type,
      Map<String, Object> content,
      StringBuilder text) {
    boolean isStream(String name, Optional<MessageContext> of) {
      return text != null && content.get("name").equals(name) && parent.equals(of);
    }

    Message<Object> message() {
      if (text != null) {
        content.put("text", text.toString());
      }
      return Request.message(parent.orElse(null), type, content);
    }
  }

  /** Starts to send. */
  void start() {
    Thread thread = new Thread(this::sendAll, "iopub");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on, output belongs to the given request; muted, it goes nowhere. */
  synchronized void outputOf(MessageContext request, boolean mute) {
    parent = Optional.of(request);
    muted = mute;
  }

  /** Sends a message about a request. */
  synchronized void publish(MessageContext about, String type, Map<String, Object> content) {
    add(new Item(Optional.ofNullable(about), type, content, null));
  }

  /** Sends text that a cell printed. */
  synchronized void stream(String name, String text) {
    if (muted) {
      return;
    }
    boolean interrupted = false;
    while (!queue.isEmpty() && waitingCharacters() > MOST_WAITING_CHARACTERS && !interrupted) {
      try {
        wait(1000);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    Item last = queue.peekLast();
    if (last != null && last.isStream(name, parent)) {
      last.text().append(text);
    } else {
      Map<String, Object> content = new HashMap<>();
      content.put("name", name);
      add(new Item(parent, "stream", content, new StringBuilder(text)));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void show(
      String displayId, Map<String, Object> bundle, Map<String, Object> metadata, boolean update) {
    if (muted) {
      return;
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("data", bundle);
    content.put("metadata", metadata);
    content.put("transient", displayId == null ? Map.of() : Map.of("display_id", displayId));
    add(new Item(parent, update ? "update_display_data" : "display_data", content, null));
  }

  @Override
  public synchronized void clear(boolean wait) {
    if (!muted) {
      add(new Item(parent, "clear_output", new HashMap<>(Map.of("wait", wait)), null));
    }
  }

  /** Waits until all is sent that was left here before. */
  synchronized void flush() {
    flushing++;
    notifyAll();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
    boolean interrupted = false;
    while ((sending || !queue.isEmpty()) && System.nanoTime() < end && !interrupted) {
      try {
        wait(100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    flushing--;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(Item item) {
    queue.add(item);
    notifyAll();
  }

  private int waitingCharacters() {
    return queue.stream().mapToInt(item -> item.text() == null ? 0 : item.text().length()).sum();
  }

  private void sendAll() {
    try {
      while (true) {
        Message<Object> message = next();
        try {
          socket.sendMessage(message);
        } catch (RuntimeException unsendable) {
          // one message that JSON cannot say must not silence all that follow
          System.err.println("not shown: " + unsendable.getMessage());
        }
        sent();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Message<Object> next() throws InterruptedException {
    while (true) {
      if (queue.isEmpty()) {
        wait();
        continue;
      }
      long pause = STREAM_PAUSE_NANOS - (System.nanoTime() - lastStream);
      boolean mayGrow = queue.size() == 1 && queue.peek().text() != null && flushing == 0;
      if (mayGrow && pause > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, pause);
        continue;
      }
      Item item = queue.remove();
      if (item.text() != null) {
        lastStream = System.nanoTime();
      }
      sending = true;
      return item.message();
    }
  }

  private synchronized void sent() {
    sending = false;
    notifyAll();
  }
}
