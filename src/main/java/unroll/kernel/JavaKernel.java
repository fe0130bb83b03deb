package unroll.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.lang.reflect.Proxy;
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
import org.dflib.jjava.jupyter.messages.Header;
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
    onInterruptSignal();
    endWithParent();
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
        case "kernel_info_request" -> reply(socket, request, kernelInfo());
        case "execute_request" -> queued.addAll(execute(request));
        case "complete_request" -> reply(socket, request, complete(request));
        case "inspect_request" -> reply(socket, request, inspect(request));
        case "is_complete_request" -> reply(socket, request, isComplete(request));
        case "history_request" -> reply(socket, request, ok("history", history.answer(request)));
        case "comm_info_request" -> reply(socket, request, ok("comms", Map.of()));
        case "comm_open" -> refuseComm(request);
        case "interrupt_request" -> {
          interrupt();
          reply(socket, request, ok());
        }
        case "shutdown_request" -> shutDown(socket, request);
        default -> {
          // not answered, as the protocol asks of messages that a kernel does not know
        }
      }
    } catch (RuntimeException e) {
      reply(socket, request, failure(e.getClass().getName(), String.valueOf(e.getMessage())));
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
            Map<String, Object> content = data(data);
            content.put("execution_count", count);
            publisher.publish(request.context(), "execute_result", content);
          });
      outcome
          .error()
          .ifPresent(error -> publisher.publish(request.context(), "error", failure(error)));
    }
    if (outcome.error().isPresent()) {
      return failure(outcome.error().get());
    }
    Map<String, Object> reply = ok("payload", List.of());
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
              .map(JavaKernel::failure)
              .orElseGet(
                  () -> {
                    Object result = outcome.result().map(Outcome.Result::value).orElse("");
                    Map<String, Object> shown = data(Displays.render(result));
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
    Map<String, Object> reply = ok("payload", List.of(page));
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
    Map<String, Object> reply = ok("matches", completion.matches());
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
    Map<String, Object> reply = ok("found", text.isPresent());
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

  private static Map<String, Object> kernelInfo() {
    String version =
        Optional.ofNullable(JavaKernel.class.getPackage().getImplementationVersion()).orElse("0");
    Map<String, Object> language = new LinkedHashMap<>();
    language.put("name", "java");
    language.put("version", Runtime.version().toString());
    language.put("mimetype", "text/x-java");
    language.put("file_extension", ".jshell");
    language.put("pygments_lexer", "java");
    language.put("codemirror_mode", "text/x-java");
    Map<String, Object> info = ok("protocol_version", Header.PROTOCOL_VERISON);
    info.put("implementation", "unroll");
    info.put("implementation_version", version);
    info.put("language_info", language);
    info.put("banner", "Java " + Runtime.version() + " with Unroll " + version);
    info.put("help_links", List.of());
    return info;
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
    reply(socket, request, ok("restart", request.flag("restart", false)));
    status(request, "idle");
    publisher.flush();
    exit();
  }

  /** Ends the program; what a cell registered to run at the end may take a moment, not for ever. */
  private static void exit() {
    start(
        "exit",
        () -> {
          sleep(3000);
          Runtime.getRuntime().halt(0);
        });
    // the sockets' own threads send the last answers meanwhile
    sleep(100);
    System.exit(0);
  }

  /** An interrupt from a terminal or from a front end that sends signals: the same as a message. */
  private void onInterruptSignal() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handle =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  interrupt();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handle);
    } catch (ReflectiveOperationException e) {
      // without it the signal ends the kernel, and the front end starts another
    }
  }

  /** A kernel whose front end was killed has no one left to shut it down. */
  private static void endWithParent() {
    String parent = System.getenv().getOrDefault("JPY_PARENT_PID", "");
    if (parent.matches("\\d{1,18}") && Long.parseLong(parent) > 1) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(process -> process.onExit().thenRun(JavaKernel::exit));
    }
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

  private static Map<String, Object> ok() {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    return reply;
  }

  private static Map<String, Object> ok(String name, Object value) {
    Map<String, Object> reply = ok();
    reply.put(name, value);
    return reply;
  }

  private static Map<String, Object> data(DisplayData shown) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("data", Displays.bundle(shown));
    content.put("metadata", Displays.metadata(shown));
    return content;
  }

  private static Map<String, Object> failure(CellError error) {
    Map<String, Object> reply = failure(error.name(), error.message());
    reply.put("traceback", error.traceback());
    return reply;
  }

  private static Map<String, Object> failure(String name, String message) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "error");
    reply.put("ename", name);
    reply.put("evalue", message);
    reply.put("traceback", List.of());
    return reply;
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The protocol counts code points, Java counts characters. */
  private record Offsets(String text) {
    int length() {
      return text.codePointCount(0, text.length());
    }

    int toChars(int points) {
      return text.offsetByCodePoints(0, Math.max(0, Math.min(points, length())));
    }

    int toPoints(int chars) {
      return text.codePointCount(0, Math.max(0, Math.min(chars, text.length())));
    }
  }
}
