package e08_spectra;

import e08_spectra.GradientSpectra.Run;
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
 * The public tests of 08-spectra, written against the contract; start them from an IDE if you like.
 *
 * <p>The states are made up, not computed: the Jacobians only read them, and so they can be short
 * decimals that work out on paper.
 */
@ExtendWith(SubjectExtension.class)
class SpectraTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The tables are rounded to four places; a difference in the last bit may round another way. */
  private static final double LAST_PLACE = 1.5e-4;

  // W = Q L Q' = (0.4, 1.2; 1.2, 1.1) with eigenvalues 2 and -1/2
  private static final DMatrixRMaj Q = matrix(0.6, -0.8, 0.8, 0.6);
  private static final double[] LAMBDA = {2, -0.5};

  // slopes 1 - h^2: (0.36, 0.64), (0.75, 1), (1, 0.64)
  private static final Run TWO =
      new Run(matrix(0.5, 2, -1, 1), List.of(column(0.8, -0.6), column(0.5, 0), column(0, 0.6)));

  private final GradientSpectra spectra;

  SpectraTest(GradientSpectra spectra) {
    this.spectra = spectra;
  }

  @Test
  @Task(1)
  @Points(2)
  void powerComesFromTheEigenvalues() {
    // the factors are 8 and -1/8
    Expect.that("W^3", spectra.power(Q, LAMBDA.clone(), 3))
        .suspect("the sign is lost: (-1/2)^3 is -1/8", matrix(2.96, 3.78, 3.78, 5.165))
        .suspect("the exponent is t + 1, not t", matrix(5.8, 7.65, 7.65, 10.2625))
        .suspect("the exponent is t - 1, not t", matrix(1.6, 1.8, 1.8, 2.65))
        .suspect(
            "the eigenvectors are read from the rows of Q: that is Q' L^t Q",
            matrix(2.8, -3.9, -3.9, 5.075))
        .suspect("the last factor is Q, not its transpose", matrix(2.96, -3.78, 3.78, -5.165))
        .suspect("the eigenvalues are multiplied by t, not raised", matrix(1.2, 3.6, 3.6, 3.3))
        .suspect(
            "each entry of W is raised by itself: that is not the power of a matrix",
            matrix(0.064, 1.728, 1.728, 1.331))
        .suspect("L^t scales the rows of Q, not its columns", matrix(8, 0, 0, -0.125))
        .is(matrix(2.8, 3.9, 3.9, 5.075), TOLERANCE, "W^t = Q L^t Q', column i of Q times L_i^t");
  }

  @Test
  @Task(1)
  void powerZeroIsTheIdentity() {
    // an eigenvalue may be zero: 0^0 is 1 here
    Expect.that("W^0", spectra.power(Q, new double[] {2, 0}, 0))
        .suspect("the exponent is t + 1, not t", matrix(0.72, 0.96, 0.96, 1.28))
        .suspect("each entry of W is raised by itself", matrix(1, 1, 1, 1))
        .suspect("0^0 is taken for 0", matrix(0.36, 0.48, 0.48, 0.64))
        .is(matrix(1, 0, 0, 1), TOLERANCE, "W^0: each eigenvalue to the 0 is 1, and Q Q' = I");
  }

  @Test
  @Task(2)
  void noStepIsTheIdentity() {
    Expect.that("dh_1/dh_1", spectra.jacobian(TWO, 1, 1))
        .suspect("it is W, but no step lies between", TWO.w())
        .suspect("one factor too many: begin with step k + 1", matrix(0.375, 1.5, -1, 1))
        .is(matrix(1, 0, 0, 1), TOLERANCE, "k = t: no factor, the identity");
  }

  @Test
  @Task(2)
  void oneStepIsSlopesTimesW() {
    Expect.that("dh_2/dh_1", spectra.jacobian(TWO, 1, 2))
        .suspect("tanh' is missing: J = diag(1 - h^2) W", TWO.w())
        .suspect("tanh' is taken of the state before the step", matrix(0.375, 1.5, -1, 1))
        .suspect(
            "the diagonal is on the wrong side: it scales rows of W", matrix(0.5, 1.28, -1, 0.64))
        .suspect("W is transposed; the states are columns here", matrix(0.5, -1, 1.28, 0.64))
        .suspect("all of it is transposed", matrix(0.5, -0.64, 2, 0.64))
        .suspect("tanh' is 1 - h^2, not 1 - h", matrix(0.5, 2, -0.4, 0.4))
        .suspect("one factor too many: begin with step k + 1", matrix(-1.8125, 2.75, -0.88, -0.32))
        .is(matrix(0.5, 2, -0.64, 0.64), TOLERANCE, "J_t = diag(1 - h_t^2) W");
  }

  @Test
  @Task(2)
  @Points(2)
  void twoStepsHaveTheLatestOnTheLeft() {
    Expect.that("dh_2/dh_0", spectra.jacobian(TWO, 0, 2))
        .suspect("the latest step is on the right", matrix(-0.7725, 1.71, -1.14, -1.36))
        .suspect("tanh' is missing: J = diag(1 - h^2) W", matrix(-1.75, 3, -1.5, -1))
        .suspect("tanh' is taken of the state before the step", matrix(-0.8925, 1.23, -0.82, -0.08))
        .suspect(
            "the diagonal is on the wrong side: it scales rows of W",
            matrix(-0.7725, 2.28, -0.855, -1.36))
        .suspect(
            "W is transposed; the states are columns here", matrix(-1.8125, -1.375, 1.76, -0.32))
        .suspect("all of it is transposed", matrix(-1.8125, -0.88, 2.75, -0.32))
        .suspect(
            "one factor too many: begin with step k + 1", matrix(-2.08625, 0.455, 0.0464, -0.8384))
        .suspect("only the last step counts", matrix(0.5, 2, -0.64, 0.64))
        .is(
            matrix(-1.8125, 2.75, -0.88, -0.32),
            TOLERANCE,
            "dh_t/dh_k = J_t ... J_(k+1): each further step multiplies from the left");
  }

  @Test
  @Task(2)
  void jacobiansOfThreeUnitsAreTheApprovedOnes(Approval approval) {
    StringBuilder text = new StringBuilder("Jacobians of three units, made-up states\n");
    for (int k = 3; k >= 0; k--) {
      DMatrixRMaj came = spectra.jacobian(three(), k, 3);
      for (int i = 0; i < came.numRows; i++) {
        text.append(i == 0 ? "dh_3/dh_" + k : "         ");
        for (int j = 0; j < came.numCols; j++) {
          text.append(String.format(Locale.ROOT, " %8.4f", came.get(i, j)));
        }
        text.append('\n');
      }
    }
    approval.verify("jacobians", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  void normsOfOneUnit() {
    // one unit: -1, then 2 * 0.64 times as much, then 2 * 0.75 times as much
    Run one = new Run(column(2), List.of(column(0.8), column(0.5), column(0.6)));
    Expect.that("the norms of one unit", row(spectra.norms(one, column(-1))))
        .suspect("the norms are squared: the root is missing", row(1, 1.6384, 3.6864))
        .suspect("a norm has no sign", row(-1, -1.28, -1.92))
        .suspect("the lag is one off: number 0 is the norm of g itself", row(1.28, 1.92, 0))
        .suspect("the lags are in reverse: number 0 is the last step", row(1.92, 1.28, 1))
        .suspect("tanh' is missing: go back by W' diag(1 - h^2)", row(1, 2, 4))
        .suspect("tanh' is taken of the state before the step", row(1, 1.5, 1.08))
        .suspect("it goes forwards in time: begin at the last step", row(1, 1.5, 1.92))
        .is(row(1, 1.28, 1.92), TOLERANCE, "lag 0 is g; a step back multiplies by W (1 - h^2)");
  }

  @Test
  @Task(3)
  @Points(2)
  void normsOfTwoUnitsGoBackThroughTheTranspose() {
    // (3, 4), then (-1.06, 8.56), then (-8.9575, 6.97)
    Expect.that("the norms of two units", row(spectra.norms(TWO, column(3, 4))))
        .suspect(
            "W is not transposed on the way back",
            row(5, Math.hypot(6.62, 0.44), Math.hypot(1.6025, 5.405)))
        .suspect(
            "the diagonal is on the wrong side: first the slopes, then W'",
            row(5, Math.hypot(2.5, 6.4), Math.hypot(5.7375, 1.4)))
        .suspect(
            "tanh' is missing: go back by W' diag(1 - h^2)",
            row(5, Math.hypot(2.5, 10), Math.hypot(11.25, 5)))
        .suspect(
            "tanh' is taken of the state before the step",
            row(5, Math.hypot(2.875, 8.5), Math.hypot(5.9575, 3.37)))
        .suspect(
            "it goes forwards in time: begin at the last step",
            row(5, Math.hypot(2.875, 8.5), Math.hypot(6.8775, 0.31)))
        .suspect("the sizes are added up, not squared and added up", row(7, 9.62, 15.9275))
        .is(
            row(5, Math.hypot(1.06, 8.56), Math.hypot(8.9575, 6.97)),
            TOLERANCE,
            "one step back: W' (diag(1 - h_t^2) g), with the state after the step");
  }

  @Test
  @Task(3)
  void vectorDoesNotOverflowWhereAProductDoes() {
    // the first direction explodes, but g has no share in it
    Run explosive =
        new Run(matrix(1e200, 0, 0, 0.5), List.of(column(0, 0), column(0, 0), column(0, 0)));
    Expect.that("the norms beside an explosion", row(spectra.norms(explosive, column(0, 1))))
        .suspect("a product of matrices was formed, and overflowed", row(1, 0.5, Double.NaN))
        .is(row(1, 0.5, 0.25), TOLERANCE, "going back vector by vector: no product of matrices");
  }

  @Test
  @Task(3)
  void normsOfThreeUnitsAreTheApprovedOnes(Approval approval) {
    double[] came = spectra.norms(three(), column(1, -1, 0.5));
    StringBuilder text =
        new StringBuilder("Norms of a gradient on its way back, three units, made-up states\n");
    for (int lag = 0; lag < came.length; lag++) {
      text.append(String.format(Locale.ROOT, "lag %d %8.4f\n", lag, came[lag]));
    }
    approval.verify("norms", text.toString(), LAST_PLACE);
  }

  private static Run three() {
    DMatrixRMaj w =
        new DMatrixRMaj(new double[][] {{0.5, -0.8, 0.3}, {0.4, 0.9, -0.2}, {-0.6, 0.1, 0.7}});
    return new Run(
        w,
        List.of(
            column(0, 0.1, -0.1),
            column(0.5, -0.3, 0.2),
            column(-0.6, 0.4, 0.1),
            column(0.3, 0.7, -0.5)));
  }

  private static DMatrixRMaj row(double... values) {
    if (values == null) {
      throw new AssertionError("the norms are null: return an array of T + 1 numbers.");
    }
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  private static DMatrixRMaj matrix(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}
