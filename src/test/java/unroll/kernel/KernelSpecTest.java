package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {
  @TempDir Path folder;

  private JsonObject written(Path jar) throws IOException {
    Path file = KernelSpec.forThisJava(jar).writeBelow(folder.resolve("jup yter é"));
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  @Test
  void specLiesWhereJupyterLooks() throws IOException {
    assertEquals(
        folder.resolve("kernels/java/kernel.json"),
        KernelSpec.forThisJava(folder.resolve("unroll.jar")).writeBelow(folder));
  }

  @Test
  void pathsAreAbsolute() throws IOException {
    JsonArray command = written(Path.of("target/unroll.jar")).getAsJsonArray("argv");
    assertTrue(
        command.contains(
            JsonParser.parseString("'" + Path.of("target/unroll.jar").toAbsolutePath() + "'")));
  }

  @Test
  void pathsWithSpacesAndLettersOfOtherAlphabetsAreKept() throws IOException {
    Path jar = folder.resolve("ку рс/unroll.jar");
    assertTrue(written(jar).toString().contains("ку рс"));
  }

  @Test
  void interruptsComeAsMessages() throws IOException {
    assertEquals("message", written(folder).get("interrupt_mode").getAsString());
  }

  @Test
  void privateSpecLiesBesideTheJar() throws IOException {
    Path jar = folder.resolve("unroll.jar");
    assertEquals(folder.resolve("jupyter"), KernelSpec.forThisJava(jar).writePrivately());
  }
}
