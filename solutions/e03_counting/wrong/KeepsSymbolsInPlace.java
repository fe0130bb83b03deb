package e03_counting;

/** Adds the new digit without moving the others down. */
// Breaks task 3, and the message names: are not moved down
public class KeepsSymbolsInPlace extends Counting {
  @Override
  public double move(int k, double q, int symbol) {
    int variant = 0; // VARIANT
    int base = 2 * k + variant;
    if (symbol >= 0) {
      return q + (2 * symbol + 1.0) / base;
    }
    double top = 0;
    for (int s = 1; s < k; s++) {
      top += sigma(base * q - 2 * s);
    }
    return sigma(base * q - 2 * top - 1);
  }
}
