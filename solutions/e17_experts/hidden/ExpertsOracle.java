package e17_experts;

import e17_experts.Agreeing.Opinion;
import e17_experts.Agreeing.Range;
import e17_experts.Agreeing.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The same numbers by another way: an expert's own symbols are dealt out to the common ones, each
 * probability is one over how much likelier all others are, and gradients go forwards, each number
 * carrying its derivative by one chosen logit along.
 */
final class ExpertsOracle {
  private ExpertsOracle() {}

  /** Deals the expert's symbols out. */
  static int[] places(View view, int reference, Range range) {
    int[] places = new int[range.pitches() + range.specials()];
    Arrays.fill(places, -1);
    int place = 0;
    if (view == View.INTERVAL) {
      for (int leap = -range.reach(); leap <= range.reach(); leap++, place++) {
        deal(places, reference + leap, place, range);
      }
    } else {
      for (; place < 12; place++) {
        for (int octave = -12; octave <= range.pitches(); octave += 12) {
          deal(places, reference + octave + place, place, range);
        }
      }
    }
    for (int special = range.pitches(); special < places.length; special++, place++) {
      places[special] = place;
    }
    return places;
  }

  private static void deal(int[] places, int pitch, int place, Range range) {
    if (pitch >= 0 && pitch < range.pitches()) {
      places[pitch] = place;
    }
  }

  static double[] product(List<Opinion> opinions) {
    double[] logs = new double[opinions.get(0).places().length];
    for (int v = 0; v < logs.length; v++) {
      logs[v] = possible(opinions, v) ? -Math.log(others(opinions, v, null, -1)[0]) : -1 / 0.0;
    }
    return logs;
  }

  /**
   * How the loss changes with each logit of one of the opinions, which must be that very object.
   */
  static double[] gradient(List<Opinion> opinions, Opinion chosen, int next) {
    double[] gradient = new double[chosen.logits().length];
    for (int k = 0; k < gradient.length; k++) {
      double[] others = others(opinions, next, chosen, k);
      gradient[k] = others[1] / others[0];
    }
    return gradient;
  }

  /** How many times likelier than v all symbols are, and the derivative of that. */
  private static double[] others(List<Opinion> opinions, int v, Opinion chosen, int entry) {
    double value = 0;
    double slope = 0;
    for (int u = 0; u < opinions.get(0).places().length; u++) {
      if (possible(opinions, u)) {
        double apart = 0;
        double moves = 0;
        for (Opinion opinion : opinions) {
          int at = opinion.places()[u];
          int from = opinion.places()[v];
          apart += opinion.logits()[at] - opinion.logits()[from];
          if (opinion == chosen) {
            moves += (at == entry ? 1 : 0) - (from == entry ? 1 : 0);
          }
        }
        value += Math.exp(apart);
        slope += Math.exp(apart) * moves;
      }
    }
    return new double[] {value, slope};
  }

  private static boolean possible(List<Opinion> opinions, int v) {
    return opinions.stream().allMatch(opinion -> opinion.places()[v] >= 0);
  }

  /** An expert of made-up logits; the first symbol is never ruled out, some others are. */
  static Opinion opinion(Random random, int own, int symbols, int vetoes) {
    double[] logits = new double[own];
    Arrays.setAll(logits, k -> 1.5 * random.nextGaussian());
    int[] places = new int[symbols];
    Arrays.setAll(places, v -> random.nextInt(own));
    for (int n = 0; n < vetoes; n++) {
      places[1 + random.nextInt(symbols - 1)] = -1;
    }
    return new Opinion(logits, places);
  }
}
