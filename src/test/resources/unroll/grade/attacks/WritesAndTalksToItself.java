package e02_elman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

// Attack: none. Prints, keeps a temporary file and uses threads, as honest answers do
// Deserves: full marks
public class Elman extends Right {
  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    System.out.println("loss of " + logits.size());
    try {
      Path file = Files.createTempFile("mine", ".txt");
      Files.writeString(file, "a note");
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (IntStream.range(0, 100).parallel().sum() != 4950) {
      throw new IllegalStateException("no threads");
    }
    return super.loss(logits, targets);
  }
}
