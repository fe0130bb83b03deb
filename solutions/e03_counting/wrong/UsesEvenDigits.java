package e03_counting;

/** Pushes the digit 2s, as if there were no empty stack to tell a 0 from. */
// Breaks task 3, and the message names: leaves no trace
public class UsesEvenDigits extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    int variant = 0; // VARIANT
    int base = 2 * k + variant;
    if (symbol >= 0) {
      return q / base + 2.0 * symbol / base;
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma(base * q - 2 * s);
    }
    return sigma(base * q - 2 * top);
  }
}
