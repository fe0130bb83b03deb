package e03_counting;

/** The lesson's stack of bits, whatever the number of symbols. */
// Breaks task 3, and the message names: the base is that of k = 2 whatever k is
public class KeepsBaseFour extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    int variant = 0; // VARIANT
    int base = 4 + variant;
    if (symbol >= 0) {
      return q / base + (2 * symbol + 1.0) / base;
    }
    return sigma(base * q - 2 * sigma(base * q - 2) - 1);
  }
}
