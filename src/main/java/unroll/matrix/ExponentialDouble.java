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
  private static final double LOG2_E = 1.4426950408889634;

  /** ln 2 in two parts, the first with so few bits that k times it is exact. */
  private static final double LN2_HIGH = 6.93145751953125E-1;

  private static final double LN2_LOW = 1.42860682030941723212E-6;

  /** Beyond these bounds exp is infinite, or zero. */
  private static final double INFINITE = 710;

  private static final double VANISHED = -750;

  /** Within this bound 2^k is a normal number; beyond it sigmoid is 0 or 1 but for 1e-307. */
  private static final double NORMAL = 708;

  /** From here on tanh rounds to 1. */
  private static final double SATURATED = 20;

  private ExponentialDouble() {}

  /**
   * Computes {@code exp x}: infinity above 709.78, gradual underflow below -708.40, NaN for NaN.
   * Relative error at most 4e-16 where the result is a normal number.
   */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = x.min(INFINITE).max(VANISHED);
    DoubleVector k = bounded.fma(of(LOG2_E), of(ROUND)).sub(ROUND);
    DoubleVector q = series(bounded, k);
    // 2^k may overflow where the product does not, so k is applied in two halves.
    DoubleVector shifted = k.fma(of(0.5), of(ROUND));
    DoubleVector rest = k.sub(shifted.sub(ROUND)).add(ROUND);
    return q.add(1).mul(powerOfTwo(shifted)).mul(powerOfTwo(rest));
  }

  /** Computes {@code 1 / (1 + exp(-x))}; absolute error at most 2e-16, NaN for NaN. */
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector bounded = x.neg().min(NORMAL).max(-NORMAL);
    DoubleVector shifted = bounded.fma(of(LOG2_E), of(ROUND));
    DoubleVector scale = powerOfTwo(shifted);
    DoubleVector e = series(bounded, shifted.sub(ROUND)).fma(scale, scale);
    return of(1).div(e.add(1));
  }

  /**
   * Computes {@code tanh x = e / (e + 2)} with {@code e = exp(2 x) - 1 = 2^k q + (2^k - 1)}.
   * Relative error at most 6e-16, near zero too; exactly 1 or -1 from 20 on, NaN for NaN.
   */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector bounded = x.min(SATURATED).max(-SATURATED);
    bounded = bounded.add(bounded);
    DoubleVector shifted = bounded.fma(of(LOG2_E), of(ROUND));
    DoubleVector scale = powerOfTwo(shifted);
    DoubleVector e = series(bounded, shifted.sub(ROUND)).fma(scale, scale.sub(1));
    return e.div(e.add(2));
  }

  private static DoubleVector powerOfTwo(DoubleVector shifted) {
    return shifted
        .reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
        .reinterpretAsDoubles();
  }

  /** {@code q = exp(r) - 1} for {@code r = x - k ln 2}. */
  private static DoubleVector series(DoubleVector x, DoubleVector k) {
    DoubleVector r = k.fma(of(-LN2_LOW), k.fma(of(-LN2_HIGH), x));
    DoubleVector p = of(1 / 6227020800.0);
    p = p.fma(r, of(1 / 479001600.0));
    p = p.fma(r, of(1 / 39916800.0));
    p = p.fma(r, of(1 / 3628800.0));
    p = p.fma(r, of(1 / 362880.0));
    p = p.fma(r, of(1 / 40320.0));
    p = p.fma(r, of(1 / 5040.0));
    p = p.fma(r, of(1 / 720.0));
    p = p.fma(r, of(1 / 120.0));
    p = p.fma(r, of(1 / 24.0));
    p = p.fma(r, of(1 / 6.0));
    p = p.fma(r, of(0.5));
    return p.fma(r.mul(r), r);
  }

  private static DoubleVector of(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }
}
