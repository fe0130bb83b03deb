package e20_handwriting;

import e20_handwriting.Penmanship.Cost;
import e20_handwriting.Penmanship.Hats;
import e20_handwriting.Penmanship.Movement;
import e20_handwriting.Penmanship.Reading;
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

/** The hidden tests of 20-handwriting: other sizes, extreme numbers, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class PenHiddenTest {
  /** Sums of a few exponentials of numbers near 1, in any order. */
  private static final double TOLERANCE = 1e-11;

  /** The oracle divides by a determinant, which may be small. */
  private static final double GRADIENTS = 1e-9;

  private static final int[] GAUSSIANS = {1, 2, 3, 7};

  private final Penmanship pen;

  PenHiddenTest(Penmanship pen) {
    this.pen = pen;
  }

  @Test
  @Task(1)
  @Points(2)
  void costsAreRightForAnyNumberOfGaussians() {
    Random random = new Random(2001);
    for (int m : GAUSSIANS) {
      for (boolean ends : new boolean[] {true, false}) {
        Hats hats = PenOracle.hats(random, m);
        Movement x = new Movement(random.nextGaussian(), random.nextGaussian(), ends);
        Cost cost = pen.cost(hats, x);
        Expect.that("the terms" + where(m), cost.terms())
            .is(PenOracle.terms(hats, x), GRADIENTS, "term_j = log w_j + log N_j");
        Expect.that("the loss" + where(m), cost.nats())
            .is(PenOracle.nats(hats, x), GRADIENTS, "nats = -log(sum of exp(term_j)) - log e");
      }
    }
  }

  @Test
  @Task(1)
  void aSureNetworkThatIsWrongPaysNoInfiniteCost() {
    Hats hats = new Hats(912.7182, PenOracle.hats(new Random(2007), 1).gaussians());
    Movement x = new Movement(0.3181, -0.7112, false);
    // The oracle's exponential overflows there; the cost of the end alone is exchanged.
    Hats calm = new Hats(-1.0903, hats.gaussians());
    double expected = PenOracle.nats(calm, x) - Math.log1p(Math.exp(calm.end())) + hats.end();
    Expect.that("the loss of a pen that stays down against all odds", pen.cost(hats, x).nats())
        .suspect("log(1 + exp(e^)) overflows: softplus does not", Double.POSITIVE_INFINITY)
        .is(expected, TOLERANCE, "-log(1 - e) = softplus(e^)");
  }

  @Test
  @Task(2)
  @Points(3)
  void gradientsAreRightForAnyNumberOfGaussians() {
    Random random = new Random(2002);
    for (int m : GAUSSIANS) {
      for (boolean ends : new boolean[] {true, false}) {
        Hats hats = PenOracle.hats(random, m);
        Movement x = new Movement(random.nextGaussian(), random.nextGaussian(), ends);
        Cost cost = new Cost(PenOracle.terms(hats, x), PenOracle.nats(hats, x));
        Hats expected = PenOracle.gradient(hats, x);
        Hats came = pen.gradient(hats, x, cost);
        Expect.that("the gradient of e^" + where(m), came.end())
            .is(expected.end(), TOLERANCE, "de^ = e - (1 if the stroke ends)");
        Expect.that("the gradients of the Gaussians" + where(m), came.gaussians())
            .is(expected.gaussians(), GRADIENTS, "the line of that column in task 2");
      }
    }
  }

  @Test
  @Task(3)
  @Points(2)
  void windowsAreRightAtOddSizes() {
    Random random = new Random(2003);
    for (int[] size : new int[][] {{1, 1, 2}, {2, 5, 3}, {3, 4, 6}, {5, 2, 1}}) {
      DMatrixRMaj bumps = gaussian(random, size[0], 3);
      DMatrixRMaj before = gaussian(random, 1, size[0]);
      // Not one-hot: no entry may be a number that a message shows.
      DMatrixRMaj text = gaussian(random, size[1], size[2]);
      DMatrixRMaj phi = new DMatrixRMaj(1, size[1]);
      DMatrixRMaj window = new DMatrixRMaj(1, size[2]);
      for (int u = 0; u < size[1]; u++) {
        phi.set(u, PenOracle.phi(bumps, before, u));
        for (int v = 0; v < size[2]; v++) {
          window.add(0, v, phi.get(u) * text.get(u, v));
        }
      }
      Reading reading = pen.read(bumps, before, text);
      Expect.that("phi" + where(size), reading.phi()).is(phi, TOLERANCE, "phi = sum over k");
      Expect.that("the window" + where(size), reading.window())
          .is(window, TOLERANCE, "window = sum over u of phi(u) c_u");
    }
  }

  @Test
  @Task(1)
  void costLeavesItsArgumentsAlone() {
    Hats hats = PenOracle.hats(new Random(2004), 3);
    DMatrixRMaj before = hats.gaussians().copy();
    pen.cost(hats, new Movement(1.0713, 2.1927, true));
    Expect.unmodified("the numbers of the Gaussians", hats.gaussians(), before);
  }

  @Test
  @Task(2)
  void gradientLeavesItsArgumentsAlone() {
    Hats hats = PenOracle.hats(new Random(2005), 3);
    Movement x = new Movement(0.5171, 0.1239, false);
    DMatrixRMaj numbers = hats.gaussians().copy();
    DMatrixRMaj terms = PenOracle.terms(hats, x);
    DMatrixRMaj termsBefore = terms.copy();
    pen.gradient(hats, x, new Cost(terms, PenOracle.nats(hats, x)));
    Expect.unmodified("the numbers of the Gaussians", hats.gaussians(), numbers);
    Expect.unmodified("the terms", terms, termsBefore);
  }

  @Test
  @Task(3)
  void readingLeavesItsArgumentsAlone() {
    Random random = new Random(2006);
    DMatrixRMaj bumps = gaussian(random, 2, 3);
    DMatrixRMaj before = gaussian(random, 1, 2);
    DMatrixRMaj text = gaussian(random, 4, 3);
    DMatrixRMaj bumpsBefore = bumps.copy();
    DMatrixRMaj kappa = before.copy();
    DMatrixRMaj textBefore = text.copy();
    pen.read(bumps, before, text);
    Expect.unmodified("the bumps", bumps, bumpsBefore);
    Expect.unmodified("kappa before", before, kappa);
    Expect.unmodified("the text", text, textBefore);
  }

  private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int n = 0; n < m.getNumElements(); n++) {
      m.set(n, 0.7 * random.nextGaussian());
    }
    return m;
  }

  private static String where(int gaussians) {
    return " for M = " + gaussians;
  }

  private static String where(int[] size) {
    return String.format(" for K = %d, U = %d, V = %d", size[0], size[1], size[2]);
  }
}
