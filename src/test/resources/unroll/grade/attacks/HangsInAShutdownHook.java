package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: a shutdown hook that never ends keeps the process for itself
// Deserves: at most what an answer without step deserves
// Verdict: crashed or timed out
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (true) {
                    Thread.onSpinWait();
                  }
                }));
    System.exit(0);
    return null;
  }
}
