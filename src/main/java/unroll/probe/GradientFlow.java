package unroll.probe;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * How much gradient of a loss at the last step T reaches the states before it: {@code
 * ||dL_T/dh_(T-k)||} for every lag k.
 *
 * @param norms T + 1 numbers by lag, of the whole state: the norm of each example's gradient,
 *     averaged over the batch
 * @param parts the names of the values of the state, for example {@code h} and {@code c}
 * @param normsOfParts one row a part, T + 1 numbers by lag
 */
public record GradientFlow(double[] norms, List<String> parts, double[][] normsOfParts) {

  /**
   * Measures the flow.
   *
   * @param cell any cell
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @param loss computes a loss, 1 x 1, from the output at step T, B x H. Should it use parameters
   *     of its own, their gradients are added to; zero them before the next training step.
   * @return the gradient by lag; lag 0 is the last step
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the rows cannot be divided into the steps, or have other
   *     than D columns
   */
  public static <S> GradientFlow of(
      Cell<S> cell, Matrix xs, int steps, Function<Value, Value> loss) {
    TappedRun<S> run = TappedRun.of(cell, xs, steps);
    run.backward(loss.apply(run.output(steps)));
    List<String> names = run.parts(0).stream().map(StateParts.Part::name).toList();
    double[] norms = new double[steps + 1];
    double[][] ofParts = new double[names.size()][steps + 1];
    for (int lag = 0; lag <= steps; lag++) {
      List<Value> values = run.parts(steps - lag).stream().map(StateParts.Part::value).toList();
      norms[lag] = meanNormOfRows(values);
      for (int p = 0; p < ofParts.length; p++) {
        ofParts[p][lag] = meanNormOfRows(List.of(values.get(p)));
      }
    }
    return new GradientFlow(norms, names, ofParts);
  }

  private static double meanNormOfRows(List<Value> values) {
    int batch = values.get(0).rows();
    double sum = 0;
    for (int r = 0; r < batch; r++) {
      double squares = 0;
      for (Value value : values) {
        Matrix row = value.gradient().rows(r, r + 1);
        squares += row.kernels().sumOfSquares(row);
      }
      sum += Math.sqrt(squares);
    }
    return sum / batch;
  }

  /**
   * Fits a line to the logarithm of the norm by least squares. In the linear model the slope tends
   * to {@code ln |lambda|} of the largest eigenvalue: below 0 the gradient vanishes, above it
   * explodes.
   *
   * @param fromLag the first lag
   * @param toLag the last lag, above the first
   * @return nats per step
   * @throws IllegalArgumentException if the lags are not within 0 to T
   * @throws IllegalStateException if a norm in the range is 0: the gradient is gone
   */
  public double slope(int fromLag, int toLag) {
    if (fromLag < 0 || toLag <= fromLag || toLag >= norms.length) {
      throw new IllegalArgumentException(
          "lags " + fromLag + " to " + toLag + " are not within 0 to " + (norms.length - 1));
    }
    double meanLag = (fromLag + toLag) / 2.0;
    double covariance = 0;
    double variance = 0;
    for (int lag = fromLag; lag <= toLag; lag++) {
      if (!(norms[lag] > 0)) {
        throw new IllegalStateException(
            "the gradient at lag " + lag + " is " + norms[lag] + "; fit a shorter range");
      }
      covariance += (lag - meanLag) * Math.log(norms[lag]);
      variance += (lag - meanLag) * (lag - meanLag);
    }
    return covariance / variance;
  }

  /**
   * Computes the bound of Pascanu, Mikolov and Bengio 2013: with slopes of at most 1 the norm at
   * lag k is at most {@code sigma^k} times that at lag 0. So a largest singular value under 1
   * suffices for vanishing; one above 1 is necessary for exploding, and not sufficient.
   *
   * @param sigma the largest singular value of the recurrent weights
   * @return T + 1 numbers by lag
   */
  public double[] bound(double sigma) {
    double[] bound = new double[norms.length];
    Arrays.setAll(bound, lag -> norms[0] * Math.pow(sigma, lag));
    return bound;
  }
}
