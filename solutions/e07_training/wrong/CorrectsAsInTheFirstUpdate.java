package e07_training;

/** Divides by 1 - beta at every update, not by 1 - beta^t. */
// Breaks task 1, and the message names: those of the first update
public class CorrectsAsInTheFirstUpdate extends Optimiser {
  @Override
  public void adam(Parameter p, int t, Settings s) {
    double b1 = s.beta1();
    double b2 = s.beta2();
    for (int i = 0; i < p.w().getNumElements(); i++) {
      double g = p.g().get(i);
      double m = b1 * p.m().get(i) + (1 - b1) * g;
      double v = b2 * p.v().get(i) + (1 - b2) * g * g;
      double step = s.rate() * (m / (1 - b1)) / (Math.sqrt(v / (1 - b2)) + s.epsilon());
      p.m().set(i, m);
      p.v().set(i, v);
      p.w().set(i, p.w().get(i) - step);
    }
  }
}
