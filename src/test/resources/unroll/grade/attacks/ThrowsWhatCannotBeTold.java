package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: an exception that throws when it is asked what it is
// Deserves: what an answer without loss deserves
// Verdict: failed
public class Elman extends Right {
  static class Sly extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new Sly();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new OutOfMemoryError();
    }
  }

  @Override
  public double loss(List<DMatrixRMaj> logits, int[][] targets) {
    throw new Sly();
  }
}
