package e07_training;

/** Adds the step: the loss goes up. */
// Breaks task 1, and the message names: the sign
public class ClimbsUp extends Optimiser {
  @Override
  public void adam(Parameter p, int t, Settings s) {
    double b1 = s.beta1();
    double b2 = s.beta2();
    for (int i = 0; i < p.w().getNumElements(); i++) {
      double g = p.g().get(i);
      double m = b1 * p.m().get(i) + (1 - b1) * g;
      double v = b2 * p.v().get(i) + (1 - b2) * g * g;
      double step =
          s.rate()
              * (m / (1 - Math.pow(b1, t)))
              / (Math.sqrt(v / (1 - Math.pow(b2, t))) + s.epsilon());
      p.m().set(i, m);
      p.v().set(i, v);
      p.w().set(i, p.w().get(i) + step);
    }
  }
}
