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
    // BEGIN SOLUTION 1
    int[] places = new int[range.pitches() + range.specials()];
    int own = view == View.INTERVAL ? 2 * range.reach() + 1 : 12;
    for (int v = 0; v < places.length; v++) {
      int above = v - reference;
      if (v >= range.pitches()) {
        places[v] = own + v - range.pitches();
      } else if (view == View.CHORD) {
        places[v] = Math.floorMod(above, 12);
      } else {
        places[v] = Math.abs(above) <= range.reach() ? above + range.reach() : -1;
      }
    }
    return places;
    // END SOLUTION 1
  }

  @Override
  public double[] product(List<Opinion> opinions) {
    // BEGIN SOLUTION 2
    double[] s = new double[opinions.get(0).places().length];
    for (Opinion opinion : opinions) {
      for (int v = 0; v < s.length; v++) {
        int place = opinion.places()[v];
        s[v] += place < 0 ? Double.NEGATIVE_INFINITY : opinion.logits()[place];
      }
    }
    double most = Arrays.stream(s).max().getAsDouble();
    double sum = Arrays.stream(s).map(score -> Math.exp(score - most)).sum();
    return Arrays.stream(s).map(score -> score - most - Math.log(sum)).toArray();
    // END SOLUTION 2
  }

  @Override
  public void backward(Opinion opinion, double[] logProduct, int next, double[] sum) {
    // BEGIN SOLUTION 3
    for (int v = 0; v < logProduct.length; v++) {
      int place = opinion.places()[v];
      if (place >= 0) {
        sum[place] += Math.exp(logProduct[v]) - (v == next ? 1 : 0);
      }
    }
    // END SOLUTION 3
  }
}
