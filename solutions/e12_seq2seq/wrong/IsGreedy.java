package e12_seq2seq;

import java.util.List;

/** A beam of one, however wide it is asked for. */
// Breaks task 3, and the message names: found: expected 2 entries, came 1
public class IsGreedy extends Seq2Seq {
  @Override
  public List<Hypothesis> search(Next next, int end, int width, int longest, double alpha) {
    return super.search(next, end, 1, longest, alpha);
  }
}
