package e02_elman;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: memory outside of the heap
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    List<ByteBuffer> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(ByteBuffer.allocateDirect(1 << 22));
    }
    return super.step(weights, x, h);
  }
}
