package e03_counting;

/** The lesson's stack of bits, whatever the number of symbols. */
// Breaks task 3, and the message names: the base is 4 whatever k is
public class KeepsBaseFour extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    if (symbol >= 0) {
      return q / 4 + (2 * symbol + 1.0) / 4;
    }
    return sigma(4 * q - 2 * sigma(4 * q - 2) - 1);
  }
}
