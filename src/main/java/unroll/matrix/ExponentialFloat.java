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
  private static final float LOG2_E = 1.44269504f;

  /** ln 2 in two parts, the first with so few bits that k times it is exact. */
  private static final float LN2_HIGH = 6.93359375E-1f;

  private static final float LN2_LOW = -2.12194440E-4f;

  /** Beyond these bounds exp is infinite, or zero. */
  private static final float INFINITE = 89;

  private static final float VANISHED = -104;

  /** Within this bound 2^k is a normal number; beyond it sigmoid is 0 or 1 but for 1e-38. */
  private static final float NORMAL = 87;

  /** From here on tanh rounds to 1. */
  private static final float SATURATED = 10;

  private ExponentialFloat() {}

  /**
   * Computes {@code exp x}: infinity above 88.72, gradual underflow below -87.33, NaN for NaN.
   * Relative error at most 2e-7 where the result is a normal number.
   */
  static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.min(INFINITE).max(VANISHED);
    FloatVector k = bounded.fma(of(LOG2_E), of(ROUND)).sub(ROUND);
    FloatVector q = series(bounded, k);
    // 2^k may overflow where the product does not, so k is applied in two halves.
    FloatVector shifted = k.fma(of(0.5f), of(ROUND));
    FloatVector rest = k.sub(shifted.sub(ROUND)).add(ROUND);
    return q.add(1).mul(powerOfTwo(shifted)).mul(powerOfTwo(rest));
  }

  /** Computes {@code 1 / (1 + exp(-x))}; absolute error at most 1e-7, NaN for NaN. */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector bounded = x.neg().min(NORMAL).max(-NORMAL);
    FloatVector shifted = bounded.fma(of(LOG2_E), of(ROUND));
    FloatVector scale = powerOfTwo(shifted);
    FloatVector e = series(bounded, shifted.sub(ROUND)).fma(scale, scale);
    return of(1).div(e.add(1));
  }

  /**
   * Computes {@code tanh x = e / (e + 2)} with {@code e = exp(2 x) - 1 = 2^k q + (2^k - 1)}.
   * Relative error at most 4e-7, near zero too; exactly 1 or -1 from 10 on, NaN for NaN.
   */
  static FloatVector tanh(FloatVector x) {
    FloatVector bounded = x.min(SATURATED).max(-SATURATED);
    bounded = bounded.add(bounded);
    FloatVector shifted = bounded.fma(of(LOG2_E), of(ROUND));
    FloatVector scale = powerOfTwo(shifted);
    FloatVector e = series(bounded, shifted.sub(ROUND)).fma(scale, scale.sub(1));
    return e.div(e.add(2));
  }

  private static FloatVector powerOfTwo(FloatVector shifted) {
    return shifted
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
        .reinterpretAsFloats();
  }

  /** {@code q = exp(r) - 1} for {@code r = x - k ln 2}. */
  private static FloatVector series(FloatVector x, FloatVector k) {
    FloatVector r = k.fma(of(-LN2_LOW), k.fma(of(-LN2_HIGH), x));
    FloatVector p = of(1.9875691500E-4f);
    p = p.fma(r, of(1.3981999507E-3f));
    p = p.fma(r, of(8.3334519073E-3f));
    p = p.fma(r, of(4.1665795894E-2f));
    p = p.fma(r, of(1.6666665459E-1f));
    p = p.fma(r, of(5.0000001201E-1f));
    return p.fma(r.mul(r), r);
  }

  private static FloatVector of(float number) {
    return FloatVector.broadcast(SPECIES, number);
  }
}
