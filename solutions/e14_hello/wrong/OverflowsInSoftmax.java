package e14_hello;

/** Takes exponentials of the logits as they are. */
// Breaks task 2, and the message names: exp overflows
public class OverflowsInSoftmax extends Hello {
  @Override
  public double[] probabilities(double[] logits, double temperature) {
    if (temperature == 0) {
      return super.probabilities(logits, 0);
    }
    double total = 0;
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(logits[k] / temperature);
      total += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total;
    }
    return p;
  }
}
