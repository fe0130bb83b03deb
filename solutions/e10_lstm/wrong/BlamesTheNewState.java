package e10_lstm;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Blames the recurrent weights with the new state, not with the one that they multiplied. */
// Breaks task 2, and the message names: made with the new state
public class BlamesTheNewState extends Lstm {
  @Override
  public Before backward(
      Weights weights, Before before, Step step, DMatrixRMaj dh, DMatrixRMaj dc, Weights sum) {
    Step d = zeros(step.c());
    Before back = zeros(before);
    for (int n = 0; n < dc.getNumElements(); n++) {
      double tanh = Math.tanh(step.c().get(n));
      d.c().set(n, dc.get(n) + dh.get(n) * step.o().get(n) * (1 - tanh * tanh));
      d.i().set(n, d.c().get(n) * step.g().get(n) * slope(step.i().get(n)));
      d.f().set(n, d.c().get(n) * before.c().get(n) * slope(step.f().get(n)));
      d.o().set(n, dh.get(n) * tanh * slope(step.o().get(n)));
      d.g().set(n, d.c().get(n) * step.i().get(n) * (1 - step.g().get(n) * step.g().get(n)));
      back.c().set(n, d.c().get(n) * step.f().get(n));
    }
    DMatrixRMaj da = CommonOps_DDRM.concatColumnsMulti(d.i(), d.f(), d.o(), d.g());
    CommonOps_DDRM.multTransB(da, weights.wx(), back.x());
    CommonOps_DDRM.multTransB(da, weights.wh(), back.h());
    CommonOps_DDRM.multAddTransA(before.x(), da, sum.wx());
    CommonOps_DDRM.multAddTransA(step.h(), da, sum.wh());
    addRows(da, sum.b());
    return back;
  }
}
