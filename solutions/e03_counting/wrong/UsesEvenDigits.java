package e03_counting;

/** Pushes the digit 2s, as if there were no empty stack to tell a 0 from. */
// Breaks task 3, and the message names: leaves no trace
public class UsesEvenDigits extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    if (symbol >= 0) {
      return q / (2 * k) + 2.0 * symbol / (2 * k);
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma((2 * k) * q - 2 * s);
    }
    return sigma((2 * k) * q - 2 * top);
  }
}
