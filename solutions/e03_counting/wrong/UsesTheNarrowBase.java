package e03_counting;

/** Writes in base k: no gap is left between one symbol and the next. */
// Breaks task 3, and the message names: the base is k
public class UsesTheNarrowBase extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    if (symbol >= 0) {
      return q / k + (2 * symbol + 1.0) / k;
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma(k * q - 2 * s);
    }
    return sigma(k * q - 2 * top - 1);
  }
}
