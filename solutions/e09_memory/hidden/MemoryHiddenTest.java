package e09_memory;

import e09_memory.LongMemory.Weights;
import java.util.ArrayList;
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

/** The hidden tests of 09-memory: odd sizes, batches, long delays, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class MemoryHiddenTest {
  /** Sums of a few products, and tanh from exponentials: agreement to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** A decomposition of a matrix that stretches up to a hundredfold loses two digits. */
  private static final double DECOMPOSED = 1e-11;

  // B, D, H: no two alike
  private static final int[][] SIZES = {{1, 2, 3}, {4, 1, 2}, {2, 3, 5}, {5, 4, 1}};

  // T, d: shorter, equal, longer; 1 is a second short connection
  private static final int[][] SPANS = {{7, 2}, {6, 5}, {4, 4}, {3, 9}, {5, 1}};

  private final LongMemory memory;

  MemoryHiddenTest(LongMemory memory) {
    this.memory = memory;
  }

  @Test
  @Task(1)
  @Points(2)
  void leaksAreRightAtOddSizes() {
    Random random = new Random(901);
    for (int[] size : SIZES) {
      Weights weights = MemoryOracle.weights(random, size[1], size[2]);
      double[] tau = MemoryOracle.timeConstants(random, size[2]);
      DMatrixRMaj x = MemoryOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj h = MemoryOracle.gaussian(random, size[0], size[2]);
      Expect.that(
              "the new state for B = " + size[0] + ", D = " + size[1] + ", H = " + size[2],
              memory.leaky(weights, tau, x, h))
          .is(
              MemoryOracle.leaky(weights, tau, x, h),
              TOLERANCE,
              "h' = (1 - 1/tau) h + (1/tau) tanh(x Wx + h Wh + b), a tau for each column");
    }
  }

  @Test
  @Task(1)
  void leakyLeavesItsArgumentsAlone() {
    Random random = new Random(902);
    Weights weights = MemoryOracle.weights(random, 2, 3);
    double[] tau = MemoryOracle.timeConstants(random, 3);
    DMatrixRMaj x = MemoryOracle.gaussian(random, 4, 2);
    DMatrixRMaj h = MemoryOracle.gaussian(random, 4, 3);
    DMatrixRMaj taus = new DMatrixRMaj(1, 3, true, tau.clone());
    DMatrixRMaj input = x.copy();
    DMatrixRMaj state = h.copy();
    DMatrixRMaj recurrent = weights.wh().copy();
    memory.leaky(weights, tau, x, h);
    Expect.unmodified("the state before", h, state);
    Expect.unmodified("the input", x, input);
    Expect.unmodified("Wh", weights.wh(), recurrent);
    Expect.unmodified("tau", new DMatrixRMaj(1, 3, true, tau), taus);
  }

  @Test
  @Task(2)
  @Points(2)
  void statesAreRightForAnyDelay() {
    Random random = new Random(903);
    for (int[] span : SPANS) {
      for (int[] size : SIZES) {
        Weights weights = MemoryOracle.weights(random, size[1], size[2]);
        DMatrixRMaj wd = MemoryOracle.gaussian(random, size[2], size[2]);
        List<DMatrixRMaj> xs = inputs(random, span[0], size[0], size[1]);
        List<DMatrixRMaj> right = MemoryOracle.skip(weights, wd, span[1], xs);
        List<DMatrixRMaj> came = memory.skip(weights, wd, span[1], xs);
        Expect.size("the list of states", came, span[0], "one state after each input");
        for (int t = 1; t <= span[0]; t++) {
          Expect.that("h_" + t + " for d = " + span[1] + ", B = " + size[0], came.get(t - 1))
              .is(right.get(t - 1), TOLERANCE, "h_t = tanh(x_t Wx + h_(t-1) Wh + h_(t-d) Wd + b)");
        }
      }
    }
  }

  @Test
  @Task(2)
  void skipLeavesItsArgumentsAlone() {
    Random random = new Random(904);
    Weights weights = MemoryOracle.weights(random, 2, 3);
    DMatrixRMaj wd = MemoryOracle.gaussian(random, 3, 3);
    List<DMatrixRMaj> xs = inputs(random, 5, 2, 2);
    DMatrixRMaj first = xs.get(0).copy();
    DMatrixRMaj recurrent = weights.wh().copy();
    DMatrixRMaj bias = weights.b().copy();
    DMatrixRMaj delayed = wd.copy();
    memory.skip(weights, wd, 2, xs);
    Expect.size("the list of inputs after the call", xs, 5, "a statement that adds to it");
    Expect.unmodified("x_1", xs.get(0), first);
    Expect.unmodified("Wh", weights.wh(), recurrent);
    Expect.unmodified("Wd", wd, delayed);
    Expect.unmodified("the bias", weights.b(), bias);
  }

  @Test
  @Task(3)
  @Points(2)
  void orthogonalStartsAreTheOnlyOnes() {
    Random random = new Random(905);
    // of a single number whole numbers tell: the message may show them
    Expect.that("3 Q for n = 1", memory.orthogonal(new DMatrixRMaj(1, 1, true, -2), 3))
        .is(new DMatrixRMaj(1, 1, true, -3), TOLERANCE, "R_jj above 0");
    for (int n = 2; n <= 7; n++) {
      DMatrixRMaj q = MemoryOracle.rotated(random, n);
      DMatrixRMaj a = MemoryOracle.timesTriangular(random, q);
      Expect.that("Q for n = " + n, memory.orthogonal(a, 1))
          .is(q, DECOMPOSED, "A = Q R with R_jj above 0, and Q' Q = I");
    }
  }

  @Test
  @Task(3)
  void allSingularValuesAreTheGain() {
    Random random = new Random(906);
    for (int n = 2; n <= 5; n++) {
      DMatrixRMaj came = memory.orthogonal(MemoryOracle.gaussian(random, n, n), 0.5);
      DMatrixRMaj quarter = new DMatrixRMaj(n, n);
      for (int i = 0; i < n; i++) {
        quarter.set(i, i, 0.25);
      }
      Expect.that("M' M of M = Q / 2 for n = " + n, MemoryOracle.gram(came))
          .is(quarter, DECOMPOSED, "M = gain Q, so that M' M is the squared gain times I");
    }
  }

  @Test
  @Task(3)
  void orthogonalLeavesItsArgumentAlone() {
    DMatrixRMaj a = MemoryOracle.gaussian(new Random(907), 4, 4);
    DMatrixRMaj before = a.copy();
    memory.orthogonal(a, 1);
    Expect.unmodified("A", a, before);
  }

  private static List<DMatrixRMaj> inputs(Random random, int steps, int batch, int width) {
    List<DMatrixRMaj> xs = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      xs.add(MemoryOracle.gaussian(random, batch, width));
    }
    return xs;
  }
}
