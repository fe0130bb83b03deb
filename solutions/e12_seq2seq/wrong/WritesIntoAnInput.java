package e12_seq2seq;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Right contexts, but the first input has become a scratch pad: it was shared. */
// Breaks task 1, and the message names: input was modified
public class WritesIntoAnInput extends Seq2Seq {
  @Override
  public DMatrixRMaj encode(Reader reader, List<DMatrixRMaj> xs, int[] lengths) {
    DMatrixRMaj contexts = super.encode(reader, xs, lengths);
    xs.get(xs.size() - 1).zero();
    return contexts;
  }
}
