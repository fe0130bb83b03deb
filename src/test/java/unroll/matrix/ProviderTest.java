package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProviderTest {
  @Test
  void theVectorKernelsAreChosenWhereTheVectorApiIsThere() {
    assertEquals("Vector API", Provider.of("", true).name());
  }

  @Test
  void thePlainKernelsAreChosenWhereItIsNot() {
    assertEquals("plain Java", Provider.of("", false).name());
  }

  @Test
  void plainIsHadOnRequest() {
    assertEquals("plain Java", Provider.of("plain", true).name());
  }

  @Test
  void askingForVectorsWithoutTheModuleSaysWhatToDo() {
    var refusal = assertThrows(IllegalStateException.class, () -> Provider.of("vector", false));
    assertEquals(
        "unroll.kernels=vector needs the Vector API: start java with --add-modules"
            + " jdk.incubator.vector",
        refusal.getMessage());
  }

  @Test
  void anUnknownProviderIsRefused() {
    var refusal = assertThrows(IllegalStateException.class, () -> Provider.of("gpu", true));
    assertEquals("unroll.kernels=gpu is no provider: say plain or vector", refusal.getMessage());
  }

  @Test
  void aJvmStartedWithoutTheModuleComputesWithThePlainKernels() throws Exception {
    assertEquals("plain Java 11.0", childWithoutTheModule());
  }

  @Test
  void aJvmStartedWithoutTheModuleSaysOnceThatItIsSlowAndWhatToDo() throws Exception {
    assertEquals(1, lines(childsLog(), "start java with --add-modules jdk.incubator.vector"));
  }

  @Test
  void aJvmThatWasAskedForThePlainKernelsSaysNothing() throws Exception {
    assertEquals("", childsLog("-Dunroll.kernels=plain"));
  }

  @Test
  void aJvmStartedWithoutTheModuleRefusesVectorsEveryTime() throws Exception {
    String refusal =
        "unroll.kernels=vector needs the Vector API: start java with --add-modules"
            + " jdk.incubator.vector";
    assertEquals(refusal + "|" + refusal, childWithoutTheModule("-Dunroll.kernels=vector"));
  }

  private static long lines(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).count();
  }

  /** Runs {@link Child} and returns what it printed. */
  private static String childWithoutTheModule(String... options)
      throws IOException, InterruptedException {
    return child(ProcessBuilder.Redirect.DISCARD, false, options);
  }

  /** Runs {@link Child} and returns what was logged. */
  private static String childsLog(String... options) throws IOException, InterruptedException {
    return child(ProcessBuilder.Redirect.PIPE, true, options);
  }

  private static String child(ProcessBuilder.Redirect errors, boolean log, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    try (InputStream out = log ? process.getErrorStream() : process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(30, TimeUnit.SECONDS);
      return printed.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A small computation, in a JVM of its own. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try {
        Matrix a = Matrix.of(Precision.FLOAT, new double[] {1, 2});
        Matrix b = Matrix.of(Precision.FLOAT, new double[] {3}, new double[] {4});
        Matrix c = a.zerosLike(1, 1);
        a.kernels().addProduct(a, b, c);
        System.out.println(Kernels.provider() + " " + c.get(0, 0));
      } catch (IllegalStateException first) {
        try {
          System.out.println(first.getMessage() + "|" + Kernels.provider());
        } catch (IllegalStateException second) {
          System.out.println(first.getMessage() + "|" + second.getMessage());
        }
      }
    }
  }
}
