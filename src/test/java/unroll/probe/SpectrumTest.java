package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;
import static unroll.probe.ProbeFixtures.largestDifference;
import static unroll.probe.ProbeFixtures.matrix;
import static unroll.probe.ProbeFixtures.symmetric;

import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;

class SpectrumTest {
  private static final double ROUNDING = 1e-12;

  /** Fades in the end, as 0.9^t, but first stretches by more than 5. */
  private static final Matrix NON_NORMAL = matrix(new double[] {0.9, 5}, new double[] {0, 0.9});

  @Test
  void rotationHasAConjugatePairOfItsAngle() {
    Spectrum spectrum = Spectrum.of(matrix(new double[] {0.6, -0.8}, new double[] {0.8, 0.6}));
    assertArrayEquals(new double[] {0.6, 0.6}, spectrum.real(), ROUNDING);
    assertArrayEquals(new double[] {0.8, -0.8}, spectrum.imaginary(), ROUNDING);
  }

  @Test
  void rotationIsNormalAndKeepsLengths() {
    Spectrum spectrum = Spectrum.of(matrix(new double[] {0.6, -0.8}, new double[] {0.8, 0.6}));
    assertEquals(1, spectrum.radius(), ROUNDING);
    assertEquals(1, spectrum.norm(), ROUNDING);
    assertEquals(1, spectrum.condition(), ROUNDING);
    assertEquals(0, spectrum.departureFromNormality(), 1e-7);
  }

  @Test
  void eigenvaluesComeFromTheLargestModulusDown() {
    double[] moduli = Spectrum.of(symmetric(3, 0.2, -1.5, 0.7)).moduli();
    assertArrayEquals(new double[] {1.5, 0.7, 0.2}, moduli, ROUNDING);
  }

  @Test
  @Published("Henrici 1962")
  void departureOfATriangleIsItsOffDiagonalPart() {
    assertEquals(5, Spectrum.of(NON_NORMAL).departureFromNormality(), 1e-10);
  }

  @Test
  void radiusNeverExceedsTheNorm() {
    Spectrum spectrum = Spectrum.of(init(5).normal("W", 9, 9, 1).matrix());
    assertTrue(spectrum.radius() < spectrum.norm());
  }

  @Test
  void conditionOfASingularMatrixIsHuge() {
    assertTrue(Spectrum.of(matrix(new double[] {1, 2}, new double[] {2, 4})).condition() > 1e15);
  }

  @Test
  @Published("Trefethen and Embree 2005")
  void powersOfANonNormalMatrixGrowFirstAndFadeLater() {
    double[] norms = Spectrum.normsOfPowers(NON_NORMAL, 200);
    assertTrue(norms[5] > 15, "after 5 steps " + norms[5]);
    assertTrue(norms[200] < 1e-3, "after 200 steps " + norms[200]);
  }

  @Test
  void powersOfASymmetricMatrixFollowItsLargestEigenvalue() {
    double[] norms = Spectrum.normsOfPowers(symmetric(3, 0.5, -0.9, 0.1), 3);
    assertArrayEquals(new double[] {1, 0.9, 0.81, 0.729}, norms, ROUNDING);
  }

  @Test
  void singularValuesOfANarrowMatrixAreAsManyAsItsShorterSide() {
    double[] singular =
        Spectrum.singularValues(
            matrix(new double[] {3, 0}, new double[] {0, 0}, new double[] {0, 4}));
    assertArrayEquals(new double[] {4, 3}, singular, ROUNDING);
  }

  @Test
  void matrixThatIsNotSquareIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Spectrum.of(matrix(new double[] {1, 2})));
    assertEquals("spectrum: a square matrix is needed, this one is 1 x 2", refused.getMessage());
  }

  @Test
  void numberThatIsNotFiniteIsPlaced() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Spectrum.of(matrix(new double[] {1, 2}, new double[] {Double.NaN, 1})));
    assertEquals("spectrum: row 1, column 0 of 2 x 2 is NaN", refused.getMessage());
  }

  @Test
  void historyKeepsEveryMoment() {
    SpectrumHistory history = new SpectrumHistory();
    Matrix w = symmetric(3, 0.5, -0.25);
    history.add(0, w);
    w.kernels().scale(w, 2);
    history.add(10, w);
    assertArrayEquals(new double[] {0, 10}, history.steps());
    assertArrayEquals(new double[] {0.5, 1}, history.radii(), ROUNDING);
    assertArrayEquals(new double[] {0.5, 1}, history.norms(), ROUNDING);
  }

  @Test
  void historyRefusesToGoBack() {
    SpectrumHistory history = new SpectrumHistory();
    history.add(3, symmetric(3, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> history.add(3, symmetric(3, 1, 2)));
  }

  @Test
  void symmetricMatrixIsRebuiltFromItsDecomposition() {
    Matrix w = symmetric(4, 1.2, -0.9, 0.8, 0.3, -0.1, 0.05, 0);
    Matrix rebuilt = SymmetricPowers.of(w).power(1);
    assertEquals(0, largestDifference(w.toArray(), rebuilt.toArray()), ROUNDING);
  }

  @Test
  void powerFromEigenvaluesEqualsRepeatedProduct() {
    Matrix w = symmetric(4, 1.1, -0.9, 0.8, 0.3, -0.1);
    Matrix product = w.copy();
    for (int t = 2; t <= 7; t++) {
      Matrix next = w.zerosLike(5, 5);
      w.kernels().addProduct(product, w, next);
      product = next;
    }
    Matrix power = SymmetricPowers.of(w).power(7);
    assertEquals(0, largestDifference(product.toArray(), power.toArray()), ROUNDING);
  }

  @Test
  void powerZeroIsTheIdentity() {
    Matrix power = SymmetricPowers.of(symmetric(4, 2, -3)).power(0);
    assertEquals(0, largestDifference(power.toArray(), new double[][] {{1, 0}, {0, 1}}), ROUNDING);
  }

  @Test
  void eigenvaluesAboveOneGrowAndBelowOneFade() {
    double[][] curves = SymmetricPowers.of(symmetric(4, 0.5, -2)).decay(3);
    assertArrayEquals(new double[] {1, 2, 4, 8}, curves[0], ROUNDING);
    assertArrayEquals(new double[] {1, 0.5, 0.25, 0.125}, curves[1], ROUNDING);
  }

  @Test
  void asymmetricMatrixIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SymmetricPowers.of(NON_NORMAL));
  }
}
