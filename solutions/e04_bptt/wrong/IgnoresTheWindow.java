package e04_bptt;

/** Gives the whole gradient, whatever the window. */
// Breaks task 3, and the message names: still passes
public class IgnoresTheWindow extends Bptt {
  @Override
  public Gradients truncated(Weights weights, Pass pass, int[][] targets, int window) {
    return backward(weights, pass, targets);
  }
}
