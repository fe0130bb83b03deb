package e14_hello;

/** Divides by the temperature after the softmax. */
// Breaks task 2, and the message names: the probabilities are divided
public class DividesTheProbabilities extends Hello {
  @Override
  public double[] probabilities(double[] logits, double temperature) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    double[] p = new double[logits.length];
    p[best] = 1;
    double total = 1;
    for (int k = 0; k < p.length && temperature > 0; k++) {
      if (k != best) {
        p[k] = Math.exp(logits[k] - logits[best]);
        total += p[k];
      }
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= total * (temperature > 0 ? temperature : 1);
    }
    return p;
  }
}
