package unroll.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The Jupyter kernel: answers the requests of front ends with an {@link Evaluator}.
 *
 * <p>Five sockets, five threads. Cells run on a sixth, the evaluator's own, which touches no
 * socket. Sockets listen before the evaluator is ready, so a front end sees a live kernel at once.
 */
public final class JavaKernel {
  /** A name between question marks, or before or after one: a question, not Java. */
  private static final Pattern HELP =
      Pattern.compile("\\s*(?:\\?{1,2}\\s*([\\w.$]+)|([\\w.$]+)\\s*\\?{1,2})\\s*");

  private final KernelConnectionProperties connection;
  private final KernelSocket shell;
  private final KernelSocket control;
  private final KernelSocket stdinSocket;
  private final KernelSocket iopub;
  private final ZMQ.Socket heartbeat;
  private final Publisher publisher;
  private final StdinBridge stdin;
  private final History history = new History();
  private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();
  private int count;

  private JavaKernel(KernelConnectionProperties connection, HMACGenerator signer) {
    this.connection = connection;
    ZMQ.Context context = ZMQ.context(1);
    shell = new KernelSocket(context, SocketType.ROUTER, signer, connection.getShellPort());
    control = new KernelSocket(context, SocketType.ROUTER, signer, connection.getControlPort());
    stdinSocket = new KernelSocket(context, SocketType.ROUTER, signer, connection.getStdinPort());
    iopub = new KernelSocket(context, SocketType.PUB, signer, connection.getIopubPort());
    heartbeat = context.socket(SocketType.REP);
    publisher = new Publisher(iopub);
    stdin = new StdinBridge(stdinSocket, publisher::flush);
  }

  /**
   * Serves front ends until one of them shuts the kernel down, which ends this program.
   *
   * @param connectionFile where Jupyter says which ports to listen at
   * @throws IOException if that file cannot be read, holds no connection, or its ports are taken
   */
  public static void serve(Path connectionFile) throws IOException {
    KernelConnectionProperties connection;
    HMACGenerator signer;
    try {
      connection = KernelConnectionProperties.parse(Files.readString(connectionFile));
      if (connection == null || connection.getTransport() == null || connection.getIp() == null) {
        throw new IOException(connectionFile + " describes no connection");
      }
      signer = connection.createHMACGenerator();
    } catch (JsonParseException | GeneralSecurityException e) {
      throw new IOException(connectionFile + " describes no connection", e);
    }
    new JavaKernel(connection, signer).serve();
  }

  private void serve() throws IOException {
    try {
      for (KernelSocket socket : List.of(shell, control, stdinSocket, iopub)) {
        socket.bind(connection);
      }
      heartbeat.bind(
          connection.getTransport() + "://" + connection.getIp() + ":" + connection.getHbPort());
    } catch (ZMQException e) {
      throw new IOException("a port of the connection file cannot be listened at", e);
    }
    new CellStreams(publisher::stream, stdin);
    Displays.install(publisher);
    publisher.start();
    stdin.start();
    start("heartbeat", this::beat);
    start("control", () -> loop(control));
    start("warm-up", this::warmUp);
    ProgramEnd.onInterruptSignal(this::interrupt);
    ProgramEnd.endWithParent();
    publisher.publish(null, "status", Map.of("execution_state", "starting"));
    loop(shell);
  }

  private void warmUp() {
    try {
      Evaluator fresh = Evaluator.create();
      fresh.evaluate("1 + 1", 0);
      evaluator.complete(fresh);
    } catch (Throwable t) {
      evaluator.completeExceptionally(t);
    }
  }

  private void beat() {
    while (true) {
      heartbeat.send(heartbeat.recv());
    }
  }

  private void loop(KernelSocket socket) {
    while (true) {
      socket.read().ifPresent(request -> handle(socket, request));
    }
  }

  private void handle(KernelSocket socket, Request request) {
    status(request, "busy");
    List<Request> queued = new ArrayList<>();
    try {
      switch (request.type()) {
        case "kernel_info_request" -> reply(socket, request, Replies.kernelInfo());
        case "execute_request" -> queued.addAll(execute(request));
        case "complete_request" -> reply(socket, request, complete(request));
        case "inspect_request" -> reply(socket, request, inspect(request));
        case "is_complete_request" -> reply(socket, request, isComplete(request));
        case "history_request" ->
            reply(socket, request, Replies.ok("history", history.answer(request)));
        case "comm_info_request" -> reply(socket, request, Replies.ok("comms", Map.of()));
        case "comm_open" -> refuseComm(request);
        case "interrupt_request" -> {
          interrupt();
          reply(socket, request, Replies.ok());
        }
        case "shutdown_request" -> shutDown(socket, request);
        default -> {
          // not answered, as the protocol asks of messages that a kernel does not know
        }
      }
    } catch (RuntimeException e) {
      reply(
          socket, request, Replies.failure(e.getClass().getName(), String.valueOf(e.getMessage())));
    } finally {
      status(request, "idle");
    }
    queued.forEach(next -> abortOrHandle(socket, next));
  }

  /** Runs a cell; if it fails, what was queued behind it comes back, to be aborted. */
  private List<Request> execute(Request request) {
    boolean silent = request.flag("silent", false);
    boolean store = !silent && request.flag("store_history", true);
    String code = request.text("code", "");
    if (store) {
      count++;
    }
    publisher.outputOf(request.context(), silent);
    stdin.askOnBehalfOf(
        request.flag("allow_stdin", true) ? Optional.of(request.context()) : Optional.empty());
    if (!silent) {
      publisher.publish(
          request.context(), "execute_input", Map.of("code", code, "execution_count", count));
    }
    Matcher help = HELP.matcher(code);
    Map<String, Object> reply =
        help.matches()
            ? page(help.group(1) == null ? help.group(2) : help.group(1))
            : evaluate(request, code, silent, store);
    reply.put("execution_count", count);
    publisher.flush();
    boolean failed = reply.get("status").equals("error");
    List<Request> queued = failed && request.flag("stop_on_error", true) ? takeQueued() : List.of();
    reply(shell, request, reply);
    return queued;
  }

  private Map<String, Object> evaluate(
      Request request, String code, boolean silent, boolean store) {
    Outcome outcome = evaluator().evaluate(code, count);
    System.out.flush();
    System.err.flush();
    outcome.notes().forEach(note -> publisher.stream("stderr", note + "\n"));
    Optional<DisplayData> shown = outcome.result().map(result -> Displays.render(result.value()));
    if (store) {
      String text =
          shown
              .map(data -> Displays.bundle(data).get("text/plain"))
              .map(String::valueOf)
              .orElse(null);
      history.add(count, code, text);
    }
    if (!silent) {
      shown.ifPresent(
          data -> {
            Map<String, Object> content = Replies.data(data);
            content.put("execution_count", count);
            publisher.publish(request.context(), "execute_result", content);
          });
      outcome
          .error()
          .ifPresent(
              error -> publisher.publish(request.context(), "error", Replies.failure(error)));
    }
    if (outcome.error().isPresent()) {
      return Replies.failure(outcome.error().get());
    }
    Map<String, Object> reply = Replies.ok("payload", List.of());
    reply.put("user_expressions", userExpressions(request));
    return reply;
  }

  private Map<String, Object> userExpressions(Request request) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> one : request.object("user_expressions").entrySet()) {
      Outcome outcome = evaluator().evaluate(one.getValue().getAsString(), count);
      Map<String, Object> value =
          outcome
              .error()
              .map(Replies::failure)
              .orElseGet(
                  () -> {
                    Object result = outcome.result().map(Outcome.Result::value).orElse("");
                    Map<String, Object> shown = Replies.data(Displays.render(result));
                    shown.put("status", "ok");
                    return shown;
                  });
      values.put(one.getKey(), value);
    }
    return values;
  }

  private Map<String, Object> page(String name) {
    String text = evaluator().assistant().inspect(name, name.length()).orElse(name + ": not found");
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("source", "page");
    page.put("data", Map.of("text/plain", text));
    page.put("start", 0);
    Map<String, Object> reply = Replies.ok("payload", List.of(page));
    reply.put("user_expressions", Map.of());
    return reply;
  }

  private List<Request> takeQueued() {
    List<Request> queued = new ArrayList<>();
    while (shell.hasWaiting()) {
      shell.read().ifPresent(queued::add);
    }
    return queued;
  }

  private void abortOrHandle(KernelSocket socket, Request request) {
    if (!request.type().equals("execute_request")) {
      handle(socket, request);
      return;
    }
    status(request, "busy");
    Map<String, Object> aborted = new LinkedHashMap<>();
    aborted.put("status", "aborted");
    aborted.put("execution_count", count);
    reply(socket, request, aborted);
    status(request, "idle");
  }

  private Map<String, Object> complete(Request request) {
    String code = request.text("code", "");
    Offsets offsets = new Offsets(code);
    int cursor = offsets.toChars(request.number("cursor_pos", offsets.length()));
    Assistant.Completion completion = evaluator().assistant().complete(code, cursor);
    Map<String, Object> reply = Replies.ok("matches", completion.matches());
    reply.put("cursor_start", offsets.toPoints(completion.start()));
    reply.put("cursor_end", offsets.toPoints(completion.end()));
    reply.put("metadata", Map.of());
    return reply;
  }

  private Map<String, Object> inspect(Request request) {
    String code = request.text("code", "");
    Offsets offsets = new Offsets(code);
    int cursor = offsets.toChars(request.number("cursor_pos", offsets.length()));
    Optional<String> text = evaluator().assistant().inspect(code, cursor);
    Map<String, Object> reply = Replies.ok("found", text.isPresent());
    reply.put("data", text.<Map<String, String>>map(t -> Map.of("text/plain", t)).orElse(Map.of()));
    reply.put("metadata", Map.of());
    return reply;
  }

  private Map<String, Object> isComplete(Request request) {
    Assistant.Wholeness wholeness = evaluator().assistant().wholeness(request.text("code", ""));
    Map<String, Object> reply = new LinkedHashMap<>();
    switch (wholeness.state()) {
      case COMPLETE -> reply.put("status", "complete");
      case INVALID -> reply.put("status", "invalid");
      case INCOMPLETE -> {
        reply.put("status", "incomplete");
        reply.put("indent", wholeness.indent());
      }
    }
    return reply;
  }

  private void refuseComm(Request request) {
    publisher.publish(
        request.context(),
        "comm_close",
        Map.of("comm_id", request.text("comm_id", ""), "data", Map.of()));
  }

  private void interrupt() {
    if (evaluator.isDone()) {
      evaluator().interrupt();
    }
  }

  private void shutDown(KernelSocket socket, Request request) {
    reply(socket, request, Replies.ok("restart", request.flag("restart", false)));
    status(request, "idle");
    publisher.flush();
    ProgramEnd.exit();
  }

  private Evaluator evaluator() {
    return evaluator.join();
  }

  private void status(Request request, String state) {
    publisher.publish(request.context(), "status", Map.of("execution_state", state));
  }

  private static void reply(KernelSocket socket, Request request, Map<String, Object> content) {
    String type = request.type().replaceFirst("_request$", "_reply");
    socket.sendMessage(request.answer(type, content));
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
