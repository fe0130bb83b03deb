package e03_counting;

/** Right for bits: one sigma cannot tell three symbols apart. */
// Breaks task 3, and the message names: with k symbols it is a sum
public class ReadsTheTopAsABit extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    if (symbol >= 0) {
      return q / (2 * k) + (2 * symbol + 1.0) / (2 * k);
    }
    return sigma(2 * k * q - 2 * sigma(2 * k * q - 2) - 1);
  }
}
