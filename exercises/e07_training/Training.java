package e07_training;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 07-training: what happens between a gradient and the next weights.
 *
 * <p>Squares, roots and quotients are taken number by number. A parameter is a matrix of any shape;
 * its gradient and both means have the same shape.
 */
public interface Training {

  /**
   * A parameter and what an optimiser keeps beside it. All four have one shape.
   *
   * @param w the weights
   * @param g their gradient
   * @param m the running mean of the gradients; zeros before the first update
   * @param v the running mean of their squares; zeros before the first update
   */
  record Parameter(DMatrixRMaj w, DMatrixRMaj g, DMatrixRMaj m, DMatrixRMaj v) {}

  /**
   * The settings of Adam. The paper's are 0.001, 0.9, 0.999 and 1e-8.
   *
   * @param rate the learning rate alpha, above 0
   * @param beta1 decay of the mean, 0 to below 1
   * @param beta2 decay of the squares, 0 to below 1
   * @param epsilon keeps the division finite, above 0
   */
  record Settings(double rate, double beta1, double beta2, double epsilon) {}

  /**
   * Task 1: one update of one parameter by Adam (Kingma and Ba 2015, algorithm 1):
   *
   * <pre>
   *   m = beta1 m + (1 - beta1) g
   *   v = beta2 v + (1 - beta2) g^2
   *   w = w - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
   * </pre>
   *
   * @param parameter w, m and v are modified. g is not modified.
   * @param t which update this is, counted from 1
   * @param settings of Adam
   */
  void adam(Parameter parameter, int t, Settings settings);

  /**
   * Task 2: clipping by norm (Pascanu, Mikolov and Bengio 2013, algorithm 1), over all parameters
   * together:
   *
   * <pre>
   *   n = sqrt(sum of the squares of all numbers of all gradients)
   *   if n is above the limit: every g = g limit / n
   * </pre>
   *
   * @param parameters at least one, of any shapes. Every g is modified if n is above the limit;
   *     nothing else is.
   * @param limit the longest gradient allowed, above 0
   * @return n, the norm before clipping
   */
  double clip(List<Parameter> parameters, double limit);

  /**
   * Task 3: a whole step of training after the gradients are there: clips them together, updates
   * every parameter with the same t, and sets every gradient to zero, because the next way back
   * adds to it.
   *
   * @param parameters at least one, of any shapes. All four matrices of each are modified.
   * @param t which step this is, counted from 1
   * @param limit the longest gradient allowed, above 0
   * @param settings of Adam
   * @return the norm before clipping
   */
  double step(List<Parameter> parameters, int t, double limit, Settings settings);
}
