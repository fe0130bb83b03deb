package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a run over a folder with SIGKILL, and holds what comes of it against one left alone. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeskKillTest {
  private static final int SUBMISSIONS = 60;

  @TempDir Path folder;

  @Test
  void aRunKilledAgainAndAgainLosesNothingAndEndsAsOneLeftAlone() throws Exception {
    Path handins = Files.createDirectory(folder.resolve("handins"));
    for (int i = 0; i < SUBMISSIONS; i++) {
      Files.writeString(
          handins.resolve("s" + (100 + i) + ".java"),
          "package e90_length; class Mine {" + " ".repeat(i) + "}");
    }
    Path killed = folder.resolve("killed");
    int kills = 0;
    long before = 0;
    for (int round = 0; round < 3; round++) {
      Process process = start(handins, killed, 40);
      while (process.isAlive() && lines(killed) < before + 4 + 5L * round) {
        Thread.sleep(1);
      }
      kills += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      long now = lines(killed);
      assertTrue(now > before, "a round went on from " + before + " to " + now);
      before = now;
      assertWhole(killed);
    }
    assertTrue(kills >= 2, kills + " kills hit a running process");
    // as a kill in the middle of a line leaves it
    Path journal = killed.resolve("journal.jsonl");
    Files.writeString(journal, Files.readString(journal) + "{\"exercise\":\"90-le");
    assertEquals("kept " + before, end(start(handins, killed, 0), killed));
    Path alone = folder.resolve("alone");
    assertEquals("kept 0", end(start(handins, alone, 0), alone));
    assertEquals(
        Files.readString(alone.resolve("results.csv")),
        Files.readString(killed.resolve("results.csv")));
    assertEquals(results(alone), results(killed));
    assertEquals(SUBMISSIONS, results(killed).size());
  }

  @Test
  void replacingThatIsKilledLosesNothingAndGoesOn() throws Exception {
    Path handins = Files.createDirectory(folder.resolve("handins"));
    for (int i = 0; i < SUBMISSIONS; i++) {
      Files.writeString(
          handins.resolve("s" + (100 + i) + ".java"),
          "package e90_length; class Mine {" + " ".repeat(i) + "}");
    }
    Path killed = folder.resolve("killed");
    end(start(handins, killed, 0), killed);
    Map<String, JsonObject> old = results(killed);
    Path exercise = Files.createDirectories(folder.resolve("e90_length"));
    Files.writeString(exercise.resolve("more.txt"), "+++");
    Process process = start(handins, killed, 0);
    while (process.isAlive() && kept(killed) < 5) {
      Thread.sleep(1);
    }
    process.destroyForcibly().waitFor();
    assertTrue(kept(killed) >= 5, kept(killed) + " were replaced before the kill");
    assertWhole(killed);
    end(start(handins, killed, 0), killed);
    Path alone = folder.resolve("alone");
    end(start(handins, alone, 0), alone);
    assertEquals(results(alone), results(killed));
    assertEquals(
        Files.readString(alone.resolve("results.csv")),
        Files.readString(killed.resolve("results.csv")));
    assertEquals(old.keySet(), results(killed).keySet());
    for (String name : old.keySet()) {
      Path history = killed.resolve("history").resolve(name.replaceFirst("\\.json$", ""));
      assertTrue(holds(history, old.get(name)), "the first result of " + name + " is kept");
    }
  }

  private static long kept(Path out) throws IOException {
    if (!Files.exists(out.resolve("history"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(out.resolve("history"))) {
      return files.count();
    }
  }

  private static boolean holds(Path history, JsonObject result) throws IOException {
    try (Stream<Path> files = Files.list(history)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        json.remove("at");
        if (json.equals(result)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Every submission of the journal has its files, and no file is half. */
  private static void assertWhole(Path out) throws IOException {
    for (String line : Files.readAllLines(out.resolve("journal.jsonl"))) {
      if (!line.endsWith("}")) {
        continue;
      }
      String id =
          JsonParser.parseString(line)
              .getAsJsonObject()
              .getAsJsonObject("row")
              .get("id")
              .getAsString();
      assertTrue(Files.exists(out.resolve("feedback").resolve(id + ".html")), id);
      assertTrue(Files.exists(out.resolve("results").resolve(id + ".json")), id);
    }
    results(out);
  }

  /** The results without what depends on the clock. */
  private static Map<String, JsonObject> results(Path out) throws IOException {
    Map<String, JsonObject> results = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("results"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        json.remove("at");
        results.put(file.getFileName().toString(), json);
      }
    }
    return results;
  }

  private static long lines(Path out) throws IOException {
    Path journal = out.resolve("journal.jsonl");
    return Files.exists(journal)
        ? Files.readString(journal).chars().filter(c -> c == '\n').count()
        : 0;
  }

  private Process start(Path handins, Path out, int milliseconds) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                DeskMain.class.getName(),
                handins.toString(),
                out.toString(),
                Integer.toString(milliseconds)))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(out.getFileName() + ".log").toFile())
        .start();
  }

  private String end(Process process, Path out) throws Exception {
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
      String said = Files.readString(folder.resolve(out.getFileName() + ".log")).strip();
      assertEquals(0, process.exitValue(), said);
      return said.lines().reduce((first, last) -> last).orElse("");
    } finally {
      process.destroyForcibly();
    }
  }
}
