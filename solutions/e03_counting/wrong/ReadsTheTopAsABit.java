package e03_counting;

/** Right for bits: one sigma cannot tell three symbols apart. */
// Breaks task 3, and the message names: with k symbols it is a sum
public class ReadsTheTopAsABit extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    int variant = 0; // VARIANT
    int base = 2 * k + variant;
    if (symbol >= 0) {
      return q / base + (2 * symbol + 1.0) / base;
    }
    return sigma(base * q - 2 * sigma(base * q - 2) - 1);
  }
}
