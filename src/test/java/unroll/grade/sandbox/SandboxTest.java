package unroll.grade.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.sandbox.Sandbox.Bounds;
import unroll.grade.sandbox.Sandbox.Cell;
import unroll.grade.sandbox.Sandbox.Rung;

/** Each rung of the ladder holds what it promises, or says why it cannot be used. */
class SandboxTest {
  private static final Bounds BOUNDS = new Bounds(1L << 30, 32, 2, 1 << 16, 1 << 16);

  @TempDir Path folder;

  @Test
  void ladderGoesFromTheStrongestToNone() {
    assertEquals(
        List.of("bubblewrap", "separate uid", "unsandboxed"),
        Sandbox.ladder().stream().map(Rung::name).toList());
  }

  @Test
  void rungThatCannotBeUsedSaysWhyInOneLine() {
    for (Rung rung : Sandbox.ladder()) {
      assertEquals(rung.sandbox().isEmpty(), !rung.refusal().isEmpty(), rung.name());
      assertTrue(rung.refusal().lines().count() <= 1, rung.refusal());
    }
  }

  @Test
  void withoutASandboxNoMarksAreOfficial() {
    assertFalse(Sandbox.none().official());
    assertTrue(Sandbox.best().official() || Sandbox.best().name().equals("unsandboxed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bubblewrap", "separate uid"})
  void processorTimeIsBounded(String rung) throws Exception {
    // the shell counts for ever; the kernel ends it after the two seconds it has
    Process process = started(rung, "while :; do :; done");
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(process.exitValue() != 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bubblewrap", "separate uid"})
  void filesAreBounded(String rung) throws Exception {
    String said =
        said(rung, "echo begun >&2; while echo 0123456789012345678901234567890 >&2; do :; done");
    assertTrue(said.startsWith("begun"), said);
    assertTrue(said.length() <= BOUNDS.fileBytes(), "its file has " + said.length() + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bubblewrap", "separate uid"})
  void environmentIsEmpty(String rung) throws Exception {
    String said = said(rung, "export >&2");
    for (String line : said.lines().toList()) {
      assertTrue(line.matches("export (PWD|OLDPWD|LD_LIBRARY_PATH)\\b.*"), line);
    }
  }

  @Test
  void processesAreForbiddenByBubblewrap() throws Exception {
    String said = said("bubblewrap", "(echo child >&2) || echo refused >&2");
    assumeTrue(System.getProperty("os.arch").matches("amd64|x86_64|aarch64"), "no filter here");
    assertFalse(said.contains("child"), said);
  }

  @Test
  void processesAreCountedByASeparateUser() throws Exception {
    String said =
        said("separate uid", "i=0; while [ $i -lt 100 ]; do sleep 5 & i=$((i+1)); done; wait");
    assertTrue(said.contains("fork"), said);
  }

  @Test
  void childThatHasLeftItsParentEndsWithItsUser() throws Exception {
    Sandbox sandbox = sandbox("separate uid");
    Cell cell = cell("setsid sleep 605 & echo begun >&2; wait", 17);
    Process process = sandbox.start(cell);
    for (int i = 0; i < 100 && !Files.readString(cell.errors()).contains("begun"); i++) {
      Thread.sleep(100);
    }
    sandbox.end(cell, process);
    boolean left = true;
    for (int i = 0; i < 50 && left; i++) {
      Thread.sleep(100);
      left =
          ProcessHandle.allProcesses()
              .anyMatch(each -> each.info().commandLine().orElse("").contains("sleep 605"));
    }
    assertFalse(left, "a child is left");
  }

  @Test
  void fileOfAnotherUserCannotBeReadByASeparateOne() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "the answer");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String said = said("separate uid", "read line < " + secret + "; echo got $line >&2");
    assertFalse(said.contains("the answer"), said);
    assertTrue(said.contains("got"), said);
  }

  @Test
  void bubblewrapHidesWhatIsReadableForAll() throws Exception {
    String said = said("bubblewrap", "for f in / /etc /tmp; do echo $f/* >&2; done");
    List<String> top = new ArrayList<>(List.of(said.lines().findFirst().orElse("").split(" ")));
    top.removeIf(each -> each.matches("//(bin|dev|etc|lib|lib32|lib64|scratch|tmp|usr)"));
    assertEquals(List.of(), top);
    assertFalse(said.contains("passwd"), said);
    assertFalse(said.contains(folder.getFileName().toString()), said);
  }

  private Process started(String rung, String script) throws IOException {
    return sandbox(rung).start(cell(script, 3));
  }

  /** What a shell script wrote on its standard error. */
  private String said(String rung, String script) throws Exception {
    Cell cell = cell(script, 5);
    Sandbox sandbox = sandbox(rung);
    Process process = sandbox.start(cell);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    sandbox.end(cell, process);
    return Files.readString(cell.errors());
  }

  private Cell cell(String script, int number) throws IOException {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    // a shell, which is not there by itself
    Path shell = Path.of("/bin/sh").toRealPath();
    return new Cell(
        number,
        List.of(shell.toString(), "-c", script),
        List.of(shell),
        Path.of("/lib"),
        null,
        errors,
        BOUNDS);
  }

  private static Sandbox sandbox(String name) {
    Rung rung =
        Sandbox.ladder().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    assumeTrue(
        rung.sandbox().isPresent(), "The rung " + name + " cannot be used here: " + rung.refusal());
    return rung.sandbox().orElseThrow();
  }
}
