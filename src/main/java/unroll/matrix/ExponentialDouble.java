package unroll.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential of 64-bit vectors, and the squashing functions made of it.
 *
 * <p>{@code x = k ln 2 + r} with k whole and {@code |r| <= ln 2 / 2}; then {@code exp x = 2^k (1 +
 * q(r))} with q the Taylor series of {@code exp r - 1} up to degree 13 (the reduction is that of
 * Cody and Waite 1980, chapter 6). The one is kept apart because tanh near zero needs it so: {@code
 * 1 + q} would round q away.
 *
 * <p>The errors stated were measured against {@code StrictMath} over 20 million arguments.
 */
final class ExponentialDouble {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /**
   * Adding this rounds to a whole number and leaves it in the low bits, the bias of the exponent
   * already added; shifted up, the bits are a power of two.
   */
  private static final double ROUND = 0x1.8p52 + 1023;

  private static final int EXPONENT_SHIFT = 52;

  /* The constants are vectors: a broadcast in every use would overrun the compiler's node limit. */

  private static final DoubleVector LOG2_E = of(1.4426950408889634);
  private static final DoubleVector ROUNDING = of(ROUND);

  /** ln 2 in two parts, the first with so few bits that k times it is exact. */
  private static final DoubleVector MINUS_LN2_HIGH = of(-6.93145751953125E-1);

  private static final DoubleVector MINUS_LN2_LOW = of(-1.42860682030941723212E-6);

  /** Beyond these bounds exp is infinite, or zero. */
  private static final DoubleVector INFINITE = of(710);

  private static final DoubleVector VANISHED = of(-750);

  /** Within this bound 2^k is a normal number; beyond it sigmoid is 0 or 1 but for 1e-307. */
  private static final DoubleVector NORMAL = of(708);

  private static final DoubleVector MINUS_NORMAL = of(-708);

  /** From here on tanh rounds to 1. */
  private static final DoubleVector SATURATED = of(20);

  private static final DoubleVector MINUS_SATURATED = of(-20);

  private static final DoubleVector HALF = of(0.5);
  private static final DoubleVector ONE = of(1);
  private static final DoubleVector TWO = of(2);

  // The coefficients of (q(r) - r) / r^2, the highest power first.
  private static final DoubleVector C0 = of(1 / 6227020800.0);
  private static final DoubleVector C1 = of(1 / 479001600.0);
  private static final DoubleVector C2 = of(1 / 39916800.0);
  private static final DoubleVector C3 = of(1 / 3628800.0);
  private static final DoubleVector C4 = of(1 / 362880.0);
  private static final DoubleVector C5 = of(1 / 40320.0);
  private static final DoubleVector C6 = of(1 / 5040.0);
  private static final DoubleVector C7 = of(1 / 720.0);
  private static final DoubleVector C8 = of(1 / 120.0);
  private static final DoubleVector C9 = of(1 / 24.0);
  private static final DoubleVector C10 = of(1 / 6.0);
  private static final DoubleVector C11 = of(0.5);

  private ExponentialDouble() {}

  /**
   * Computes {@code exp x}: infinity above 709.78, gradual underflow below -708.40, NaN for NaN.
   * Relative error at most 2.3e-16 where the result is a normal number.
   */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = x.min(INFINITE).max(VANISHED);
    DoubleVector k = bounded.fma(LOG2_E, ROUNDING).sub(ROUNDING);
    DoubleVector q = series(bounded, k);
    // 2^k may overflow where the product does not, so k is applied in two halves.
    DoubleVector shifted = k.fma(HALF, ROUNDING);
    DoubleVector rest = k.sub(shifted.sub(ROUNDING)).add(ROUNDING);
    return q.add(ONE).mul(powerOfTwo(shifted)).mul(powerOfTwo(rest));
  }

  /** Computes {@code 1 / (1 + exp(-x))}; absolute error at most 2.3e-16, NaN for NaN. */
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector bounded = x.neg().min(NORMAL).max(MINUS_NORMAL);
    DoubleVector shifted = bounded.fma(LOG2_E, ROUNDING);
    DoubleVector scale = powerOfTwo(shifted);
    DoubleVector e = series(bounded, shifted.sub(ROUNDING)).fma(scale, scale);
    return ONE.div(e.add(ONE));
  }

  /**
   * Computes {@code tanh x = e / (e + 2)} with {@code e = exp(2 x) - 1 = 2^k q + (2^k - 1)}.
   * Relative error at most 5.5e-16, near zero too; exactly 1 or -1 from 20 on, NaN for NaN.
   */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector bounded = x.min(SATURATED).max(MINUS_SATURATED);
    bounded = bounded.add(bounded);
    DoubleVector shifted = bounded.fma(LOG2_E, ROUNDING);
    DoubleVector scale = powerOfTwo(shifted);
    DoubleVector e = series(bounded, shifted.sub(ROUNDING)).fma(scale, scale.sub(ONE));
    return e.div(e.add(TWO));
  }

  private static DoubleVector powerOfTwo(DoubleVector shifted) {
    return shifted
        .reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
        .reinterpretAsDoubles();
  }

  /** {@code q = exp(r) - 1} for {@code r = x - k ln 2}. */
  private static DoubleVector series(DoubleVector x, DoubleVector k) {
    DoubleVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    DoubleVector p = C0;
    p = p.fma(r, C1);
    p = p.fma(r, C2);
    p = p.fma(r, C3);
    p = p.fma(r, C4);
    p = p.fma(r, C5);
    p = p.fma(r, C6);
    p = p.fma(r, C7);
    p = p.fma(r, C8);
    p = p.fma(r, C9);
    p = p.fma(r, C10);
    p = p.fma(r, C11);
    return p.fma(r.mul(r), r);
  }

  private static DoubleVector of(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }
}
