package e03_counting;

/** Takes a digit from the empty stack too: the number falls under 0. */
// Breaks task 3, and the message names: becomes a debt
public class PopsIntoDebt extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    if (symbol >= 0) {
      return q / (2 * k) + (2 * symbol + 1.0) / (2 * k);
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma((2 * k) * q - 2 * s);
    }
    return (2 * k) * q - 2 * top - 1;
  }
}
