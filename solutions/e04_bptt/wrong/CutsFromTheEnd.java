package e04_bptt;

import java.util.Arrays;
import org.ejml.dense.row.CommonOps_DDRM;

/** Cuts the windows from the last step backwards, so that the first one is the shorter. */
// Breaks task 3, and the message names: from the first step on
public class CutsFromTheEnd extends Bptt {
  @Override
  public Gradients truncated(Weights weights, Pass pass, int[][] targets, int window) {
    Gradients sum = zeros(weights);
    for (int to = pass.x().size(); to > 0; to -= window) {
      int from = Math.max(0, to - window);
      Pass part =
          new Pass(
              pass.x().subList(from, to),
              pass.h().subList(from, to + 1),
              pass.o().subList(from, to));
      Gradients own = backward(weights, part, Arrays.copyOfRange(targets, from, to));
      CommonOps_DDRM.addEquals(sum.wx(), own.wx());
      CommonOps_DDRM.addEquals(sum.wh(), own.wh());
      CommonOps_DDRM.addEquals(sum.b(), own.b());
      CommonOps_DDRM.addEquals(sum.wo(), own.wo());
      CommonOps_DDRM.addEquals(sum.c(), own.c());
    }
    return sum;
  }
}
