package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelInstallTest {
  @TempDir Path data;

  private Path install() throws IOException {
    return KernelInstall.into(data, Path.of("target", "unroll.jar"));
  }

  @Test
  void kernelIsWrittenAmongTheUsers() throws IOException {
    assertTrue(Files.exists(install().resolve("kernel.json")));
  }

  @Test
  void ourOwnKernelIsReplaced() throws IOException {
    install();
    assertEquals(data.resolve("kernels").resolve("java"), install());
  }

  @Test
  void anotherJavaKernelIsLeftAlone() throws IOException {
    Path folder = Files.createDirectories(data.resolve("kernels").resolve("java"));
    String other = "{\"display_name\": \"Java\"}";
    Files.writeString(folder.resolve("kernel.json"), other);
    assertThrows(UserError.class, this::install);
    assertEquals(other, Files.readString(folder.resolve("kernel.json")));
  }
}
