package e19_painting;

import e19_painting.Painting.Code;
import e19_painting.Painting.Place;
import e19_painting.Painting.Said;
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

/** The hidden tests of 19-painting: odd sizes, windows outside, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class PaintingHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  /** Differences of the fourth order with 1e-3, and the rounding of an integral over that. */
  private static final double DIFFERENCES = 1e-8;

  // N, B, A: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {{1, 2, 3}, {2, 5, 4}, {3, 4, 7}, {5, 9, 6}};

  private final Painting painting;

  PaintingHiddenTest(Painting painting) {
    this.painting = painting;
  }

  @Test
  @Task(1)
  @Points(3)
  void filtersAreRightAtOddSizesAndPlaces() {
    Random random = new Random(1901);
    for (int[] size : SIZES) {
      for (int n = 0; n < 5; n++) {
        Place place = PaintingOracle.place(random, size[2]);
        Expect.that("the filters" + where(size), painting.filters(place, size[0], size[2]))
            .is(
                PaintingOracle.filters(place, size[0], size[2]),
                TOLERANCE,
                "mu_i = g + (i - N/2 - 1/2) delta, and each filter sums to 1 over the pixels");
      }
    }
  }

  @Test
  @Task(1)
  void filtersAreFiniteWhereverTheWindowLies() {
    for (double centre : new double[] {-1e6, -300, 300, 1e6}) {
      Place place = new Place(centre, 0.01, 0.001);
      Expect.that("the filters of a sharp window far away", painting.filters(place, 2, 5))
          .is(
              PaintingOracle.filters(place, 2, 5),
              TOLERANCE,
              "shift the exponents, so that the largest is 0");
    }
  }

  @Test
  @Task(2)
  @Points(2)
  void readingIsRightAtOddSizes() {
    Random random = new Random(1902);
    for (int[] size : SIZES) {
      DMatrixRMaj fy = PaintingOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj fx = PaintingOracle.gaussian(random, size[0], size[2]);
      DMatrixRMaj image = PaintingOracle.gaussian(random, size[1], size[2]);
      double gamma = 0.3 + 2 * random.nextDouble();
      Expect.that("the patch" + where(size), painting.read(fy, fx, gamma, image))
          .is(PaintingOracle.read(fy, fx, gamma, image), TOLERANCE, "gamma FY x FX'");
    }
  }

  @Test
  @Task(2)
  @Points(2)
  void writingIsRightAtOddSizes() {
    Random random = new Random(1903);
    for (int[] size : SIZES) {
      DMatrixRMaj fy = PaintingOracle.gaussian(random, size[0], size[1]);
      DMatrixRMaj fx = PaintingOracle.gaussian(random, size[0], size[2]);
      DMatrixRMaj patch = PaintingOracle.gaussian(random, size[0], size[0]);
      double gamma = 0.3 + 2 * random.nextDouble();
      Expect.that("the stroke" + where(size), painting.write(fy, fx, gamma, patch))
          .is(PaintingOracle.write(fy, fx, gamma, patch), TOLERANCE, "1 / gamma FY' w FX");
    }
  }

  @Test
  @Task(2)
  void readingAndWritingLeaveTheirArgumentsAlone() {
    Random random = new Random(1904);
    DMatrixRMaj fy = PaintingOracle.gaussian(random, 2, 3);
    DMatrixRMaj fx = PaintingOracle.gaussian(random, 2, 4);
    DMatrixRMaj image = PaintingOracle.gaussian(random, 3, 4);
    DMatrixRMaj patch = PaintingOracle.gaussian(random, 2, 2);
    DMatrixRMaj fyBefore = fy.copy();
    DMatrixRMaj fxBefore = fx.copy();
    DMatrixRMaj imageBefore = image.copy();
    DMatrixRMaj patchBefore = patch.copy();
    painting.read(fy, fx, 1.7, image);
    painting.write(fy, fx, 1.7, patch);
    Expect.unmodified("FY", fy, fyBefore);
    Expect.unmodified("FX", fx, fxBefore);
    Expect.unmodified("the image", image, imageBefore);
    Expect.unmodified("the patch", patch, patchBefore);
  }

  @Test
  @Task(3)
  @Points(2)
  void codeAndPriceAreRightAtOddSizes() {
    Random random = new Random(1905);
    for (int numbers : new int[] {1, 2, 7}) {
      Said said = PaintingOracle.said(random, numbers);
      DMatrixRMaj noise = PaintingOracle.gaussian(random, 1, numbers);
      DMatrixRMaj expected = noise.createLike();
      for (int j = 0; j < numbers; j++) {
        expected.set(j, PaintingOracle.z(said, noise, j));
      }
      Code code = painting.code(said, noise);
      Hiding hiding = Hiding.of(random, numbers);
      Expect.that("the code of " + numbers + Hiding.NOTE, hiding.of(code.z()))
          .is(hiding.of(expected), TOLERANCE, "z = mu + sigma noise");
      Expect.that("the divergence of " + numbers, code.divergence())
          .is(
              PaintingOracle.divergence(said),
              TOLERANCE,
              "1/2 sum of (mu^2 + sigma^2 - log sigma^2 - 1)");
    }
  }

  @Test
  @Task(3)
  @Points(2)
  void theWayBackIsRightAtOddSizes() {
    Random random = new Random(1906);
    for (int numbers : new int[] {1, 3, 6}) {
      Said said = PaintingOracle.said(random, numbers);
      DMatrixRMaj noise = PaintingOracle.gaussian(random, 1, numbers);
      DMatrixRMaj dz = PaintingOracle.gaussian(random, 1, numbers);
      Said back = painting.back(said, noise, dz);
      Hiding hiding = Hiding.of(random, numbers);
      String of = ", Z = " + numbers + Hiding.NOTE;
      DMatrixRMaj byMu = PaintingOracle.gradient(said, noise, dz, said.mu());
      DMatrixRMaj byLogSigma = PaintingOracle.gradient(said, noise, dz, said.logSigma());
      Expect.that("the gradient by mu" + of, hiding.of(back.mu()))
          .is(hiding.of(byMu), DIFFERENCES, "dmu = dz + mu");
      Expect.that("the gradient by log sigma" + of, hiding.of(back.logSigma()))
          .is(hiding.of(byLogSigma), DIFFERENCES, "dlogSigma = dz noise sigma + sigma^2 - 1");
    }
  }

  /** Factors that an answer does not know: one that gives back its input does not show it. */
  private record Hiding(DMatrixRMaj factors) {
    static final String NOTE = ", each number times a factor of this test";

    static Hiding of(Random random, int numbers) {
      DMatrixRMaj factors = new DMatrixRMaj(1, numbers);
      for (int j = 0; j < numbers; j++) {
        factors.set(j, 0.5 + random.nextDouble());
      }
      return new Hiding(factors);
    }

    DMatrixRMaj of(DMatrixRMaj came) {
      if (came == null || came.numRows != 1 || came.numCols != factors.numCols) {
        return came;
      }
      DMatrixRMaj hidden = came.copy();
      for (int j = 0; j < factors.numCols; j++) {
        hidden.set(j, came.get(j) * factors.get(j));
      }
      return hidden;
    }
  }

  @Test
  @Task(3)
  void thereAndBackLeaveTheirArgumentsAlone() {
    Random random = new Random(1907);
    Said said = PaintingOracle.said(random, 4);
    DMatrixRMaj noise = PaintingOracle.gaussian(random, 1, 4);
    DMatrixRMaj dz = PaintingOracle.gaussian(random, 1, 4);
    DMatrixRMaj mu = said.mu().copy();
    DMatrixRMaj logSigma = said.logSigma().copy();
    DMatrixRMaj noiseBefore = noise.copy();
    DMatrixRMaj dzBefore = dz.copy();
    painting.code(said, noise);
    painting.back(said, noise, dz);
    Expect.unmodified("mu", said.mu(), mu);
    Expect.unmodified("log sigma", said.logSigma(), logSigma);
    Expect.unmodified("the noise", noise, noiseBefore);
    Expect.unmodified("dz", dz, dzBefore);
  }

  private static String where(int[] size) {
    return String.format(" for N = %d, B = %d, A = %d", size[0], size[1], size[2]);
  }
}
