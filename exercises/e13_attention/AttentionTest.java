package e13_attention;

import e13_attention.Attending.Asked;
import e13_attention.Attending.Read;
import e13_attention.Attending.Scores;
import e13_attention.Attending.Weights;
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
 * The public tests of 13-attention, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>Numbers that work out on paper: tanh(ln 2) = 3/5, tanh(ln 3) = 4/5, and scores that are
 * logarithms. What goes back is made up, not computed: backward only reads it.
 */
@ExtendWith(SubjectExtension.class)
class AttentionTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  // three places of one number: dalpha = (2, 4, -2), their mean 1.8, de = (0.1, 0.66, -0.76)
  private static final Weights ONE = new Weights(row(0.5), row(3), row(2));
  private static final Asked ASKED = new Asked(row(-2), column(1, 2, -1));
  private static final Scores SCORES = new Scores(column(0.6, -0.8, 0), row(1.2, -1.6, 0));
  private static final Read READ = new Read(row(0.5, 0.3, 0.2), row(0.9));

  private final Attending attention;

  AttentionTest(Attending attention) {
    this.attention = attention;
  }

  @Test
  @Task(1)
  @Points(2)
  void scoresOfTwoPlacesWorkOutOnPaper() {
    // unit 1 hears the query and the place, unit 2 the place only; the places are 0 and 1
    Weights weights = new Weights(row(LN2, 0), row(Math.log(1.5), LN3), row(1, -2));
    Scores scores = attention.scores(weights, new Asked(row(1), column(0, 1)));
    double placeAlone = 5 / 13.0;
    Expect.that("the hidden units", scores.hidden())
        .suspect("the query is missing: q Wa stands under the tanh", matrix(0, 0, placeAlone, 0.8))
        .suspect("the memory is missing: m_s Ua stands under the tanh", matrix(0.6, 0, 0.6, 0))
        .suspect("tanh is missing", matrix(LN2, 0, LN3, LN3))
        .suspect("there is one tanh around the sum, not two", matrix(0.6, 0, 0.6 + placeAlone, 0.8))
        .is(matrix(0.6, 0, 0.8, 0.8), TOLERANCE, "z_s = tanh(q Wa + m_s Ua), place s in row s");
    Expect.that("the scores", scores.e())
        .suspect("va is missing: the hidden units are added up as they are", row(0.6, 1.6))
        .suspect("another tanh or softmax is taken of the score", row(0.6, Math.tanh(-0.8)))
        .is(row(0.6, -0.8), TOLERANCE, "e_s = z_s va'");
  }

  @Test
  @Task(1)
  void anotherQueryFindsAnotherPlace() {
    // hidden units say "query and place agree"; the sign of the query decides which place fits
    Weights weights = new Weights(row(2, -2), row(2, -2), row(1, 1));
    weights.va().set(0, 1, -1);
    Asked asked = new Asked(row(1), column(1, -1));
    Scores scores = attention.scores(weights, asked);
    double agree = 2 * Math.tanh(4);
    Expect.that("the scores of a place that agrees and one that does not", scores.e())
        .suspect("the query is missing: q Wa", row(2 * Math.tanh(2), -2 * Math.tanh(2)))
        .is(row(agree, 0), TOLERANCE, "e_s = tanh(q Wa + m_s Ua) va'");
  }

  @Test
  @Task(2)
  @Points(2)
  void weightsOfLogarithmsAreShares() {
    // exp gives 1, 3, 4, and 2 at the padding
    Read read =
        attention.read(
            row(0, LN3, 2 * LN2, LN2),
            column(8, -8, 4, 100),
            new boolean[] {true, true, true, false});
    Expect.that("the weights", read.alpha())
        .suspect("the mask is missing: padding is read", row(0.1, 0.3, 0.4, 0.2))
        .suspect(
            "the scores of the padding are set to 0, and exp(0) is 1",
            row(1 / 9.0, 3 / 9.0, 4 / 9.0, 1 / 9.0))
        .suspect(
            "the mask comes after the division: divide by the sum of what counts",
            row(0.1, 0.3, 0.4, 0))
        .suspect("they are not divided by their sum", row(1, 3, 4, 0))
        .suspect("they are not divided by their sum", row(0.25, 0.75, 1, 0))
        .suspect("what counts and what does not have changed places", row(0, 0, 0, 1))
        .suspect("all places weigh alike", row(1 / 3.0, 1 / 3.0, 1 / 3.0, 0))
        .is(row(0.125, 0.375, 0.5, 0), TOLERANCE, "alpha = softmax over the places that count");
    Expect.that("the context", read.context())
        .suspect("it is a mean without weights", row(4 / 3.0))
        .is(row(0), TOLERANCE, "C = sum over s of alpha_s m_s");
  }

  @Test
  @Task(2)
  void largeScoresAreShiftedByTheLargestThatCounts() {
    DMatrixRMaj memory = column(1, 5, 7);
    Read high = attention.read(row(1000, 1000 + LN3, 0), memory, new boolean[] {true, true, true});
    Expect.that("the weights of scores near 1000: shift by the largest score first", high.alpha())
        .is(row(0.25, 0.75, 0), TOLERANCE, "exp(e - max e): shift by the largest score first");
    Read padded = attention.read(row(0, LN3, 1000), memory, new boolean[] {true, true, false});
    Expect.that("the weights beside a padding of score 1000", padded.alpha())
        .is(
            row(0.25, 0.75, 0),
            TOLERANCE,
            "shift by the largest score of the places that count, not of all");
  }

  @Test
  @Task(value = 2, needs = 1)
  void alignmentIsTheApprovedOne(Approval approval) {
    Weights weights =
        new Weights(matrix(2, -1, 0.5, 1.5), matrix(1.5, -0.5, -1, 2), row(1.5, -2.5));
    DMatrixRMaj memory =
        new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}, {-1, 0.5}, {0.5, -1}, {9, 9}});
    boolean[] counts = {true, true, true, true, false};
    StringBuilder text = new StringBuilder();
    text.append("Three queries to four places and one of padding, made-up weights\n");
    text.append("query  place 1  place 2  place 3  place 4  padding   context\n");
    double[][] queries = {{1, 0}, {0, 1}, {-1, 1}};
    for (int t = 0; t < queries.length; t++) {
      Asked asked = new Asked(row(queries[t]), memory);
      Read read = attention.read(attention.scores(weights, asked).e(), memory, counts);
      text.append(String.format(Locale.ROOT, "%5d", t + 1));
      for (int s = 0; s < counts.length; s++) {
        text.append(String.format(Locale.ROOT, "  %7.4f", read.alpha().get(s)));
      }
      text.append(
          String.format(
              Locale.ROOT, "  %7.4f %7.4f\n", read.context().get(0), read.context().get(1)));
    }
    approval.verify("alignment", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void gradientsOfThreePlacesWorkOutOnPaper() {
    Weights sum = gradients(0);
    Asked back = attention.backward(ONE, ASKED, SCORES, READ, row(2), sum);
    Expect.that("the gradient of va", sum.va())
        .suspect(
            "only the diagonal of the softmax is used: what one place gains, the others lose",
            row(-0.372))
        .suspect("the softmax is left out: dalpha is taken for de", row(-2))
        .suspect("the mean is not taken off: de_s = alpha_s (dalpha_s - mean)", row(-0.36))
        .suspect("nothing is added to the sum that was given", row(0))
        .is(row(-0.468), TOLERANCE, "de_s = alpha_s (dalpha_s - sum of alpha dalpha), times z_s");
    Expect.that("the gradient of Wa", sum.wa())
        .suspect("the slope of tanh is missing: 1 - z^2", row(0))
        .suspect("it is blamed by the first place only: the query met all", row(-0.256))
        .suspect("va is missing on the way back", row(0.9168))
        .is(row(1.8336), TOLERANCE, "dWa += q' (sum over s of da_s)");
    Expect.that("the gradient of Ua", sum.ua())
        .is(row(2.5984), TOLERANCE, "dUa += sum over s of m_s' da_s");
    Expect.that("the gradient of the query", back.query())
        .is(row(-0.4584), TOLERANCE, "dq = (sum over s of da_s) Wa'");
    Expect.that("the gradient of the memory", back.memory())
        .suspect("what the memory does as keys is missing: da_s Ua'", column(1, 0.6, 0.4))
        .suspect("what was read is missing: alpha_s dC", column(0.384, 1.4256, -4.56))
        .is(column(1.384, 2.0256, -4.16), TOLERANCE, "dm_s = alpha_s dC + da_s Ua'");
  }

  @Test
  @Task(3)
  void gradientsAreAddedToThoseSoFar() {
    Weights sum = gradients(10);
    attention.backward(ONE, ASKED, SCORES, READ, row(2), sum);
    String overwrites = "this query overwrites the sum so far: add up, += and not =";
    Expect.that("the gradient of va after a query that came before", sum.va())
        .suspect(overwrites, row(-0.468))
        .is(row(9.532), TOLERANCE, "dva += sum over s of de_s z_s");
    Expect.that("the gradient of Wa after a query that came before", sum.wa())
        .suspect(overwrites, row(1.8336))
        .is(row(11.8336), TOLERANCE, "dWa += q' (sum over s of da_s)");
    Expect.that("the gradient of Ua after a query that came before", sum.ua())
        .suspect(overwrites, row(2.5984))
        .is(row(12.5984), TOLERANCE, "dUa += sum over s of m_s' da_s");
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(2)
  void gradientsAgreeWithDifferencesOfYourReading() {
    Weights weights =
        new Weights(matrix(0.5, -0.3, 0.8, 0.2), matrix(-0.6, 0.9, 0.4, -0.7), row(1.2, -0.8));
    DMatrixRMaj memory =
        new DMatrixRMaj(new double[][] {{1, -0.5}, {0.2, 0.9}, {-0.7, 0.3}, {2, 2}});
    boolean[] counts = {true, true, true, false};
    DMatrixRMaj dContext = row(1, -2);
    Asked asked = new Asked(row(0.7, -1.1), memory);
    Weights sum = new Weights(new DMatrixRMaj(2, 2), new DMatrixRMaj(2, 2), new DMatrixRMaj(1, 2));
    Scores scores = attention.scores(weights, asked);
    Read read = attention.read(scores.e(), memory, counts);
    Asked back = attention.backward(weights, asked, scores, read, dContext, sum);
    // the matrices are the ones in weights and asked: what is changed here is changed there
    DMatrixRMaj[] parts = {asked.query(), memory, weights.wa(), weights.ua(), weights.va()};
    DMatrixRMaj[] came = {back.query(), back.memory(), sum.wa(), sum.ua(), sum.va()};
    String[] names = {"the query", "the memory", "Wa", "Ua", "va"};
    for (int k = 0; k < parts.length; k++) {
      DMatrixRMaj slopes = parts[k].createLike();
      for (int n = 0; n < slopes.getNumElements(); n++) {
        double middle = parts[k].get(n);
        parts[k].set(n, middle + 1e-5);
        double above = loss(weights, asked, counts, dContext);
        parts[k].set(n, middle - 1e-5);
        slopes.set(n, (above - loss(weights, asked, counts, dContext)) / 2e-5);
        parts[k].set(n, middle);
      }
      Expect.that("the gradient of " + names[k] + ", three places and a padding", came[k])
          .is(slopes, DIFFERENCES, "the backward line of it: your own reading has another slope");
    }
  }

  private double loss(Weights weights, Asked asked, boolean[] counts, DMatrixRMaj dContext) {
    DMatrixRMaj e = attention.scores(weights, asked).e();
    DMatrixRMaj context = attention.read(e, asked.memory(), counts).context();
    return context.get(0) * dContext.get(0) + context.get(1) * dContext.get(1);
  }

  private static Weights gradients(double value) {
    return new Weights(row(value), row(value), row(value));
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  private static DMatrixRMaj matrix(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}
