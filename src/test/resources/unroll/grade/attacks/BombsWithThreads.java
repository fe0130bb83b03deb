package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: threads without end
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    try {
      for (int i = 0; i < 100_000; i++) {
        Thread thread =
            new Thread(
                () -> {
                  while (true) {
                    try {
                      Thread.sleep(1_000);
                    } catch (InterruptedException e) {
                      Thread.interrupted();
                    }
                  }
                });
        thread.start();
      }
    } catch (OutOfMemoryError e) {
      // there are no more to be had
    }
    return super.step(weights, x, h);
  }
}
