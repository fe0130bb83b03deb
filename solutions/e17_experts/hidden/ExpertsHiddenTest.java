package e17_experts;

import e17_experts.Agreeing.Opinion;
import e17_experts.Agreeing.Range;
import e17_experts.Agreeing.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 17-experts: odd sizes, many experts, vetoes, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class ExpertsHiddenTest {
  /** Sums of some tens of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  // pitches, specials, reach: narrower and wider than an octave, with and without specials
  private static final Range[] RANGES = {
    new Range(1, 0, 1), new Range(5, 3, 2), new Range(25, 1, 12), new Range(38, 2, 24)
  };

  // experts, symbols, vetoes of each
  private static final int[][] SIZES = {{2, 3, 0}, {2, 7, 2}, {3, 11, 1}, {5, 4, 1}};

  private final Agreeing experts;

  ExpertsHiddenTest(Agreeing experts) {
    this.experts = experts;
  }

  @Test
  @Task(1)
  @Points(2)
  void placesAreRightFromEveryPitch() {
    for (Range range : RANGES) {
      for (int reference = 0; reference < range.pitches(); reference++) {
        int[] came = experts.places(View.INTERVAL, reference, range);
        Expect.that("the places of an interval expert" + where(range), row(came))
            .is(
                row(ExpertsOracle.places(View.INTERVAL, reference, range)),
                TOLERANCE,
                "v - reference + reach, or -1 beyond the reach; then the specials");
      }
    }
  }

  @Test
  @Task(1)
  @Points(2)
  void placesAreRightOverEveryRoot() {
    for (Range range : RANGES) {
      for (int root = 0; root < 12; root++) {
        Expect.that(
                "the places of a chord expert" + where(range),
                row(experts.places(View.CHORD, root, range)))
            .is(
                row(ExpertsOracle.places(View.CHORD, root, range)),
                TOLERANCE,
                "(v - reference) mod 12; then the specials");
      }
    }
  }

  @Test
  @Task(2)
  @Points(2)
  void productsOfSeveralExpertsAreRight() {
    Random random = new Random(1701);
    for (int[] size : SIZES) {
      List<Opinion> opinions = opinions(random, size);
      Expect.that("log p" + where(size), row(experts.product(opinions)))
          .is(
              row(ExpertsOracle.product(opinions)),
              TOLERANCE,
              "log p(v) = s(v) - log(sum of exp(s)), minus infinity where v is ruled out");
    }
  }

  @Test
  @Task(2)
  void whatOneExpertAddsToAllItsLogitsCancels() {
    Random random = new Random(1702);
    List<Opinion> opinions = opinions(random, new int[] {2, 6, 1});
    double[] expected = ExpertsOracle.product(opinions);
    for (Opinion opinion : opinions) {
      Arrays.setAll(opinion.logits(), k -> opinion.logits()[k] + 2500);
    }
    Expect.that("log p, every logit raised by 2500", row(experts.product(opinions)))
        // the raised logits themselves are rounded at the twelfth place
        .is(row(expected), 1e-11, "shift by the largest s(v) before exp");
  }

  @Test
  @Task(2)
  void productLeavesItsArgumentsAlone() {
    List<Opinion> opinions = opinions(new Random(1703), new int[] {2, 6, 1});
    List<double[]> before = opinions.stream().map(opinion -> opinion.logits().clone()).toList();
    int[] places = opinions.get(0).places().clone();
    experts.product(opinions);
    for (int e = 0; e < before.size(); e++) {
      Expect.unmodified("the logits", row(opinions.get(e).logits()), row(before.get(e)));
    }
    Expect.unmodified("the places", row(opinions.get(0).places()), row(places));
  }

  @Test
  @Task(3)
  @Points(3)
  void blameIsRightForEveryExpert() {
    Random random = new Random(1704);
    for (int[] size : SIZES) {
      List<Opinion> opinions = opinions(random, size);
      double[] product = ExpertsOracle.product(opinions);
      for (Opinion opinion : opinions) {
        double[] sum = new double[opinion.logits().length];
        Arrays.setAll(sum, k -> 3 + k); // no secret, should a message show one
        double[] own = ExpertsOracle.gradient(opinions, opinion, 0);
        double[] expected = own.clone();
        Arrays.setAll(expected, k -> expected[k] + sum[k]);
        experts.backward(opinion, product, 0, sum);
        Expect.that("the gradient, added to the one so far," + where(size), row(sum))
            .suspect("this step overwrites the sum so far: add up, += and not =", row(own))
            .is(row(expected), TOLERANCE, "sum[places[v]] += p(v) - (1 if v is next)");
      }
    }
  }

  @Test
  @Task(3)
  void backwardLeavesItsArgumentsAlone() {
    List<Opinion> opinions = opinions(new Random(1705), new int[] {2, 6, 1});
    double[] product = ExpertsOracle.product(opinions);
    double[] logits = opinions.get(0).logits().clone();
    double[] before = product.clone();
    experts.backward(opinions.get(0), product, 0, new double[logits.length]);
    Expect.unmodified("the logits", row(opinions.get(0).logits()), row(logits));
    Expect.unmodified("log p", row(product), row(before));
  }

  private static List<Opinion> opinions(Random random, int[] size) {
    List<Opinion> opinions = new ArrayList<>();
    for (int e = 0; e < size[0]; e++) {
      opinions.add(ExpertsOracle.opinion(random, 2 + e, size[1], size[2]));
    }
    return opinions;
  }

  private static String where(Range range) {
    return String.format(
        " for %d pitches, %d specials, reach %d", range.pitches(), range.specials(), range.reach());
  }

  private static String where(int[] size) {
    return String.format(" for %d experts, %d symbols", size[0], size[1]);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj row(int... values) {
    return row(Arrays.stream(values).asDoubleStream().toArray());
  }
}
