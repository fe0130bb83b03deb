package e16_chords;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The duration's head learns, but the state never hears of it. */
// Breaks task 3, and the message names: only the chord's head blames the state
public class BlamesByTheChordOnly extends Chords {
  @Override
  public Losses losses(Heads heads, DMatrixRMaj h, int[] chords, int[] durations, Heads sum) {
    Scored chord = score(h, heads.wc(), heads.bc(), chords);
    Scored duration = score(h, heads.wd(), heads.bd(), durations);
    CommonOps_DDRM.multAddTransA(h, chord.delta(), sum.wc());
    CommonOps_DDRM.multAddTransA(h, duration.delta(), sum.wd());
    CommonOps_DDRM.addEquals(sum.bc(), CommonOps_DDRM.sumCols(chord.delta(), null));
    CommonOps_DDRM.addEquals(sum.bd(), CommonOps_DDRM.sumCols(duration.delta(), null));
    DMatrixRMaj dh = h.createLike();
    CommonOps_DDRM.multTransB(chord.delta(), heads.wc(), dh);
    return new Losses(chord.nats(), duration.nats(), chord.nats() + duration.nats(), dh);
  }
}
