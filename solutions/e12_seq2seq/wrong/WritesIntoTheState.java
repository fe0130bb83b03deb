package e12_seq2seq;

import org.ejml.data.DMatrixRMaj;

/** The state before is overwritten: a beam needs it again for its other hypotheses. */
// Breaks task 2, and the message names: state before was modified
public class WritesIntoTheState extends Seq2Seq {
  @Override
  public Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s) {
    Said said = super.decode(writer, context, read, s);
    s.setTo(said.s());
    return said;
  }
}
