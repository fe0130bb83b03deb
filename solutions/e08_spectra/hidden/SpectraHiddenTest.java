package e08_spectra;

import e08_spectra.GradientSpectra.Run;
import e08_spectra.SpectraOracle.Network;
import e08_spectra.SpectraOracle.Symmetric;
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

/** The hidden tests of 08-spectra: odd sizes, high powers, no step at all, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class SpectraHiddenTest {
  /** Up to forty products of small matrices, in any order, agree to about 1e-13. */
  private static final double TOLERANCE = 1e-11;

  // H, T: no two alike
  private static final int[][] NETWORKS = {{1, 4}, {2, 3}, {5, 0}, {4, 6}, {3, 9}};

  private final GradientSpectra spectra;

  SpectraHiddenTest(GradientSpectra spectra) {
    this.spectra = spectra;
  }

  @Test
  @Task(1)
  @Points(2)
  void powersAreRightAtOddSizes() {
    Random random = new Random(801);
    // a power of a single number is told by whole numbers only: the message may show it
    compare(SpectraOracle.symmetric(random, -2), 3);
    for (int[] size : new int[][] {{2, 0}, {2, 5}, {3, 1}, {4, 7}, {5, 2}, {6, 40}}) {
      double[] lambda = SpectraOracle.eigenvalues(random, size[0]);
      compare(SpectraOracle.symmetric(random, lambda), size[1]);
    }
    compare(SpectraOracle.symmetric(random, 0, -1, 0.5), 0);
    compare(SpectraOracle.symmetric(random, 0, -1, 0.5), 31);
  }

  private void compare(Symmetric symmetric, int t) {
    DMatrixRMaj w = symmetric.w();
    DMatrixRMaj came = spectra.power(symmetric.q(), symmetric.lambda(), t);
    Expect.that("W^t for n = " + w.numRows + ", t = " + t, came)
        .suspect("the exponent is t + 1, not t", SpectraOracle.product(w, t + 1))
        .is(SpectraOracle.product(w, t), TOLERANCE, "W^t = Q L^t Q', eigenvectors in columns");
  }

  @Test
  @Task(1)
  void powerLeavesItsArgumentsAlone() {
    Random random = new Random(802);
    double[] lambda = SpectraOracle.eigenvalues(random, 3);
    Symmetric symmetric = SpectraOracle.symmetric(random, lambda);
    DMatrixRMaj q = symmetric.q().copy();
    DMatrixRMaj before = row(lambda.clone());
    spectra.power(symmetric.q(), lambda, 3);
    Expect.unmodified("Q", symmetric.q(), q);
    Expect.unmodified("lambda", row(lambda), before);
  }

  @Test
  @Task(2)
  @Points(2)
  void jacobiansAreRightBetweenAnyTwoSteps() {
    Random random = new Random(803);
    for (int[] size : NETWORKS) {
      Network network = SpectraOracle.network(random, size[0], size[1]);
      for (int t = 0; t <= size[1]; t++) {
        for (int k = t; k >= 0; k--) {
          // of one step the public tests make sure; a wrong answer there may show W itself
          if (k != t - 1) {
            Expect.that(
                    "dh_t/dh_k for H = " + size[0] + ", t = " + t + ", k = " + k,
                    spectra.jacobian(network.run(), k, t))
                .is(
                    SpectraOracle.jacobian(network, k, t),
                    TOLERANCE,
                    "J_t ... J_(k+1), J_s = diag(1 - h_s^2) W, the latest on the left");
          }
        }
      }
    }
  }

  @Test
  @Task(2)
  void jacobianLeavesItsArgumentsAlone() {
    Run run = SpectraOracle.network(new Random(804), 3, 4).run();
    DMatrixRMaj w = run.w().copy();
    DMatrixRMaj h = run.h().get(2).copy();
    spectra.jacobian(run, 1, 4);
    Expect.unmodified("W", run.w(), w);
    Expect.unmodified("the states", run.h().get(2), h);
  }

  @Test
  @Task(3)
  @Points(2)
  void normsAreRightAtOddSizes() {
    Random random = new Random(805);
    for (int[] size : NETWORKS) {
      Network network = SpectraOracle.network(random, size[0], size[1]);
      DMatrixRMaj g = SpectraOracle.gaussian(random, size[0], 1);
      if (size[0] == 1) {
        // its norm is the number itself, and the message may show it
        g.set(0, -2);
      }
      double[] came = spectra.norms(network.run(), g);
      Expect.that("the norms for H = " + size[0] + ", T = " + size[1], row(came))
          .is(
              SpectraOracle.norms(network, g),
              TOLERANCE,
              "lag 0 is the norm of g; one step back is W' (diag(1 - h_t^2) g)");
    }
  }

  @Test
  @Task(3)
  void normsLeaveTheirArgumentsAlone() {
    Random random = new Random(806);
    Run run = SpectraOracle.network(random, 3, 4).run();
    DMatrixRMaj g = SpectraOracle.gaussian(random, 3, 1);
    DMatrixRMaj gradient = g.copy();
    DMatrixRMaj w = run.w().copy();
    DMatrixRMaj h = run.h().get(4).copy();
    spectra.norms(run, g);
    Expect.unmodified("the gradient g", g, gradient);
    Expect.unmodified("W", run.w(), w);
    Expect.unmodified("the states", run.h().get(4), h);
  }

  private static DMatrixRMaj row(double[] values) {
    if (values == null) {
      throw new AssertionError("the norms are null: return an array of T + 1 numbers.");
    }
    return new DMatrixRMaj(1, values.length, true, values);
  }
}
