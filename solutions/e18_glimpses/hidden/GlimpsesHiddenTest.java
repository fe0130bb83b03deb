package e18_glimpses;

import e18_glimpses.Glimpsing.Looked;
import e18_glimpses.Glimpsing.Policy;
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

/** The hidden tests of 18-glimpses: odd sizes, places far outside, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class GlimpsesHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Gradients are divided by sigma twice, which is as small as 0.2 here. */
  private static final double GRADIENTS = 1e-11;

  private final Glimpsing glimpses;

  GlimpsesHiddenTest(Glimpsing glimpses) {
    this.glimpses = glimpses;
  }

  @Test
  @Task(1)
  @Points(2)
  void patchesAreRightInsideAndOutside() {
    Random random = new Random(1801);
    int[][] sizes = {{5, 7, 2}, {7, 5, 4}, {1, 9, 6}, {6, 6, 12}};
    for (int[] size : sizes) {
      DMatrixRMaj image = GlimpsesOracle.gaussian(random, size[0], size[1]);
      for (int n = 0; n < 12; n++) {
        double x = 1.2 * random.nextGaussian();
        double y = 1.2 * random.nextGaussian();
        String where = " of " + size[2] + " in an image of " + size[0] + " x " + size[1];
        DMatrixRMaj mixer = GlimpsesOracle.gaussian(random, size[2], size[2]);
        Expect.that(
                "a matrix times the patch" + where,
                mixed(mixer, glimpses.patch(image, x, y, size[2])))
            .is(
                mixed(mixer, GlimpsesOracle.patch(image, x, y, size[2])),
                TOLERANCE,
                "floor((x + 1) / 2 width), and 0 beyond the border");
      }
    }
  }

  @Test
  @Task(1)
  void theImageIsLeftAlone() {
    DMatrixRMaj image = GlimpsesOracle.gaussian(new Random(1802), 4, 5);
    DMatrixRMaj before = image.copy();
    glimpses.patch(image, 0.3, -0.9, 4);
    Expect.unmodified("the image", image, before);
  }

  @Test
  @Task(2)
  @Points(2)
  void viewsAreMeansAtOddSizes() {
    Random random = new Random(1803);
    int[][] sizes = {{12, 3}, {10, 5}, {16, 2}, {7, 1}, {6, 6}};
    for (int[] size : sizes) {
      DMatrixRMaj patch = GlimpsesOracle.gaussian(random, size[0], size[0]);
      DMatrixRMaj mixer = GlimpsesOracle.gaussian(random, size[1], size[1]);
      Expect.that(
              "a matrix times the view of " + size[0] + " pixels a side as " + size[1],
              mixed(mixer, glimpses.shrink(patch, size[1])))
          .is(
              mixed(mixer, GlimpsesOracle.shrink(patch, size[1])),
              TOLERANCE,
              "the mean of each block of step x step pixels");
    }
  }

  @Test
  @Task(2)
  void thePatchIsLeftAlone() {
    DMatrixRMaj patch = GlimpsesOracle.gaussian(new Random(1804), 4, 4);
    DMatrixRMaj before = patch.copy();
    DMatrixRMaj small = glimpses.shrink(patch, 4);
    small.set(0, 0, small.get(0, 0) + 1);
    Expect.unmodified("the patch", patch, before);
  }

  @Test
  @Task(3)
  @Points(3)
  void gradientsAreRightAtOddSizes() {
    Random random = new Random(1805);
    int[][] sizes = {{1, 1}, {1, 5}, {7, 3}, {4, 2}};
    double[] sigmas = {1, 0.2, 0.6, 1.7};
    for (int n = 0; n < sizes.length; n++) {
      Policy policy = GlimpsesOracle.policy(random, sizes[n][1]);
      Looked looked = GlimpsesOracle.looked(random, sizes[n][0], sizes[n][1]);
      Policy sum = GlimpsesOracle.policy(random, sizes[n][1]);
      Policy before = copy(sum);
      String where = String.format(" for B = %d, H = %d", sizes[n][0], sizes[n][1]);
      DMatrixRMaj advantages = glimpses.reinforce(policy, looked, sigmas[n], sum);
      Expect.that("the advantages" + where, advantages)
          .is(GlimpsesOracle.advantages(policy, looked), TOLERANCE, "A_b = R_b - base_b");
      DMatrixRMaj[] parts = {policy.wl(), policy.bl(), policy.wv(), policy.bv()};
      DMatrixRMaj[] came = {sum.wl(), sum.bl(), sum.wv(), sum.bv()};
      DMatrixRMaj[] soFar = {before.wl(), before.bl(), before.wv(), before.bv()};
      String[] names = {"Wl", "bl", "Wv", "bv"};
      for (int k = 0; k < parts.length; k++) {
        DMatrixRMaj own = GlimpsesOracle.gradient(policy, looked, sigmas[n], parts[k]);
        DMatrixRMaj expected = own.copy();
        CommonOps_DDRM.addEquals(expected, soFar[k]);
        Expect.that("the gradient of " + names[k] + ", added to the one so far," + where, came[k])
            .suspect("these glimpses overwrite the sum so far: add up, += and not =", own)
            .is(expected, GRADIENTS, k < 2 ? "the gradient of looking" : "that of expecting");
      }
    }
  }

  @Test
  @Task(3)
  void whatWasSeenIsLeftAlone() {
    Random random = new Random(1806);
    Policy policy = GlimpsesOracle.policy(random, 3);
    Looked looked = GlimpsesOracle.looked(random, 4, 3);
    Policy policyBefore = copy(policy);
    DMatrixRMaj states = looked.states().copy();
    DMatrixRMaj places = looked.places().copy();
    DMatrixRMaj rewards = looked.rewards().copy();
    glimpses.reinforce(policy, looked, 0.5, GlimpsesOracle.policy(random, 3));
    Expect.unmodified("the states", looked.states(), states);
    Expect.unmodified("the places", looked.places(), places);
    Expect.unmodified("the rewards", looked.rewards(), rewards);
    Expect.unmodified("Wl", policy.wl(), policyBefore.wl());
    Expect.unmodified("bl", policy.bl(), policyBefore.bl());
    Expect.unmodified("Wv", policy.wv(), policyBefore.wv());
    Expect.unmodified("bv", policy.bv(), policyBefore.bv());
  }

  /** Pixels are the input, which no message may show: so they are compared as mixtures. */
  private static DMatrixRMaj mixed(DMatrixRMaj mixer, DMatrixRMaj came) {
    if (came == null || came.numRows != mixer.numCols || came.numCols != mixer.numCols) {
      return came;
    }
    DMatrixRMaj mixed = mixer.createLike();
    CommonOps_DDRM.mult(mixer, came, mixed);
    return mixed;
  }

  private static Policy copy(Policy policy) {
    return new Policy(
        policy.wl().copy(), policy.bl().copy(), policy.wv().copy(), policy.bv().copy());
  }
}
