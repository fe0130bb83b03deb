package e02_elman;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: memory without end, and errors swallowed
// Deserves: what an answer without step deserves
// Verdict: crashed
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    List<long[]> all = new ArrayList<>();
    while (true) {
      try {
        all.add(new long[1 << 20]);
      } catch (OutOfMemoryError e) {
        all.add(new long[1 << 10]);
      }
    }
  }
}
