package e17_experts;

import java.util.Arrays;
import java.util.List;

/**
 * A product of experts, forward and back: three tasks, to be checked with {@code unroll check
 * 17-experts}.
 *
 * <p>{@link Math#floorMod(int, int)} is the remainder that is never below 0. {@link
 * Double#NEGATIVE_INFINITY} is the logarithm of 0: {@link Math#exp} makes 0 of it, and whatever is
 * added to it, it stays. {@link Arrays#stream(double[])} has {@code map}, {@code sum} and {@code
 * max}.
 */
public class Experts implements Agreeing {
  @Override
  public int[] places(View view, int reference, Range range) {
    throw new UnsupportedOperationException(
        "Task 1 of 17-experts is yours to write: where each symbol is");
  }

  @Override
  public double[] product(List<Opinion> opinions) {
    throw new UnsupportedOperationException(
        "Task 2 of 17-experts is yours to write: multiply and normalise");
  }

  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    throw new UnsupportedOperationException(
        "Task 3 of 17-experts is yours to write: all of it back");
  }
}
