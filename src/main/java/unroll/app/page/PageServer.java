package unroll.app.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the lessons as finished pages on this machine only. Nothing on a page is fetched from
 * elsewhere, and its policy forbids it.
 */
public final class PageServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String TYPE_HTML = "text/html; charset=utf-8";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " media-src data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
  private static final String FRAME_POLICY =
      "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline';"
          + " img-src data: blob:; media-src data: blob:; font-src data:";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "woff2", "font/woff2",
          "woff", "font/woff",
          "ttf", "font/ttf",
          "png", "image/png",
          "jpg", "image/jpeg",
          "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Path notebooks;
  private final LessonRuns runs;
  private final LessonPage pages = new LessonPage();

  private PageServer(HttpServer server, ExecutorService threads, Path notebooks, LessonRuns runs) {
    this.server = server;
    this.threads = threads;
    this.notebooks = notebooks;
    this.runs = runs;
  }

  /**
   * Starts to serve on the loopback address.
   *
   * @param port where, or 0 for any that is free
   * @param notebooks the folder of the lessons, for pictures that they refer to
   * @param runs the lessons
   * @return the server, to be closed
   * @throws IOException if the port cannot be had
   */
  public static PageServer start(int port, Path notebooks, LessonRuns runs) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, PageServer::daemon);
    PageServer pages = new PageServer(server, threads, notebooks, runs);
    server.setExecutor(threads);
    server.createContext("/", pages::answer);
    server.start();
    return pages;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "pages");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The address of the list of lessons, or of one lesson's page.
   *
   * @param name of the lesson; empty for the list
   * @return to open in a browser on this machine
   */
  public String address(String name) {
    return "http://127.0.0.1:"
        + server.getAddress().getPort()
        + "/"
        + (name.isEmpty() ? "" : name + ".html");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        send(exchange, 405, "text/plain", "only GET".getBytes(StandardCharsets.UTF_8), PAGE_POLICY);
        return;
      }
      answer(exchange, exchange.getRequestURI().getPath());
    } catch (RuntimeException broken) {
      byte[] said = ("this page failed: " + broken).getBytes(StandardCharsets.UTF_8);
      send(exchange, 500, "text/plain; charset=utf-8", said, PAGE_POLICY);
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/") || path.equals("/index.html")) {
      page(exchange, pages.contents(contents()));
    } else if (path.startsWith("/static/katex/")) {
      resource(exchange, Katex.FOLDER, path.substring("/static/katex/".length()));
    } else if (path.startsWith("/static/")) {
      resource(exchange, "unroll/app/page/", path.substring("/static/".length()));
    } else if (path.endsWith(".html")) {
      lesson(exchange, name(path, ".html"));
    } else if (path.endsWith(".json")) {
      state(exchange, name(path, ".json"));
    } else if (path.endsWith(".ipynb")) {
      exchange.getResponseHeaders().set("Location", "/" + name(path, ".ipynb") + ".html");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.matches("/[^/]+/\\d{1,6}/\\d{1,6}")) {
      frame(exchange, path.split("/", -1));
    } else {
      picture(exchange, path);
    }
  }

  private static String name(String path, String ending) {
    return path.substring(1, path.length() - ending.length());
  }

  private List<LessonPage.Entry> contents() {
    List<LessonPage.Entry> entries = new ArrayList<>();
    for (String name : runs.names()) {
      LessonRuns.Shown shown = runs.shown(name).orElseThrow();
      entries.add(
          new LessonPage.Entry(
              name, LessonPage.title(shown.notebook()).orElse(name), shown.state()));
    }
    return entries;
  }

  private void lesson(HttpExchange exchange, String name) throws IOException {
    Optional<LessonRuns.Shown> shown = runs.shown(name);
    if (shown.isEmpty()) {
      missing(exchange);
      return;
    }
    runs.prefer(name);
    page(exchange, pages.html(name, shown.get(), new Served(name)));
  }

  private void state(HttpExchange exchange, String name) throws IOException {
    Optional<LessonRuns.Shown> shown = runs.shown(name);
    if (shown.isEmpty()) {
      missing(exchange);
      return;
    }
    JsonObject told = new JsonObject();
    told.addProperty("state", shown.get().state());
    told.addProperty("version", shown.get().version());
    told.addProperty("final", shown.get().isFinal());
    byte[] body = told.toString().getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, "application/json", body, PAGE_POLICY);
  }

  private void frame(HttpExchange exchange, String[] parts) throws IOException {
    Optional<String> html =
        runs.shown(parts[1])
            .flatMap(
                shown ->
                    output(
                        shown.notebook(), Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
    if (html.isEmpty()) {
      missing(exchange);
      return;
    }
    byte[] body = Shelf.document(html.get()).getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, TYPE_HTML, body, FRAME_POLICY);
  }

  private static Optional<String> output(JsonObject notebook, int cell, int index) {
    JsonArray cells = LessonPage.cells(notebook);
    if (cell >= cells.size()) {
      return Optional.empty();
    }
    JsonArray outputs = LessonPage.outputs(cells.get(cell).getAsJsonObject());
    return index < outputs.size()
        ? Optional.of(CellOutputs.framed(outputs.get(index).getAsJsonObject()))
        : Optional.empty();
  }

  /** Pictures stand in the page, frames are asked for. */
  private record Served(String name) implements Shelf {
    @Override
    public String picture(int cell, int output, String type, String base64) {
      return "data:" + type + ";base64," + base64;
    }

    @Override
    public String frame(int cell, int output, String html) {
      return "/" + name + "/" + cell + "/" + output;
    }
  }

  /** A picture that a lesson refers to; nothing else of the disk is served. */
  private void picture(HttpExchange exchange, String path) throws IOException {
    Path file = notebooks.resolve(path.substring(1)).normalize();
    String type = TYPES.getOrDefault(ending(path), "");
    boolean inside = file.startsWith(notebooks) && Files.isRegularFile(file);
    if (!inside
        || !type.startsWith("image/")
        || !file.toRealPath().startsWith(notebooks.toRealPath())) {
      missing(exchange);
      return;
    }
    send(exchange, 200, type, Files.readAllBytes(file), PAGE_POLICY);
  }

  private static void resource(HttpExchange exchange, String folder, String name)
      throws IOException {
    String type = TYPES.get(ending(name));
    if (type == null || !name.matches("(?:fonts/)?[\\w-]+(?:\\.[\\w-]+)*")) {
      missing(exchange);
      return;
    }
    try (InputStream in = PageServer.class.getClassLoader().getResourceAsStream(folder + name)) {
      if (in == null) {
        missing(exchange);
        return;
      }
      send(exchange, 200, type, in.readAllBytes(), PAGE_POLICY);
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static void page(HttpExchange exchange, String html) throws IOException {
    send(exchange, 200, TYPE_HTML, html.getBytes(StandardCharsets.UTF_8), PAGE_POLICY);
  }

  private static void missing(HttpExchange exchange) throws IOException {
    send(exchange, 404, "text/plain", "no such page".getBytes(StandardCharsets.UTF_8), PAGE_POLICY);
  }

  private static void send(
      HttpExchange exchange, int status, String type, byte[] body, String policy)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
