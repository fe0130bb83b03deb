package unroll.model.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class FilterBankTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(27), Precision.DOUBLE);
  }

  /** A window that does not depend on h: the five numbers of equation 21. */
  private static FilterBank.Filters filters(int height, int width, int size, double... numbers) {
    FilterBank bank = FilterBank.of(3, height, width, size, init());
    bank.map().weights().matrix().fill(0);
    bank.map().bias().matrix().copyFrom(Matrix.of(Precision.DOUBLE, numbers));
    return bank.at(Tape.off().constant(Matrix.zeros(Precision.DOUBLE, 2, 3)));
  }

  private static Value images(int numbers) {
    return Tape.off().constant(init().normal("x", 2, numbers, 1).matrix());
  }

  /** So sharp that a filter is one pixel. */
  private static final double SHARP = -12;

  @Test
  void aSharpWindowAsLargeAsTheImageReadsTheImageItself() {
    FilterBank.Filters filters = filters(5, 5, 5, 0, 0, SHARP, 0, 0);
    Value images = filters.strength().tape().constant(images(25).matrix());
    for (int b = 0; b < 2; b++) {
      assertArrayEquals(
          images.matrix().toArray()[b], filters.read(images).matrix().toArray()[b], ROUNDING);
    }
  }

  @Test
  void aSharpWindowAsLargeAsTheImageWritesThePatchItself() {
    FilterBank.Filters filters = filters(4, 4, 4, 0, 0, SHARP, 0, 0);
    Value patches = filters.strength().tape().constant(images(16).matrix());
    for (int b = 0; b < 2; b++) {
      assertArrayEquals(
          patches.matrix().toArray()[b], filters.write(patches).matrix().toArray()[b], ROUNDING);
    }
  }

  @Test
  @Published("Gregor et al. 2015, equations 19 to 24")
  void theWindowIsWhereEquations19To24PutIt() {
    // x^ = 0.5, y^ = -0.25, s2 = 2, d^ = 0.5 on an image 7 wide and 5 high, N = 3.
    FilterBank.Filters filters = filters(5, 7, 3, 0.5, -0.25, Math.log(2), Math.log(0.5), 0);
    assertArrayEquals(
        new double[] {4 * 1.5, 3 * 0.75, 6 / 2.0 * 0.5, 2},
        filters.window().matrix().toArray()[1],
        ROUNDING);
    double[] expected = new double[7];
    double z = 0;
    for (int a = 1; a <= 7; a++) {
      double mean = 6 + (3 - 1.5 - 0.5) * 1.5; // the third filter
      expected[a - 1] = Math.exp(-(a - mean) * (a - mean) / 4);
      z += expected[a - 1];
    }
    for (int a = 0; a < 7; a++) {
      expected[a] /= z;
    }
    assertArrayEquals(expected, filters.horizontal().matrix().toArray()[3 + 2], ROUNDING);
  }

  @Test
  void theVerticalFiltersHaveTheHeightAndPlaceOfTheirOwn() {
    // x^ far to the right must not show: y^ = -1 is the line before the first, N = 2.
    FilterBank.Filters filters = filters(3, 7, 2, 0.9, -1, 0, Math.log(1 / 3.0), 0);
    double[] weights = new double[3];
    double z = 0;
    for (int line = 1; line <= 3; line++) {
      double mean = 0 + 0.5 * 2; // delta = 6 / 1 / 3; the second filter
      weights[line - 1] = Math.exp(-0.5 * (line - mean) * (line - mean));
      z += weights[line - 1];
    }
    for (int line = 0; line < 3; line++) {
      weights[line] /= z;
    }
    assertArrayEquals(weights, filters.vertical().matrix().toArray()[1], ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "40, -1e6, -12", "-3, 3, 900", "0.1, 5, -900", "1e5, -1e5, 3"})
  void everyFilterSumsToOneOverThePixels(double x, double y, double logVariance) {
    FilterBank.Filters filters = filters(5, 7, 3, x, y, logVariance, 0.3, 0);
    for (Value bank : new Value[] {filters.vertical(), filters.horizontal()}) {
      for (double[] filter : bank.matrix().toArray()) {
        double sum = 0;
        for (double weight : filter) {
          sum += weight;
        }
        assertEquals(1, sum, ROUNDING);
      }
    }
  }

  @Test
  void writingIsTheTransposeOfReading() {
    // gamma read(x) . p / gamma^2 = x . write(p), with gamma on one side and 1 / gamma on the
    // other.
    FilterBank.Filters filters = filters(5, 7, 3, 0.2, -0.1, 0.3, -0.4, 0.6);
    Tape tape = filters.strength().tape();
    Value x = tape.constant(images(35).matrix());
    Value p = tape.constant(init().normal("p", 2, 9, 1).matrix());
    double read = filters.read(x).timesElements(p).sum().scalar() / Math.exp(0.6);
    double written = x.timesElements(filters.write(p)).sum().scalar() * Math.exp(0.6);
    assertEquals(read, written, ROUNDING);
  }

  @Test
  void gradientMatchesFiniteDifferencesThroughReadAndWrite() {
    FilterBank bank = FilterBank.of(3, 5, 7, 3, init());
    Matrix h = init().normal("h", 2, 3, 1).matrix();
    Matrix x = init().normal("x", 2, 35, 1).matrix();
    double error =
        GradientCheck.error(
            bank.parameters(),
            tape -> {
              FilterBank.Filters filters = bank.at(tape.constant(h));
              Value again = filters.write(filters.read(tape.constant(x)).tanh());
              return again.timesElements(tape.constant(x)).sum();
            },
            new SplittableRandom(28));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void aWindowOfOnePixelIsRefused() {
    assertEquals(
        "no window of 1 x 1 on an image of 5 x 7: it needs at least 2 x 2",
        assertThrows(IllegalArgumentException.class, () -> FilterBank.of(3, 5, 7, 1, init()))
            .getMessage());
  }
}
