package e13_attention;

import e13_attention.Attending.Asked;
import e13_attention.Attending.Read;
import e13_attention.Attending.Scores;
import e13_attention.Attending.Weights;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 13-attention: odd sizes, ragged masks, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class AttentionHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Gradients are sums of such sums over the places. */
  private static final double GRADIENTS = 1e-11;

  // H, S, M, A: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {{1, 2, 3, 4}, {3, 1, 2, 5}, {4, 5, 1, 2}, {2, 7, 5, 3}};

  private final Attending attention;

  AttentionHiddenTest(Attending attention) {
    this.attention = attention;
  }

  @Test
  @Task(1)
  @Points(2)
  void scoresAreRightAtOddSizes() {
    Random random = new Random(1301);
    for (int[] size : SIZES) {
      Weights weights = AttentionOracle.weights(random, size[0], size[2], size[3]);
      Asked asked = AttentionOracle.asked(random, size[0], size[1], size[2]);
      Scores expected = AttentionOracle.scores(weights, asked);
      Scores came = attention.scores(weights, asked);
      Expect.that("the hidden units" + where(size), came.hidden())
          .is(expected.hidden(), TOLERANCE, "z_s = tanh(q Wa + m_s Ua)");
      Expect.that("the scores" + where(size), came.e())
          .is(expected.e(), TOLERANCE, "e_s = z_s va'");
    }
  }

  @Test
  @Task(1)
  void scoresLeaveTheirArgumentsAlone() {
    Random random = new Random(1302);
    Weights weights = AttentionOracle.weights(random, 2, 3, 4);
    Asked asked = AttentionOracle.asked(random, 2, 5, 3);
    DMatrixRMaj query = asked.query().copy();
    DMatrixRMaj memory = asked.memory().copy();
    DMatrixRMaj va = weights.va().copy();
    attention.scores(weights, asked);
    Expect.unmodified("the query", asked.query(), query);
    Expect.unmodified("the memory", asked.memory(), memory);
    Expect.unmodified("va", weights.va(), va);
  }

  @Test
  @Task(2)
  @Points(2)
  void readingIsRightAtOddSizes() {
    Random random = new Random(1303);
    for (int[] size : SIZES) {
      DMatrixRMaj e = AttentionOracle.gaussian(random, 1, size[1]);
      DMatrixRMaj memory = AttentionOracle.gaussian(random, size[1], size[2]);
      boolean[] counts = counts(random, size[1]);
      Read expected = AttentionOracle.read(e, memory, counts);
      Read came = attention.read(e, memory, counts);
      Expect.that("the weights" + where(size), came.alpha())
          .is(expected.alpha(), TOLERANCE, "softmax over the places that count");
      Expect.that("the context" + where(size), came.context())
          .is(expected.context(), TOLERANCE, "C = sum over s of alpha_s m_s");
    }
  }

  @Test
  @Task(2)
  void readingLeavesItsArgumentsAlone() {
    Random random = new Random(1304);
    DMatrixRMaj e = AttentionOracle.gaussian(random, 1, 4);
    DMatrixRMaj memory = AttentionOracle.gaussian(random, 4, 2);
    DMatrixRMaj before = e.copy();
    DMatrixRMaj memoryBefore = memory.copy();
    attention.read(e, memory, new boolean[] {true, false, true, true});
    Expect.unmodified("the scores", e, before);
    Expect.unmodified("the memory", memory, memoryBefore);
  }

  @Test
  @Task(3)
  @Points(3)
  void gradientsAreRightAtOddSizes() {
    Random random = new Random(1305);
    for (int[] size : SIZES) {
      Weights weights = AttentionOracle.weights(random, size[0], size[2], size[3]);
      Asked asked = AttentionOracle.asked(random, size[0], size[1], size[2]);
      boolean[] counts = counts(random, size[1]);
      DMatrixRMaj dContext = AttentionOracle.gaussian(random, 1, size[2]);
      Weights sum = AttentionOracle.weights(random, size[0], size[2], size[3]);
      Weights soFar = new Weights(sum.wa().copy(), sum.ua().copy(), sum.va().copy());
      Scores scores = AttentionOracle.scores(weights, asked);
      Read read = AttentionOracle.read(scores.e(), asked.memory(), counts);
      Asked back = attention.backward(weights, asked, scores, read, dContext, sum);
      Wanted wanted = new Wanted(weights, asked, counts, dContext, where(size));
      wanted.gradient("the query", back.query(), asked.query(), "dq = (sum of da_s) Wa'");
      wanted.gradient("the memory", back.memory(), asked.memory(), "dm_s = alpha_s dC + da_s Ua'");
      wanted.sum("Wa", sum.wa(), weights.wa(), soFar.wa(), "dWa += q' (sum of da_s)");
      wanted.sum("Ua", sum.ua(), weights.ua(), soFar.ua(), "dUa += sum of m_s' da_s");
      wanted.sum("va", sum.va(), weights.va(), soFar.va(), "dva += sum of de_s z_s");
    }
  }

  private record Wanted(
      Weights weights, Asked asked, boolean[] counts, DMatrixRMaj dContext, String where) {
    void gradient(String what, DMatrixRMaj came, DMatrixRMaj of, String lookAt) {
      Expect.that("the gradient of " + what + where, came).is(own(of), GRADIENTS, lookAt);
    }

    void sum(String what, DMatrixRMaj came, DMatrixRMaj of, DMatrixRMaj soFar, String lookAt) {
      DMatrixRMaj own = own(of);
      DMatrixRMaj expected = own.copy();
      CommonOps_DDRM.addEquals(expected, soFar);
      Expect.that("the gradient of " + what + ", added to the one so far," + where, came)
          .suspect("this query overwrites the sum so far: add up, += and not =", own)
          .is(expected, GRADIENTS, lookAt);
    }

    private DMatrixRMaj own(DMatrixRMaj of) {
      return AttentionOracle.gradient(weights, asked, counts, of, dContext);
    }
  }

  @Test
  @Task(3)
  void backwardLeavesItsArgumentsAlone() {
    Random random = new Random(1306);
    Weights weights = AttentionOracle.weights(random, 2, 3, 4);
    Asked asked = AttentionOracle.asked(random, 2, 5, 3);
    boolean[] counts = {true, true, true, true, false};
    Scores scores = AttentionOracle.scores(weights, asked);
    Read read = AttentionOracle.read(scores.e(), asked.memory(), counts);
    DMatrixRMaj hidden = scores.hidden().copy();
    DMatrixRMaj alpha = read.alpha().copy();
    DMatrixRMaj memory = asked.memory().copy();
    DMatrixRMaj dContext = AttentionOracle.gaussian(random, 1, 3);
    DMatrixRMaj dBefore = dContext.copy();
    attention.backward(
        weights, asked, scores, read, dContext, AttentionOracle.weights(random, 2, 3, 4));
    Expect.unmodified("the hidden units", scores.hidden(), hidden);
    Expect.unmodified("the weights alpha", read.alpha(), alpha);
    Expect.unmodified("the memory", asked.memory(), memory);
    Expect.unmodified("dC", dContext, dBefore);
  }

  /** About a third is padding, anywhere; the first place counts. */
  private static boolean[] counts(Random random, int places) {
    boolean[] counts = new boolean[places];
    Arrays.fill(counts, true);
    for (int s = 1; s < places; s++) {
      counts[s] = random.nextInt(3) > 0;
    }
    return counts;
  }

  private static String where(int[] size) {
    return String.format(" for H = %d, S = %d, M = %d, A = %d", size[0], size[1], size[2], size[3]);
  }
}
