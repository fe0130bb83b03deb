package unroll.matrix;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential of 32-bit vectors, and the squashing functions made of it.
 *
 * <p>{@code x = k ln 2 + r} with k whole and {@code |r| <= ln 2 / 2}; then {@code exp x = 2^k (1 +
 * q(r))} with q the polynomial of Moshier's Cephes library (expf) without its one. The one is kept
 * apart because tanh near zero needs it so: {@code 1 + q} would round q away.
 *
 * <p>The errors stated were measured against {@code StrictMath} over 20 million arguments.
 */
final class ExponentialFloat {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /**
   * Adding this rounds to a whole number and leaves it in the low bits, the bias of the exponent
   * already added; shifted up, the bits are a power of two.
   */
  private static final float ROUND = 0x1.8p23f + 127;

  private static final int EXPONENT_SHIFT = 23;

  /* The constants are vectors: a broadcast in every use would overrun the compiler's node limit. */

  private static final FloatVector LOG2_E = of(1.44269504f);
  private static final FloatVector ROUNDING = of(ROUND);

  /** ln 2 in two parts, the first with so few bits that k times it is exact. */
  private static final FloatVector MINUS_LN2_HIGH = of(-6.93359375E-1f);

  private static final FloatVector MINUS_LN2_LOW = of(2.12194440E-4f);

  /** Beyond these bounds exp is infinite, or zero. */
  private static final FloatVector INFINITE = of(89);

  private static final FloatVector VANISHED = of(-104);

  /** Within this bound 2^k is a normal number; beyond it sigmoid is 0 or 1 but for 1e-38. */
  private static final FloatVector NORMAL = of(87);

  private static final FloatVector MINUS_NORMAL = of(-87);

  /** From here on tanh rounds to 1. */
  private static final FloatVector SATURATED = of(10);

  private static final FloatVector MINUS_SATURATED = of(-10);

  private static final FloatVector HALF = of(0.5f);
  private static final FloatVector ONE = of(1);
  private static final FloatVector TWO = of(2);

  // The coefficients of (q(r) - r) / r^2, the highest power first.
  private static final FloatVector C0 = of(1.9875691500E-4f);
  private static final FloatVector C1 = of(1.3981999507E-3f);
  private static final FloatVector C2 = of(8.3334519073E-3f);
  private static final FloatVector C3 = of(4.1665795894E-2f);
  private static final FloatVector C4 = of(1.6666665459E-1f);
  private static final FloatVector C5 = of(5.0000001201E-1f);

  private ExponentialFloat() {}

  /**
   * Computes {@code exp x}: infinity above 88.72, gradual underflow below -87.33, NaN for NaN.
   * Relative error at most 1e-7 where the result is a normal number.
   */
  static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.min(INFINITE).max(VANISHED);
    FloatVector k = bounded.fma(LOG2_E, ROUNDING).sub(ROUNDING);
    FloatVector q = series(bounded, k);
    // 2^k may overflow where the product does not, so k is applied in two halves.
    FloatVector shifted = k.fma(HALF, ROUNDING);
    FloatVector rest = k.sub(shifted.sub(ROUNDING)).add(ROUNDING);
    return q.add(ONE).mul(powerOfTwo(shifted)).mul(powerOfTwo(rest));
  }

  /** Computes {@code 1 / (1 + exp(-x))}; absolute error at most 9e-8, NaN for NaN. */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector bounded = x.neg().min(NORMAL).max(MINUS_NORMAL);
    FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
    FloatVector scale = powerOfTwo(shifted);
    FloatVector e = series(bounded, shifted.sub(ROUNDING)).fma(scale, scale);
    return ONE.div(e.add(ONE));
  }

  /**
   * Computes {@code tanh x = e / (e + 2)} with {@code e = exp(2 x) - 1 = 2^k q + (2^k - 1)}.
   * Relative error at most 1.8e-7, near zero too; exactly 1 or -1 from 10 on, NaN for NaN.
   */
  static FloatVector tanh(FloatVector x) {
    FloatVector bounded = x.min(SATURATED).max(MINUS_SATURATED);
    bounded = bounded.add(bounded);
    FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
    FloatVector scale = powerOfTwo(shifted);
    FloatVector e = series(bounded, shifted.sub(ROUNDING)).fma(scale, scale.sub(ONE));
    return e.div(e.add(TWO));
  }

  private static FloatVector powerOfTwo(FloatVector shifted) {
    return shifted
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
        .reinterpretAsFloats();
  }

  /** {@code q = exp(r) - 1} for {@code r = x - k ln 2}. */
  private static FloatVector series(FloatVector x, FloatVector k) {
    FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    FloatVector p = C0;
    p = p.fma(r, C1);
    p = p.fma(r, C2);
    p = p.fma(r, C3);
    p = p.fma(r, C4);
    p = p.fma(r, C5);
    return p.fma(r.mul(r), r);
  }

  private static FloatVector of(float number) {
    return FloatVector.broadcast(SPECIES, number);
  }
}
