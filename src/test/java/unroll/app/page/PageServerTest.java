package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageServerTest {
  private static final String STORED =
      "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": \"# First\"}, {\"cell_type\": \"code\", \"source\": \"1\","
          + " \"outputs\": [{\"output_type\": \"display_data\", \"data\": {\"text/html\": \"<b onclick=f()>bold</b>\"}}]}]}";

  @TempDir Path folder;
  private LessonRuns runs;
  private PageServer server;

  @BeforeEach
  void serve() throws IOException {
    Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
    Path first = Files.writeString(notebooks.resolve("01-first.ipynb"), STORED);
    Path broken = Files.writeString(notebooks.resolve("02-broken.ipynb"), "not a notebook");
    Files.writeString(folder.resolve("secret.png"), "secret");
    Files.writeString(notebooks.resolve("picture.svg"), "<svg/>");
    JsonObject fresh =
        JsonParser.parseString(STORED.replace("# First", "# Fresh")).getAsJsonObject();
    runs =
        LessonRuns.of(
            List.of(first, broken), (lesson, progress) -> new LessonRuns.Ran(fresh, "run here"));
    server = PageServer.start(0, notebooks, runs);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address("") + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void contentsListTheLessons() throws Exception {
    assertTrue(get("").body().contains("<a href=\"01-first.html\">First</a>"));
  }

  @Test
  void lessonIsServedAsStored() throws Exception {
    assertTrue(get("01-first.html").body().contains("<h1 id=\"First\">First</h1>"));
  }

  @Test
  void lessonIsServedAsRunOnceItIs() throws Exception {
    runs.runAll();
    assertTrue(get("01-first.html").body().contains("<h1 id=\"Fresh\">Fresh</h1>"));
  }

  @Test
  void pageIsToldThatALessonHasRun() throws Exception {
    runs.runAll();
    assertEquals(
        "{\"state\":\"run here\",\"version\":1,\"final\":true}", get("01-first.json").body());
  }

  @Test
  void brokenNotebookIsSaidAndStopsNothing() throws Exception {
    runs.runAll();
    assertTrue(get("02-broken.html").body().contains("cannot be read"));
  }

  @Test
  void htmlOutputIsServedBehindASandbox() throws Exception {
    HttpResponse<String> frame = get("01-first/1/0");
    assertTrue(frame.body().contains("<b onclick=f()>bold</b>"));
    assertTrue(
        frame
            .headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .startsWith("sandbox allow-scripts;"));
  }

  @Test
  void pagesForbidAnythingFromElsewhere() throws Exception {
    String policy = get("01-first.html").headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(policy.contains("http"), policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static/katex/katex.min.css",
        "static/katex/fonts/KaTeX_Main-Regular.woff2",
        "static/page.css",
        "static/page.js",
        "static/theme.js",
        "index.html",
        "picture.svg"
      })
  void whatPagesNeedIsServed(String path) throws Exception {
    assertEquals(200, get(path).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2e%2e/secret.png",
        "static/Main.class",
        "static/katex/..%2f..%2fpackage.json",
        "03-none.html",
        "01-first/9/9",
        "01-first/1/7",
        "01-first.txt"
      })
  void nothingElseIs(String path) throws Exception {
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void linksBetweenLessonsLead() throws Exception {
    assertEquals(
        "/01-first.html", get("01-first.ipynb").headers().firstValue("Location").orElse(""));
  }
}
