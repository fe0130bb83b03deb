package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills training processes, and holds what comes of them against a process left alone. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextKillTest {
  private static final int STEPS = 900;

  @TempDir Path folder;
  private Path text;

  @BeforeEach
  void writeText() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      words.append(List.of("to ", "be ", "or ", "not ").get(random.nextInt(4)));
    }
    text = Files.writeString(folder.resolve("text.txt"), words);
  }

  private Process start(String name, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // with the module no second process is started, and plain loops need no long
                // compilation
                "--add-modules",
                "jdk.incubator.vector",
                "-Dunroll.kernels=plain",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "text",
                "train",
                text.toString(),
                "--out",
                folder.resolve(name + ".ckpt").toString(),
                "--log",
                folder.resolve(name + ".jsonl").toString(),
                "--hidden=16",
                "--batch=8",
                "--window=10",
                "--save-every=0.05",
                "--steps=" + STEPS));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** How many steps the log tells of; the last line may be cut off. */
  private long logged(String name) throws IOException {
    Path log = folder.resolve(name + ".jsonl");
    return Files.exists(log) ? Files.readString(log).chars().filter(c -> c == '\n').count() : 0;
  }

  /** Waits until the log has grown by so many steps. */
  private void waitForSteps(Process process, String name, long steps) throws Exception {
    while (process.isAlive() && logged(name) < steps) {
      Thread.sleep(1);
    }
  }

  /** The numbers of a log that do not depend on the clock. */
  private List<String> timeless(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(name + ".jsonl"))) {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      json.remove("seconds");
      json.remove("charactersPerSecond");
      lines.add(json.toString());
    }
    return lines;
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  @Test
  void aRunKilledAgainAndAgainIsTheRunLeftAloneBitForBit() throws Exception {
    assertEquals(0, end(start("alone")), () -> "see " + folder);
    SplittableRandom random = new SplittableRandom(7);
    int kills = 0;
    for (int i = 0; i < 5; i++) {
      Process process = start("killed", "--resume");
      long before = logged("killed");
      waitForSteps(process, "killed", before + 20 + random.nextInt(100));
      kills += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      long made = logged("killed");
      Process next = start("killed", "--resume");
      waitForLine(next);
      String line =
          said("killed").lines().filter(l -> l.startsWith("going on")).findFirst().orElse("none");
      next.destroyForcibly().waitFor();
      long kept = Long.parseLong(line.replaceAll("\\D", ""));
      assertTrue(kept >= made - 1, "logged " + made + " steps, kept " + kept);
    }
    assertTrue(kills >= 3, kills + " kills hit a running process");
    assertEquals(0, end(start("killed", "--resume")), said("killed"));
    assertEquals(-1, Files.mismatch(folder.resolve("alone.ckpt"), folder.resolve("killed.ckpt")));
    assertEquals(timeless("alone"), timeless("killed"));
  }

  private void waitForLine(Process process) throws Exception {
    while (process.isAlive() && !said("killed").contains("going on")) {
      Thread.sleep(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCSavesSaysSoAndExitsWith130() throws Exception {
    assumeFalse(ignoresCtrlC(), "started in the background, where Ctrl-C is ignored");
    Process process = start("stopped");
    waitForSteps(process, "stopped", 30);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertEquals(130, end(process), said("stopped"));
    assertTrue(said("stopped").contains("stopped after step"), said("stopped"));
    assertTrue(said("stopped").contains("go on with --resume"), said("stopped"));
    assertEquals(0, end(start("stopped", "--resume")), said("stopped"));
    assertEquals(STEPS, logged("stopped"));
  }

  /** A shell without a terminal starts what runs in its background so, and it is inherited. */
  private static boolean ignoresCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
  }
}
