package e02_elman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

// Attack: command lines, environments and memory of other processes
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    if (!List.of("PWD", "LD_LIBRARY_PATH").containsAll(System.getenv().keySet())) {
      throw new IllegalStateException("FOUND an environment: " + System.getenv().keySet());
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        look(process);
      }
    } catch (IOException e) {
      // not even a list
    }
    return super.step(weights, x, h);
  }

  private static void look(Path process) {
    try {
      String line = Files.readString(process.resolve("cmdline"));
      if (!line.isEmpty() && !line.contains("unroll.grade.guest.Guest")) {
        throw new IllegalStateException("FOUND " + process + ": " + line.replace('\0', ' '));
      }
      long own = ProcessHandle.current().pid();
      if (!process.endsWith(String.valueOf(own))) {
        Files.newByteChannel(process.resolve("mem")).close();
        throw new IllegalStateException("FOUND the memory of " + process);
      }
    } catch (IOException e) {
      // that is as it should be
    }
  }
}
