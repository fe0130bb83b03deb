package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Jupyter is a small script here. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class JupyterServerTest {
  private static final String LISTENS =
      """
      trap '%2$sexit 0' TERM
      sleep 300 & echo $! > "%1$s/kernel"
      echo "$@" > "%1$s/arguments"; echo "$JUPYTER_PATH" > "%1$s/path"
      echo '{"url": "http://127.0.0.1:8899/", "token": "abc"}' > "$JUPYTER_RUNTIME_DIR/jpserver-1.json"
      wait
      """;

  @TempDir Path folder;
  private Course course;

  @BeforeEach
  void course() throws IOException {
    Files.createDirectories(folder.resolve("notebooks"));
    Files.writeString(folder.resolve("notebooks").resolve("00 stärt.ipynb"), "{}");
    course = new Course(folder, Files.createDirectories(folder.resolve("target")));
  }

  private JupyterServer start(String body, boolean browser) throws IOException {
    Path program =
        new FakePrograms(folder).with("fake-jupyter", body).folder().resolve("fake-jupyter");
    Jupyter jupyter = new Jupyter(Jupyter.Face.LAB, List.of(program.toString(), "lab"), "4.6.1");
    Path lesson = folder.resolve("notebooks").resolve("00 stärt.ipynb");
    return JupyterServer.start(
        jupyter, new JupyterServer.Wish(course, folder.resolve("kernels"), lesson, 8899, browser));
  }

  private JupyterServer startListening(boolean browser) throws IOException {
    return start(LISTENS.formatted(folder, "kill $!; "), browser);
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name)).strip();
  }

  @Test
  void addressOpensTheLessonWithItsToken() throws IOException {
    try (JupyterServer server = startListening(false)) {
      assertEquals(
          "http://127.0.0.1:8899/lab/tree/notebooks/00%20st%C3%A4rt.ipynb?token=abc",
          server.address());
    }
  }

  @Test
  void ourKernelComesFirstOnJupytersPath() throws IOException {
    try (JupyterServer server = startListening(false)) {
      assertTrue(
          written("path").startsWith(folder.resolve("kernels").toString()), server.address());
    }
  }

  @Test
  void noBrowserIsPassedOn() throws IOException {
    try (JupyterServer server = startListening(false)) {
      assertTrue(written("arguments").contains("--no-browser"), server.address());
    }
  }

  @Test
  void browserIsLeftToJupyterWithTheLesson() throws IOException {
    try (JupyterServer server = startListening(true)) {
      assertTrue(written("arguments").endsWith("00 stärt.ipynb"), server.address());
    }
  }

  @Test
  void closingEndsAlsoAKernelThatJupyterLeaves() throws IOException {
    start(LISTENS.formatted(folder, ""), false).close();
    Optional<ProcessHandle> kernel = ProcessHandle.of(Long.parseLong(written("kernel")));
    // a killed process is gone when its new parent has taken note of it
    kernel.ifPresent(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertFalse(kernel.map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void closingLeavesNoTokenBehind() throws IOException {
    startListening(false).close();
    try (Stream<Path> files = Files.list(course.cache())) {
      assertEquals(
          List.of("jupyter-8899.log"), files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void jupyterThatDiesIsToldWithItsLastWord() {
    JupyterServer.StartException dead =
        assertThrows(
            JupyterServer.StartException.class,
            () -> start("echo 'OSError: no disk' >&2; exit 1", false));
    assertTrue(dead.getMessage().contains("OSError: no disk"), dead.getMessage());
  }

  @Test
  void endOfJupyterIsNoticed() throws IOException, InterruptedException {
    String brief =
        "echo '{\"url\": \"http://127.0.0.1:8899/\"}' > \"$JUPYTER_RUNTIME_DIR/nbserver-1.json\"; sleep 1; exit 3";
    try (JupyterServer server = start(brief, false)) {
      assertEquals(3, server.awaitEnd());
    }
  }
}
