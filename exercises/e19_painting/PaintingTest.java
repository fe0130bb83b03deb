package e19_painting;

import e19_painting.Painting.Code;
import e19_painting.Painting.Place;
import e19_painting.Painting.Said;
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
 * The public tests of 19-painting, written against the contract; start them from an IDE if you
 * like.
 *
 * <p>Numbers that work out on paper: with the blur of {@link #HALVING} a filter is half as high one
 * pixel off its middle, and 1/16 as high two pixels off.
 */
@ExtendWith(SubjectExtension.class)
class PaintingTest {
  /** A right answer differs by the rounding of a few operations: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /** The table is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);

  /** exp(-1 / (2 sigma^2)) = 1/2. */
  private static final double HALVING = 1 / (2 * LN2);

  // sigma is 2 and 1/4
  private static final Said SAID = new Said(row(1, 0), row(LN2, -2 * LN2));
  private static final DMatrixRMaj NOISE = row(3, -1);

  private static final DMatrixRMaj FY = matrix(row(1, 0, 0), row(0, 0.5, 0.5));
  private static final DMatrixRMaj FX = matrix(row(0.25, 0.75), row(1, 0));

  private final Painting painting;

  PaintingTest(Painting painting) {
    this.painting = painting;
  }

  @Test
  @Task(1)
  @Points(2)
  void threeFiltersOnThreePixelsWorkOutOnPaper() {
    DMatrixRMaj pixelsFromZero = matrix(share(8, 16, 8), share(1, 8, 16), share(1, 32, 256));
    DMatrixRMaj filtersFromZero = matrix(share(256, 32, 1), share(16, 8, 1), share(8, 16, 8));
    DMatrixRMaj right = matrix(share(16, 8, 1), share(8, 16, 8), share(1, 8, 16));
    DMatrixRMaj turned = matrix(row(0.64, 0.25, 0.04), row(0.32, 0.5, 0.32), row(0.04, 0.25, 0.64));
    Expect.that("three filters at pixels 1, 2 and 3", painting.filters(at(2, 1), 3, 3))
        .suspect("the pixels are counted from 0, and the middles from 1", pixelsFromZero)
        .suspect("the filters are counted from 0 in a formula that counts from 1", filtersFromZero)
        .suspect("N/2 is divided in whole numbers: 3/2 is 1.5", halfWayOn())
        .suspect("it must be divided by its sum over the pixels", undivided())
        .suspect("they are divided by the sum over the filters, not over the pixels", turned)
        .suspect("the 2 before sigma^2 is missing", sharper(0.25))
        .suspect(
            "the variance is squared: it is sigma^2 already",
            sharper(Math.exp(-1 / (2 * HALVING * HALVING))))
        .is(right, TOLERANCE, "F[i, a] = exp(-(a - mu_i)^2 / (2 sigma^2)) / Z_i");
  }

  @Test
  @Task(1)
  void anEvenWindowHasNoFilterInItsMiddle() {
    Expect.that("two filters about pixel 2, two pixels apart", painting.filters(at(2, 2), 2, 3))
        .suspect("the 1/2 of mu_i is missing", matrix(share(8, 16, 8), share(1, 32, 256)))
        .is(
            matrix(share(16, 8, 1), share(1, 8, 16)),
            TOLERANCE,
            "mu_i = g + (i - N/2 - 1/2) delta, i = 1 ... N");
  }

  @Test
  @Task(1)
  void aWindowFarOutsideReadsTheNearestPixel() {
    Expect.that(
            "the filters of a window 1,000 pixels before the image: shift the exponents first",
            painting.filters(at(-1000, 1), 2, 3))
        .is(
            matrix(row(1, 0, 0), row(1, 0, 0)),
            TOLERANCE,
            "0 / 0: shift the exponents, so that the largest is 0");
    Expect.that("the filters of a window behind the image", painting.filters(at(2000, 1), 2, 3))
        .is(matrix(row(0, 0, 1), row(0, 0, 1)), TOLERANCE, "the same on the other side");
  }

  @Test
  @Task(2)
  @Points(2)
  void readingTwoByTwoWorksOutOnPaper() {
    DMatrixRMaj image = matrix(row(8, 4), row(2, 6), row(10, -2));
    Expect.that("the patch that is read", painting.read(FY, FX, 2, image))
        .suspect("gamma is missing", matrix(row(5, 8), row(3, 6)))
        .suspect("it is divided by gamma: reading multiplies", matrix(row(2.5, 4), row(1.5, 3)))
        .suspect("FX stands there untransposed", matrix(row(12, 12), row(7, 9)))
        .is(matrix(row(10, 16), row(6, 12)), TOLERANCE, "gamma FY x FX'");
  }

  @Test
  @Task(2)
  @Points(2)
  void writingTwoByTwoWorksOutOnPaper() {
    DMatrixRMaj patch = matrix(row(2, -1), row(4, 6));
    Expect.that("the stroke", painting.write(FY, FX, 2, patch))
        .suspect(
            "it is multiplied by gamma: writing divides", matrix(row(-1, 3), row(7, 3), row(7, 3)))
        .suspect("gamma is missing", matrix(row(-0.5, 1.5), row(3.5, 1.5), row(3.5, 1.5)))
        .suspect(
            "the patch lies on its side: w is transposed",
            matrix(row(2.25, 0.75), row(1.4375, -0.1875), row(1.4375, -0.1875)))
        .is(
            matrix(row(-0.25, 0.75), row(1.75, 0.75), row(1.75, 0.75)),
            TOLERANCE,
            "1 / gamma FY' w FX");
  }

  @Test
  @Task(value = 2, needs = 1)
  void strokeIsTheApprovedOne(Approval approval) {
    DMatrixRMaj fy = painting.filters(new Place(3.2, 1.5, 0.8), 3, 5);
    DMatrixRMaj fx = painting.filters(new Place(5, 2, 0.5), 3, 8);
    DMatrixRMaj patch = matrix(row(4, 1, -2), row(0, 3, 0), row(-2, 1, 4));
    DMatrixRMaj stroke = painting.write(fy, fx, 0.5, patch);
    DMatrixRMaj again = painting.read(fy, fx, 0.5, stroke);
    StringBuilder text = new StringBuilder();
    text.append("A patch of 3 by 3 written on 5 by 8 pixels with strength 0.5, then read again\n");
    print(text, "the stroke", stroke);
    print(text, "read again", again);
    approval.verify("stroke", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void codeAndPriceWorkOutOnPaper() {
    Code code = painting.code(SAID, NOISE);
    Expect.that("the code z", code.z())
        .suspect("the noise is scaled by the variance, not the deviation", row(13, -0.0625))
        .suspect("exp is missing: sigma = exp(log sigma)", row(1 + 3 * LN2, 2 * LN2))
        .suspect("the noise is missing", row(1, 0))
        .suspect("log sigma is taken for log sigma^2", row(1 + 3 * Math.sqrt(2), -0.5))
        .is(row(7, -0.25), TOLERANCE, "z = mu + sigma noise");
    Expect.that("the divergence", code.divergence())
        .suspect("it is averaged over the Z numbers: add them up", 0.765625 + LN2 / 2)
        .suspect("the constant counts for every number: Z/2, not 1/2", 2.03125 + LN2)
        .suspect("the constant is missing: - 1 for every number", 2.53125 + LN2)
        .suspect("log sigma^2 is 2 log sigma", 1.53125 + LN2 / 2)
        .suspect("the sign of the logarithm is wrong", 1.53125 - LN2)
        .suspect("the factor 1/2 is missing", 3.0625 + 2 * LN2)
        .suspect("sigma stands where sigma^2 is meant", 0.625 + LN2)
        .is(1.53125 + LN2, TOLERANCE, "1/2 sum of (mu^2 + sigma^2 - log sigma^2 - 1)");
  }

  @Test
  @Task(3)
  void toSayNothingCostsNothing() {
    Said nothing = new Said(row(0, 0, 0), row(0, 0, 0));
    Expect.that(
            "the divergence for mu = 0 and sigma = 1",
            painting.code(nothing, NOISE_OF_3).divergence())
        .suspect("the constant is missing: - 1 for every number", 1.5)
        .suspect("the constant counts for every number: Z/2, not 1/2", 1)
        .is(0, TOLERANCE, "each number alone: 1/2 (0 + 1 - 0 - 1)");
  }

  private static final DMatrixRMaj NOISE_OF_3 = row(1, -2, 0.5);

  @Test
  @Task(3)
  @Points(2)
  void theWayBackWorksOutOnPaper() {
    Said back = painting.back(SAID, NOISE, row(1.5, -2));
    Expect.that("the gradient by mu", back.mu())
        .suspect("the divergence is missing: it adds mu", row(1.5, -2))
        .suspect("what comes through z is missing: dz", row(1, 0))
        .is(row(2.5, -2), TOLERANCE, "dmu = dz + mu");
    Expect.that("the gradient by log sigma", back.logSigma())
        .suspect("the divergence is missing: it adds sigma^2 - 1", row(9, 0.5))
        .suspect("what comes through z is missing: dz noise sigma", row(3, -0.9375))
        .suspect("the factor sigma is missing: the slope of exp", row(7.5, 1.0625))
        .suspect("the noise is missing: dz/dsigma is the noise", row(6, -1.4375))
        .suspect("it is the slope by sigma, not by log sigma", row(6, -1.75))
        .is(row(12, -0.4375), TOLERANCE, "dlogSigma = dz noise sigma + sigma^2 - 1");
  }

  @Test
  @Task(3)
  void theWayBackAgreesWithDifferencesOfTheWayThere() {
    Said said = new Said(row(0.3, -1.2, 0.8), row(-0.5, 0.4, -1.1));
    DMatrixRMaj dz = row(2, -1, 0.7);
    Said back = painting.back(said, NOISE_OF_3, dz);
    DMatrixRMaj[] parts = {said.mu(), said.logSigma()};
    DMatrixRMaj[] came = {back.mu(), back.logSigma()};
    String[] names = {"mu", "log sigma"};
    for (int k = 0; k < 2; k++) {
      DMatrixRMaj slopes = parts[k].createLike();
      for (int j = 0; j < 3; j++) {
        double middle = parts[k].get(j);
        parts[k].set(j, middle + 1e-5);
        double above = loss(said, dz);
        parts[k].set(j, middle - 1e-5);
        slopes.set(j, (above - loss(said, dz)) / 2e-5);
        parts[k].set(j, middle);
      }
      Expect.that("the gradient by " + names[k] + " of your own code and divergence", came[k])
          .is(slopes, DIFFERENCES, "the line for it: your own way there has another slope");
    }
  }

  private double loss(Said said, DMatrixRMaj dz) {
    Code code = painting.code(said, NOISE_OF_3);
    double sum = code.divergence();
    for (int j = 0; j < 3; j++) {
      sum += dz.get(j) * code.z().get(j);
    }
    return sum;
  }

  private static Place at(double centre, double stride) {
    return new Place(centre, stride, HALVING);
  }

  /** The filters as they are before the division. */
  private static DMatrixRMaj undivided() {
    return matrix(row(1, 0.5, 0.0625), row(0.5, 1, 0.5), row(0.0625, 0.5, 1));
  }

  /** Filters at 1.5, 2.5 and 3.5: half a pixel off is 2^(-1/4) as high, 1.5 off 2^(-9/4). */
  private static DMatrixRMaj halfWayOn() {
    return matrix(share(4, 4, 1), share(1, 4, 4), share(1, 16, 64));
  }

  /** Filters at pixels 1, 2 and 3 of which one pixel off is {@code near} as high as the middle. */
  private static DMatrixRMaj sharper(double near) {
    double far = Math.pow(near, 4);
    return matrix(share(1, near, far), share(near, 1, near), share(far, near, 1));
  }

  private static DMatrixRMaj share(double... parts) {
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    DMatrixRMaj share = row(parts);
    for (int a = 0; a < parts.length; a++) {
      share.set(a, parts[a] / sum);
    }
    return share;
  }

  private static void print(StringBuilder text, String what, DMatrixRMaj m) {
    text.append(what).append('\n');
    for (int y = 0; y < m.numRows; y++) {
      for (int x = 0; x < m.numCols; x++) {
        text.append(String.format(Locale.ROOT, " %8.4f", m.get(y, x)));
      }
      text.append('\n');
    }
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values.clone()});
  }

  private static DMatrixRMaj matrix(DMatrixRMaj... rows) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, rows[0].numCols);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < matrix.numCols; x++) {
        matrix.set(y, x, rows[y].get(x));
      }
    }
    return matrix;
  }
}
