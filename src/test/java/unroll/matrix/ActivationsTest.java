package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.house.Published;

/** Activations at the ends of their range and near zero, for every provider and precision. */
class ActivationsTest {
  /** Not a multiple of any vector's length, so that whole vectors and the rest are both tested. */
  private static final int COUNT = 1021;

  private interface Activation {
    void apply(Matrix x, Matrix y);
  }

  private record Subject(String name, Kernels kernels, Precision precision) {
    /** The distance between 1 and the next number. */
    double rounding() {
      return precision == Precision.DOUBLE ? Math.ulp(1.0) : Math.ulp(1f);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> subjects() {
    return Stream.of("plain", "vector")
        .flatMap(
            name -> {
              Provider provider = Provider.of(name, true);
              return Stream.of(
                  Arguments.of(new Subject(name + " double", provider.doubles(), Precision.DOUBLE)),
                  Arguments.of(new Subject(name + " float", provider.floats(), Precision.FLOAT)));
            });
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void tanhIsAccurateRelativeToItsSizeNearZeroToo(Subject subject) {
    double error =
        worstRelativeError(subject, subject.kernels()::tanh, StrictMath::tanh, -9, 1, 1e-30);
    assertTrue(error < 4 * subject.rounding(), "error " + error / subject.rounding() + " ulp");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void sigmoidIsAccurateRelativeToItsSize(Subject subject) {
    double error =
        worstRelativeError(
            subject, subject.kernels()::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -3, 1.9, 0);
    assertTrue(error < 4 * subject.rounding(), "error " + error / subject.rounding() + " ulp");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void expIsAccurateRelativeToItsSize(Subject subject) {
    double error = worstRelativeError(subject, subject.kernels()::exp, StrictMath::exp, -9, 1.9, 0);
    assertTrue(error < 4 * subject.rounding(), "error " + error / subject.rounding() + " ulp");
  }

  /**
   * The reduction by k ln 2 in two parts: with ln 2 as one rounded number the error would grow with
   * k to hundreds of roundings. The exponentials were computed to 25 digits.
   */
  @ParameterizedTest
  @MethodSource("subjects")
  @Published("Cody and Waite 1980, chapter 6")
  void expIsAccurateFarFromZero(Subject subject) {
    double[][] far =
        subject.precision() == Precision.DOUBLE
            ? new double[][] {
              {100, 2.688117141816135448412626e43},
              {-100, 3.720075976020835962959696e-44},
              {700, 1.01423205473500450945533e304},
              {-700, 9.859676543759770856705373e-305}
            }
            : new double[][] {
              {80, 5.540622384393510052571173e34}, {-80, 1.804851387845415172312128e-35}
            };
    for (double[] pair : far) {
      Matrix y = filled(subject, 0);
      subject.kernels().exp(filled(subject, pair[0]), y);
      for (int c = 0; c < COUNT; c++) {
        assertEquals(1, y.get(0, c) / pair[1], 2 * subject.rounding(), "exp " + pair[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void noGradientPassesARectifierThatIsShut(Subject subject) {
    Matrix y = filled(subject, -1);
    y.set(0, 17, 2);
    subject.kernels().relu(y, y);
    Matrix dx = filled(subject, 5);
    subject.kernels().addReluGradient(y, filled(subject, 3), dx);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(c == 17 ? 8 : 5, dx.get(0, c), 0, "at column " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void tanhSaturatesAtOne(Subject subject) {
    everywhere(subject, subject.kernels()::tanh, 30, 1);
    everywhere(subject, subject.kernels()::tanh, -1e30, -1);
    everywhere(subject, subject.kernels()::tanh, Double.POSITIVE_INFINITY, 1);
    everywhere(subject, subject.kernels()::tanh, Double.NEGATIVE_INFINITY, -1);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void sigmoidSaturatesAtZeroAndOne(Subject subject) {
    everywhere(subject, subject.kernels()::sigmoid, 1e30, 1);
    everywhere(subject, subject.kernels()::sigmoid, Double.POSITIVE_INFINITY, 1);
    everywhere(subject, subject.kernels()::sigmoid, -1e30, 0);
    everywhere(subject, subject.kernels()::sigmoid, Double.NEGATIVE_INFINITY, 0);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void expOverflowsToInfinityAndVanishesToZero(Subject subject) {
    everywhere(subject, subject.kernels()::exp, 1e4, Double.POSITIVE_INFINITY);
    everywhere(subject, subject.kernels()::exp, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    everywhere(subject, subject.kernels()::exp, -1e4, 0);
    everywhere(subject, subject.kernels()::exp, Double.NEGATIVE_INFINITY, 0);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void expUnderflowsGradually(Subject subject) {
    double x = subject.precision() == Precision.DOUBLE ? -744 : -102;
    double expected = StrictMath.exp(x);
    Matrix y = filled(subject, x);
    subject.kernels().exp(filled(subject, x), y);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(expected, y.get(0, c), expected, "at column " + c);
      assertTrue(y.get(0, c) > 0, "at column " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void notANumberStaysNotANumber(Subject subject) {
    everywhere(subject, subject.kernels()::tanh, Double.NaN, Double.NaN);
    everywhere(subject, subject.kernels()::sigmoid, Double.NaN, Double.NaN);
    everywhere(subject, subject.kernels()::exp, Double.NaN, Double.NaN);
    everywhere(subject, subject.kernels()::relu, Double.NaN, Double.NaN);
    everywhere(subject, subject.kernels()::softmax, Double.NaN, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void denormalNumbersPassThroughTanh(Subject subject) {
    double tiny = subject.precision() == Precision.DOUBLE ? 1e-310 : Float.MIN_VALUE * 8;
    Matrix y = filled(subject, 0);
    subject.kernels().tanh(filled(subject, tiny), y);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(tiny, y.get(0, c), tiny / 4, "at column " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void oneNotANumberSpoilsNoOther(Subject subject) {
    Matrix x = filled(subject, 0.5);
    x.set(0, 17, Double.NaN);
    Matrix y = filled(subject, 0);
    subject.kernels().tanh(x, y);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(c == 17, Double.isNaN(y.get(0, c)), "at column " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void softmaxOfHugeLogitsIsTheirMaximum(Subject subject) {
    Matrix x = filled(subject, -1e30);
    x.set(0, COUNT - 1, 1e30);
    Matrix y = filled(subject, 0);
    subject.kernels().softmax(x, y);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(c == COUNT - 1 ? 1 : 0, y.get(0, c), 0, "at column " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void softmaxGivesNothingToMinusInfinity(Subject subject) {
    Matrix x = filled(subject, Double.NEGATIVE_INFINITY);
    x.set(0, 3, 2);
    Matrix y = filled(subject, 0);
    subject.kernels().softmax(x, y);
    for (int c = 0; c < COUNT; c++) {
      assertEquals(c == 3 ? 1 : 0, y.get(0, c), 0, "at column " + c);
    }
  }

  /** Over numbers of both signs whose size is spread evenly from 10^lowest to 10^highest. */
  private static double worstRelativeError(
      Subject subject,
      Activation activation,
      DoubleUnaryOperator exact,
      double lowest,
      double highest,
      double smallest) {
    SplittableRandom random = new SplittableRandom(6);
    double worst = 0;
    for (int round = 0; round < 50; round++) {
      Matrix x = filled(subject, 0);
      for (int c = 0; c < COUNT; c++) {
        double size = Math.pow(10, lowest + (highest - lowest) * random.nextDouble());
        x.set(0, c, random.nextBoolean() ? size : -size);
      }
      Matrix y = filled(subject, 0);
      activation.apply(x, y);
      for (int c = 0; c < COUNT; c++) {
        double expected = exact.applyAsDouble(x.get(0, c));
        double size = Math.max(Math.abs(expected), smallest);
        worst = Math.max(worst, Math.abs(y.get(0, c) - expected) / size);
      }
    }
    return worst;
  }

  private static void everywhere(
      Subject subject, Activation activation, double x, double expected) {
    Matrix y = filled(subject, 3);
    activation.apply(filled(subject, x), y);
    for (int c = 0; c < COUNT; c++) {
      // sigmoid and exp may leave a number far below any rounding
      assertEquals(expected, y.get(0, c), 1e-37, "at column " + c);
    }
  }

  private static Matrix filled(Subject subject, double value) {
    Matrix result = Matrix.zeros(subject.precision(), 1, COUNT);
    result.fill(value);
    return result;
  }
}
