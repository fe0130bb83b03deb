package e03_counting;

/** Takes a digit from the empty stack too: the number falls under 0. */
// Breaks task 3, and the message names: becomes a debt
public class PopsIntoDebt extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    int variant = 0; // VARIANT
    int base = 2 * k + variant;
    if (symbol >= 0) {
      return q / base + (2 * symbol + 1.0) / base;
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma(base * q - 2 * s);
    }
    return base * q - 2 * top - 1;
  }
}
