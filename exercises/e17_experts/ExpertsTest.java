package e17_experts;

import e17_experts.Agreeing.Opinion;
import e17_experts.Agreeing.Range;
import e17_experts.Agreeing.View;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 17-experts, written against the contract; start them from an IDE if you like.
 *
 * <p>Numbers that work out on paper: the logits are logarithms of small whole numbers, so the
 * product of two experts is a product of small whole numbers, over their sum.
 */
@ExtendWith(SubjectExtension.class)
class ExpertsTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  /** Seven pitches, a rest and a hold; leaps up to three semitones. */
  private static final Range SEVEN = new Range(7, 2, 3);

  private static final String INTERVALS = "v - reference + reach, or -1 beyond the reach";
  private static final String TONES = "(v - reference) mod 12";
  private static final String PRODUCT = "log p(v) = s(v) - log(sum of exp(s))";
  private static final String BACK = "sum[places[v]] += p(v) - (1 if v is next)";

  // by symbol: 1, 2, 3, 4 and 1, 1, 1, 2; the product is 1, 2, 3, 8 over 14
  private static final Opinion FIRST = opinion(weights(4, 1, 2, 3), 1, 2, 3, 0);
  private static final Opinion SECOND = opinion(weights(1, 2, 1, 4), 0, 2, 0, 1);
  private static final double[] BOTH = logs(14, 1, 2, 3, 8);

  private final Agreeing experts;

  ExpertsTest(Agreeing experts) {
    this.experts = experts;
  }

  @Test
  @Task(1)
  void intervalsAreCountedFromTheLastPitch() {
    Expect.that("the places of an interval expert after pitch 2", row(interval(2)))
        .suspect(
            "the interval goes the wrong way: from the reference to v, upwards above 0",
            row(5, 4, 3, 2, 1, 0, -1, 7, 8))
        .suspect(
            "leaps beyond the reach are folded by octaves: here they are ruled out",
            row(1, 2, 3, 4, 5, 6, -5, 7, 8))
        .suspect("leaps beyond the reach are clamped to it", row(1, 2, 3, 4, 5, 6, 6, 7, 8))
        .suspect("the widest leap still counts: <= reach", row(1, 2, 3, 4, 5, -1, -1, 7, 8))
        .suspect(
            "rest and hold are counted from the reference: they look the same from everywhere",
            row(1, 2, 3, 4, 5, 6, -1, -1, -1))
        .suspect("the reach is not added: places count from 0", row(-2, -1, 0, 1, 2, 3, -1, 7, 8))
        .is(row(1, 2, 3, 4, 5, 6, -1, 7, 8), TOLERANCE, INTERVALS);
  }

  @Test
  @Task(1)
  void aLowNoteIsAsMuchOutOfReachAsAHighOne() {
    Expect.that("the places of an interval expert after pitch 6", row(interval(6)))
        .suspect(
            "leaps beyond the reach are folded by octaves: here they are ruled out",
            row(9, 10, 11, 0, 1, 2, 3, 7, 8))
        .suspect("leaps beyond the reach are clamped to it", row(0, 0, 0, 0, 1, 2, 3, 7, 8))
        .suspect("only leaps upwards are ruled out", row(-3, -2, -1, 0, 1, 2, 3, 7, 8))
        .is(row(-1, -1, -1, 0, 1, 2, 3, 7, 8), TOLERANCE, INTERVALS);
  }

  private int[] interval(int reference) {
    return experts.places(View.INTERVAL, reference, SEVEN);
  }

  @Test
  @Task(1)
  @Points(2)
  void chordTonesAreCountedFromTheRoot() {
    Range octave = new Range(14, 1, 3);
    Expect.that("the places of a chord expert over root 4", row(chord(4, octave)))
        .suspect(
            "% of a negative number is negative: Math.floorMod is not",
            row(-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12))
        .suspect(
            "the tone goes the wrong way: from the root to v, upwards",
            row(4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6, 5, 4, 3, 12))
        .suspect(
            "the rest is counted from the root: it looks the same from everywhere",
            row(8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
        .suspect(
            "the root is ignored: the places are pitch classes",
            row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 12))
        .is(row(8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12), TOLERANCE, TONES);
  }

  private int[] chord(int root, Range range) {
    return experts.places(View.CHORD, root, range);
  }

  @Test
  @Task(2)
  @Points(2)
  void theProductOfSmallNumbersWorksOutOnPaper() {
    Expect.that("log p", row(experts.product(List.of(FIRST, SECOND))))
        .suspect("it is not normalised: take off the log of the sum", row(logs(1, 1, 2, 3, 8)))
        .suspect(
            "the experts are added, not multiplied: that is a mixture, an OR",
            row(logs(15, 2, 3, 4, 6)))
        .suspect(
            "the experts are averaged, not multiplied: that is a mixture, an OR",
            row(logs(20, 3, 4, 5, 8)))
        .suspect(
            "the logits are taken by position: symbol v is at places[v]",
            row(logs(20, 4, 2, 2, 12)))
        .suspect("only the last expert is heard: add up", row(logs(5, 1, 1, 1, 2)))
        .suspect("only the first expert is heard: add up", row(logs(10, 1, 2, 3, 4)))
        .suspect("these are probabilities: logarithms are wanted", row(exp(BOTH)))
        .is(row(BOTH), TOLERANCE, PRODUCT);
  }

  @Test
  @Task(2)
  void whatOneExpertRulesOutIsRuledOut() {
    Opinion near = opinion(weights(1, 2, 5), 0, -1, 1, 2);
    Opinion tones = opinion(weights(3, 1), 0, 1, 1, -1);
    double[] expected = logs(5, 3, 0, 2, 0);
    Expect.that("log p beside two vetoes", row(experts.product(List.of(near, tones))))
        .suspect(
            "the mask is missing: a veto of logit 0 is a vote like others, exp(0) = 1",
            row(logs(11, 3, 1, 2, 5)))
        .suspect("the mask is missing: place -1 is read as place 0", row(logs(21, 3, 1, 2, 15)))
        .suspect("one expert's veto is overruled by the other", row(logs(11, 3, 1, 2, 5)))
        .is(row(expected), TOLERANCE, "minus infinity where one expert rules v out");
  }

  @Test
  @Task(2)
  void largeLogitsAreShiftedFirst() {
    Opinion sure = new Opinion(new double[] {1000, 1000 + Math.log(3)}, new int[] {0, 1});
    Opinion low = new Opinion(new double[] {-4000, -4000}, new int[] {0, 1});
    Expect.that("log p of logits near 1000", row(experts.product(List.of(sure))))
        .is(row(logs(4, 1, 3)), TOLERANCE, "shift by the largest s(v) before exp");
    Expect.that("log p of logits near -3000", row(experts.product(List.of(sure, low))))
        .is(row(logs(4, 1, 3)), TOLERANCE, "shift by the largest s(v) before exp");
  }

  @Test
  @Task(value = 2, needs = 1)
  void theMomentIsTheApprovedOne(Approval approval) {
    Range range = new Range(13, 1, 7);
    double[] near = new double[16];
    for (int k = 0; k < 15; k++) {
      near[k] = k == 7 ? -1 : -0.4 * Math.abs(k - 7);
    }
    near[15] = -2;
    double[] tones = {2, -1, 0, -1, 1.5, 0, -2, 1.5, -1, 0.5, 0, -1, -1};
    Opinion intervals = new Opinion(near, experts.places(View.INTERVAL, 9, range));
    Opinion chord = new Opinion(tones, experts.places(View.CHORD, 5, range));
    double[] one = experts.product(List.of(intervals));
    double[] other = experts.product(List.of(chord));
    double[] both = experts.product(List.of(intervals, chord));
    StringBuilder text = new StringBuilder();
    text.append("After an A, over F major: made-up experts, and their product\n");
    text.append("note   interval   chord  product\n");
    String[] names = "C Db D Eb E F Gb G Ab A Bb B C' rest".split(" ");
    for (int v = 0; v < names.length; v++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-6s  %7.4f %7.4f  %7.4f\n",
              names[v],
              Math.exp(one[v]),
              Math.exp(other[v]),
              Math.exp(both[v])));
    }
    approval.verify("moment", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void blameWorksOutOnPaper() {
    Expect.that("the gradient of the first expert", row(blame(FIRST, 0)))
        .suspect(
            "p is this expert's own: the loss is of the product, so p is the product's",
            row(0.4, 0.1, 0.2, -0.7))
        .suspect("the sign: p minus 1 where v is next", fourteenths(-8, -1, -2, 11))
        .suspect("what came is missing: minus 1 where v is next", fourteenths(8, 1, 2, 3))
        .suspect("p is missing: only what came is blamed", fourteenths(0, 0, 0, -14))
        .suspect(
            "the blame is split between the experts: each gets all of it",
            fourteenths(4, 0.5, 1, -5.5))
        .suspect(
            "the blame is filed by symbol: symbol v is at places[v]", fourteenths(1, 2, -11, 8))
        .is(fourteenths(8, 1, 2, -11), TOLERANCE, BACK);
    Expect.that("the gradient of the second expert", row(blame(SECOND, 0)))
        .suspect(
            "symbols that share a place overwrite each other: add up, +=",
            fourteenths(-11, 8, 2, 0))
        .suspect("nothing is added to the sum that was given", fourteenths(0, 0, 0, 0))
        .is(fourteenths(-10, 8, 2, 0), TOLERANCE, BACK);
  }

  @Test
  @Task(3)
  void blameIsAddedToThatOfOtherSteps() {
    Expect.that("the gradient after another step", row(blame(FIRST, 10)))
        .suspect(
            "this step overwrites the sum so far: add up, += and not =", fourteenths(8, 1, 2, -11))
        .is(fourteenths(148, 141, 142, 129), TOLERANCE, BACK);
  }

  private double[] blame(Opinion opinion, double soFar) {
    double[] sum = new double[opinion.logits().length];
    Arrays.fill(sum, soFar);
    experts.backward(opinion, BOTH, 2, sum);
    return sum;
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(2)
  void blameAgreesWithDifferencesOfYourProduct() {
    Opinion near = new Opinion(new double[] {0.3, -0.8, 1.1}, new int[] {0, 1, -1, 2, 1});
    Opinion tones = new Opinion(new double[] {-0.5, 0.9, 0.4, -1.2}, new int[] {1, 0, 3, 1, 2});
    List<Opinion> opinions = List.of(near, tones);
    for (Opinion opinion : opinions) {
      double[] sum = new double[opinion.logits().length];
      experts.backward(opinion, experts.product(opinions), 3, sum);
      double[] slopes = new double[sum.length];
      for (int k = 0; k < slopes.length; k++) {
        double middle = opinion.logits()[k];
        opinion.logits()[k] = middle + 1e-5;
        double above = -experts.product(opinions)[3];
        opinion.logits()[k] = middle - 1e-5;
        slopes[k] = (above + experts.product(opinions)[3]) / 2e-5;
        opinion.logits()[k] = middle;
      }
      String which = opinion.logits().length == 3 ? "near" : "tones";
      Expect.that("the gradient of '" + which + "', one symbol ruled out", row(sum))
          .is(row(slopes), DIFFERENCES, "p - (1 if v is next): your own product has another slope");
    }
  }

  private static Opinion opinion(double[] logits, int... places) {
    return new Opinion(logits, places);
  }

  /** Logits: the logarithms of whole numbers. */
  private static double[] weights(int... numbers) {
    return logs(1, numbers);
  }

  /** Logarithms of numbers over their sum. */
  private static double[] logs(int over, int... numbers) {
    return Arrays.stream(numbers).mapToDouble(n -> Math.log(n / (double) over)).toArray();
  }

  private static double[] exp(double... logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }

  private static DMatrixRMaj fourteenths(double... numbers) {
    return row(Arrays.stream(numbers).map(n -> n / 14).toArray());
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj row(int... values) {
    return row(Arrays.stream(values).asDoubleStream().toArray());
  }
}
