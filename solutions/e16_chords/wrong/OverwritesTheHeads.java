package e16_chords;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Assigns where it should add: what other batches blamed is lost. */
// Breaks task 3, and the message names: overwrites what other batches blamed
public class OverwritesTheHeads extends Chords {
  @Override
  public Losses losses(Heads heads, DMatrixRMaj h, int[] chords, int[] durations, Heads sum) {
    Scored chord = score(h, heads.wc(), heads.bc(), chords);
    Scored duration = score(h, heads.wd(), heads.bd(), durations);
    CommonOps_DDRM.multTransA(h, chord.delta(), sum.wc());
    CommonOps_DDRM.multTransA(h, duration.delta(), sum.wd());
    CommonOps_DDRM.sumCols(chord.delta(), sum.bc());
    CommonOps_DDRM.sumCols(duration.delta(), sum.bd());
    DMatrixRMaj dh = h.createLike();
    CommonOps_DDRM.multTransB(chord.delta(), heads.wc(), dh);
    CommonOps_DDRM.multAddTransB(duration.delta(), heads.wd(), dh);
    return new Losses(chord.nats(), duration.nats(), chord.nats() + duration.nats(), dh);
  }
}
