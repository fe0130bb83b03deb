package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class InitializerTest {
  private static final double ROUNDING = 1e-12;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);

  private static DoubleStream numbers(Parameter parameter) {
    return Arrays.stream(parameter.matrix().toArray()).flatMapToDouble(Arrays::stream);
  }

  @Test
  void uniformFillsItsRangeEvenly() {
    Parameter w = init.uniform("w", 100, 100, 0.25);
    assertEquals(0.25, numbers(w).max().orElseThrow(), 0.001);
    assertEquals(-0.25, numbers(w).min().orElseThrow(), 0.001);
    double oneDeviation = 0.25 / Math.sqrt(3) / 100;
    assertEquals(0, numbers(w).average().orElseThrow(), 4 * oneDeviation);
  }

  @Test
  void normalHasTheDeviationItIsTold() {
    Parameter w = init.normal("w", 100, 100, 0.5);
    double variance = numbers(w).map(x -> x * x).average().orElseThrow();
    double oneDeviation = 0.25 * Math.sqrt(2.0 / 10_000);
    assertEquals(0.25, variance, 4 * oneDeviation);
  }

  @Test
  @Published("Glorot and Bengio 2010, equation 16")
  void glorotLimitIsTheRootOfSixOverInputsAndOutputs() {
    // sqrt(6) / sqrt(150 + 234) = 0.125
    Parameter w = init.glorot("w", 150, 234);
    assertEquals(0.125, numbers(w).map(Math::abs).max().orElseThrow(), 0.0005);
    assertTrue(numbers(w).allMatch(x -> Math.abs(x) <= 0.125));
  }

  @Test
  @Published("Glorot and Bengio 2010, equation 12")
  void glorotVarianceIsTwoOverInputsAndOutputs() {
    Parameter w = init.glorot("w", 150, 234);
    double variance = numbers(w).map(x -> x * x).average().orElseThrow();
    // of the square of a uniform number: 4 limit^4 / 45
    double oneDeviation = Math.sqrt(4 * Math.pow(0.125, 4) / 45 / (150 * 234));
    assertEquals(2.0 / 384, variance, 4 * oneDeviation);
  }

  @Test
  @Published("Le, Jaitly and Hinton 2015")
  void identityLeavesAStateAsItIs() {
    Matrix state = init.normal("", 2, 3, 1).matrix();
    Matrix after = state.zerosLike(2, 3);
    after.kernels().addProduct(state, init.identity("w", 3, 1).matrix(), after);
    assertEquals(state.toString(), after.toString());
  }

  @Test
  @Published("Saxe, McClelland and Ganguli 2014")
  void aHundredOrthogonalMatricesKeepTheLengthOfASignal() {
    Matrix signal = Matrix.of(Precision.DOUBLE, new double[] {3, 0, 4, 0, 12});
    for (int layer = 0; layer < 100; layer++) {
      Matrix next = signal.zerosLike(1, 5);
      next.kernels().addProduct(signal, init.orthogonal("w", 5, 5, 1).matrix(), next);
      signal = next;
    }
    assertEquals(13, Math.sqrt(signal.kernels().sumOfSquares(signal)), ROUNDING);
  }

  @Test
  void orthogonalMatricesLookAlikeFromEverySide() {
    // Only with the signs of R's diagonal set is the diagonal of Q as often positive as negative.
    double[] sums = new double[3];
    for (int i = 0; i < 2_000; i++) {
      Matrix q = init.orthogonal("q", 3, 3, 1).matrix();
      for (int j = 0; j < 3; j++) {
        sums[j] += q.get(j, j) / 2_000;
      }
    }
    double oneDeviation = Math.sqrt(1.0 / 3 / 2_000);
    for (double mean : sums) {
      assertEquals(0, mean, 4 * oneDeviation);
    }
  }

  @Test
  void namesArePutTogetherWithDots() {
    assertEquals("lstm.gate.Wh", init.named("lstm").named("gate").zeros("Wh", 1, 1).name());
  }

  @Test
  void anotherPrecisionKeepsTheName() {
    Initializer floats = init.named("lstm").in(Precision.FLOAT);
    assertEquals(Precision.FLOAT, floats.precision());
    assertEquals("lstm.Wh", floats.zeros("Wh", 1, 1).name());
  }

  @Test
  void theSameSeedGivesTheSameNumbersInBothPrecisions() {
    Initializer floats = Initializer.of(new SplittableRandom(1), Precision.FLOAT);
    Matrix ours = floats.glorot("w", 4, 5).matrix();
    Matrix theirs = init.glorot("w", 4, 5).matrix();
    assertEquals(theirs.to(Precision.FLOAT).toString(), ours.toString());
  }

  @Test
  void seededIsFloat() {
    assertEquals(Precision.FLOAT, Initializer.seeded(1).precision());
  }
}
