package unroll.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.dflib.jjava.jupyter.messages.MessageContext;

/** {@link System#in} of the cells: asks the front end for a line whenever one is read. */
final class StdinBridge extends InputStream {
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final KernelSocket socket;
  private final Runnable beforeAsking;
  private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private volatile Optional<MessageContext> asker = Optional.empty();
  private byte[] line = {};
  private int next;

  private record Question(MessageContext asker, CompletableFuture<String> answer) {}

  /**
   * A bridge that is not yet started.
   *
   * @param beforeAsking makes visible what was printed so far, which may be the question
   */
  StdinBridge(KernelSocket socket, Runnable beforeAsking) {
    this.socket = socket;
    this.beforeAsking = beforeAsking;
  }

  /** Starts to ask. */
  void start() {
    Thread thread = new Thread(this::askAll, "stdin");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whom to ask from now on; nobody if the front end cannot be asked. Forgets unread input. */
  synchronized void askOnBehalfOf(Optional<MessageContext> request) {
    asker = request;
    line = new byte[0];
    next = 0;
  }

  @Override
  public synchronized int available() {
    return line.length - next;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (next == line.length) {
      line = ask().getBytes(Charset.defaultCharset());
      next = 0;
    }
    int count = Math.min(length, line.length - next);
    System.arraycopy(line, next, into, offset, count);
    next += count;
    return count;
  }

  private String ask() throws IOException {
    MessageContext context =
        asker.orElseThrow(
            () -> new IllegalStateException("this front end cannot be asked for input"));
    beforeAsking.run();
    Question question = new Question(context, new CompletableFuture<>());
    questions.add(question);
    try {
      return question.answer().get() + System.lineSeparator();
    } catch (InterruptedException e) {
      question.answer().cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void askAll() {
    try {
      while (true) {
        Question question = questions.take();
        forgetLateAnswers();
        socket.sendMessage(
            Request.message(
                question.asker(), "input_request", Map.of("prompt", "", "password", false)));
        while (!question.answer().isDone()) {
          if (socket.hasWaiting()) {
            socket
                .read()
                .filter(reply -> reply.type().equals("input_reply"))
                .ifPresent(reply -> question.answer().complete(reply.text("value", "")));
          } else {
            Thread.sleep(LOOK_AGAIN_MILLIS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forgetLateAnswers() {
    while (socket.hasWaiting()) {
      socket.read();
    }
  }
}
