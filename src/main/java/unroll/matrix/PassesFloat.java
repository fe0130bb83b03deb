package unroll.matrix;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes over runs of 32-bit numbers with the Vector API.
 *
 * <p>Each pass is short on purpose: beyond its inlining limit the compiler leaves vectors on the
 * heap, and several short passes over a row in the cache are faster than a long one. What does not
 * fill a vector is done number by number, or, where a number is expensive, in a padded copy; there
 * the vector operations are written once, for whole vectors and copies, since the compiler gives up
 * on a method that has them twice.
 */
final class PassesFloat {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final ThreadLocal<float[]> REST = ThreadLocal.withInitial(() -> new float[LANES]);

  private PassesFloat() {}

  /** {@code y += factor * x}. */
  static void addMultiple(float factor, float[] x, int from, float[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, from + j)
          .fma(FloatVector.broadcast(SPECIES, factor), FloatVector.fromArray(SPECIES, y, to + j))
          .intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] += factor * x[from + j];
    }
  }

  /** {@code y += x}. */
  static void add(float[] x, int from, float[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, from + j)
          .add(FloatVector.fromArray(SPECIES, y, to + j))
          .intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] += x[from + j];
    }
  }

  /** {@code x *= factor}. */
  static void scale(float[] x, int from, float factor, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, from + j).mul(factor).intoArray(x, from + j);
    }
    for (; j < n; j++) {
      x[from + j] *= factor;
    }
  }

  /** {@code z += x * y}. */
  static void addElementProduct(float[] x, int atX, float[] y, int atY, float[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, atX + j)
          .fma(
              FloatVector.fromArray(SPECIES, y, atY + j),
              FloatVector.fromArray(SPECIES, z, atZ + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] += x[atX + j] * y[atY + j];
    }
  }

  /** {@code z = x * y}. */
  static void elementProduct(float[] x, int atX, float[] y, int atY, float[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, atX + j)
          .mul(FloatVector.fromArray(SPECIES, y, atY + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] = x[atX + j] * y[atY + j];
    }
  }

  /** {@code y = tanh x}, also in place. */
  static void tanh(float[] x, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      float[] in = whole ? x : padded(x, from + j, n - j);
      float[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialFloat.tanh(FloatVector.fromArray(SPECIES, in, at))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
    }
  }

  /** {@code y = 1 / (1 + exp(-x))}, also in place. */
  static void sigmoid(float[] x, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      float[] in = whole ? x : padded(x, from + j, n - j);
      float[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialFloat.sigmoid(FloatVector.fromArray(SPECIES, in, at))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
    }
  }

  /** {@code y = exp(x - shift)}, also in place. */
  static void exp(float[] x, int from, float shift, float[] y, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      float[] in = whole ? x : padded(x, from + j, n - j);
      float[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialFloat.exp(FloatVector.fromArray(SPECIES, in, at).sub(shift))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
    }
  }

  /** {@code y = max(0, x)}, also in place. */
  static void relu(float[] x, int from, float[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, from + j).max(0).intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] = Math.max(0, x[from + j]);
    }
  }

  /** {@code dx += dy (1 - y^2)}. */
  static void addTanhGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, atY + j);
      FloatVector slope = FloatVector.broadcast(SPECIES, 1).sub(value.mul(value));
      FloatVector.fromArray(SPECIES, dy, atDy + j)
          .fma(slope, FloatVector.fromArray(SPECIES, dx, atDx + j))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += dy[atDy + j] * (1 - y[atY + j] * y[atY + j]);
    }
  }

  /** {@code dx += dy y (1 - y)}. */
  static void addSigmoidGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, atY + j);
      FloatVector slope = value.mul(FloatVector.broadcast(SPECIES, 1).sub(value));
      FloatVector.fromArray(SPECIES, dy, atDy + j)
          .fma(slope, FloatVector.fromArray(SPECIES, dx, atDx + j))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += dy[atDy + j] * (y[atY + j] * (1 - y[atY + j]));
    }
  }

  /** {@code dx += dy where y > 0}. */
  static void addReluGradient(
      float[] y, int atY, float[] dy, int atDy, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      VectorMask<Float> on =
          FloatVector.fromArray(SPECIES, y, atY + j).compare(VectorOperators.GT, 0);
      FloatVector passed =
          FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, dy, atDy + j), on);
      FloatVector.fromArray(SPECIES, dx, atDx + j).add(passed).intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += y[atY + j] > 0 ? dy[atDy + j] : 0;
    }
  }

  /** {@code dx += y (dy - dot)}. */
  static void addSoftmaxGradient(
      float[] y, int atY, float[] dy, int atDy, float dot, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, dy, atDy + j)
          .sub(dot)
          .fma(
              FloatVector.fromArray(SPECIES, y, atY + j),
              FloatVector.fromArray(SPECIES, dx, atDx + j))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += y[atY + j] * (dy[atDy + j] - dot);
    }
  }

  /**
   * The sum of {@code x * y}. Four sums in a fixed order, no vectors: the Vector API leaves the
   * order in which it adds lanes open, and it changes when a method is compiled; then the same seed
   * would not give the same run.
   */
  static float dot(float[] x, int atX, float[] y, int atY, int n) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int j = 0;
    for (; j + 4 <= n; j += 4) {
      sum0 += x[atX + j] * y[atY + j];
      sum1 += x[atX + j + 1] * y[atY + j + 1];
      sum2 += x[atX + j + 2] * y[atY + j + 2];
      sum3 += x[atX + j + 3] * y[atY + j + 3];
    }
    for (; j < n; j++) {
      sum0 += x[atX + j] * y[atY + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The sum of some numbers, in a fixed order as in {@link #dot}. */
  static float sum(float[] x, int from, int n) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int j = 0;
    for (; j + 4 <= n; j += 4) {
      sum0 += x[from + j];
      sum1 += x[from + j + 1];
      sum2 += x[from + j + 2];
      sum3 += x[from + j + 3];
    }
    for (; j < n; j++) {
      sum0 += x[from + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The largest of at least one number; NaN if one is. */
  static float max(float[] x, int from, int n) {
    FloatVector highest = FloatVector.broadcast(SPECIES, x[from]);
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      highest = highest.max(FloatVector.fromArray(SPECIES, x, from + j));
    }
    float max = highest.reduceLanes(VectorOperators.MAX);
    for (; j < n; j++) {
      max = Math.max(max, x[from + j]);
    }
    return max;
  }

  /** One row of the memory: {@code c = f before + i g}, gates side by side as i, f, o, g. */
  static void lstmMemory(
      float[] gates, int at, float[] before, int from, float[] c, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector stored =
          FloatVector.fromArray(SPECIES, gates, at + j)
              .mul(FloatVector.fromArray(SPECIES, gates, at + 3 * n + j));
      FloatVector.fromArray(SPECIES, gates, at + n + j)
          .fma(FloatVector.fromArray(SPECIES, before, from + j), stored)
          .intoArray(c, to + j);
    }
    for (; j < n; j++) {
      c[to + j] = gates[at + n + j] * before[from + j] + gates[at + j] * gates[at + 3 * n + j];
    }
  }

  /**
   * One row of the gradient through the gates, which it replaces, and through the memory: all of
   * {@link Kernels#lstmGatesGradient} in one go, since each number is read several times.
   */
  static void lstmGradient(
      float[] gates,
      int at,
      float[] before,
      int from,
      float[] tanhC,
      int atC,
      float[] dh,
      int atDh,
      float[] dc,
      int atDc,
      float[] dBefore,
      int to,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector i = FloatVector.fromArray(SPECIES, gates, at + j);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, at + n + j);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, at + 2 * n + j);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, at + 3 * n + j);
      FloatVector u = FloatVector.fromArray(SPECIES, tanhC, atC + j);
      FloatVector d = FloatVector.fromArray(SPECIES, dh, atDh + j);
      FloatVector m = d.mul(o).fma(one.sub(u.mul(u)), FloatVector.fromArray(SPECIES, dc, atDc + j));
      m.intoArray(dc, atDc + j);
      m.fma(f, FloatVector.fromArray(SPECIES, dBefore, to + j)).intoArray(dBefore, to + j);
      m.mul(g).mul(i).mul(one.sub(i)).intoArray(gates, at + j);
      m.mul(FloatVector.fromArray(SPECIES, before, from + j))
          .mul(f)
          .mul(one.sub(f))
          .intoArray(gates, at + n + j);
      d.mul(u).mul(o).mul(one.sub(o)).intoArray(gates, at + 2 * n + j);
      m.mul(i).mul(one.sub(g.mul(g))).intoArray(gates, at + 3 * n + j);
    }
    for (; j < n; j++) {
      float i = gates[at + j];
      float f = gates[at + n + j];
      float o = gates[at + 2 * n + j];
      float g = gates[at + 3 * n + j];
      float u = tanhC[atC + j];
      float d = dh[atDh + j];
      float m = dc[atDc + j] + d * o * (1 - u * u);
      dc[atDc + j] = m;
      dBefore[to + j] += m * f;
      gates[at + j] = m * g * i * (1 - i);
      gates[at + n + j] = m * before[from + j] * f * (1 - f);
      gates[at + 2 * n + j] = d * u * o * (1 - o);
      gates[at + 3 * n + j] = m * i * (1 - g * g);
    }
  }

  /** {@code dx = a b y (1 - y)}: the gradient through a logistic gate. */
  static void gateGradient(
      float[] a, int atA, float[] b, int atB, float[] y, int atY, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, atY + j);
      FloatVector.fromArray(SPECIES, a, atA + j)
          .mul(FloatVector.fromArray(SPECIES, b, atB + j))
          .mul(value)
          .mul(FloatVector.broadcast(SPECIES, 1).sub(value))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] = a[atA + j] * b[atB + j] * y[atY + j] * (1 - y[atY + j]);
    }
  }

  /** One row of the mixture: {@code h = z before + (1 - z) n}. */
  static void gruMix(float[] gates, int at, float[] before, int from, float[] h, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, gates, at + n + j);
      FloatVector candidate = FloatVector.fromArray(SPECIES, gates, at + 2 * n + j);
      FloatVector.fromArray(SPECIES, before, from + j)
          .sub(candidate)
          .fma(z, candidate)
          .intoArray(h, to + j);
    }
    for (; j < n; j++) {
      float candidate = gates[at + 2 * n + j];
      h[to + j] = gates[at + n + j] * (before[from + j] - candidate) + candidate;
    }
  }

  /** One row of the gradient of the mixture; dz and dn replace z and n. */
  static void gruMixGradient(
      float[] gates,
      int at,
      float[] before,
      int from,
      float[] dh,
      int atDh,
      float[] dCandidate,
      int atD,
      float[] dBefore,
      int to,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector z = FloatVector.fromArray(SPECIES, gates, at + n + j);
      FloatVector c = FloatVector.fromArray(SPECIES, gates, at + 2 * n + j);
      FloatVector d = FloatVector.fromArray(SPECIES, dh, atDh + j);
      FloatVector rest = one.sub(z);
      FloatVector dc = d.mul(rest).mul(one.sub(c.mul(c)));
      d.mul(FloatVector.fromArray(SPECIES, before, from + j).sub(c))
          .mul(z)
          .mul(rest)
          .intoArray(gates, at + n + j);
      dc.intoArray(gates, at + 2 * n + j);
      dc.intoArray(dCandidate, atD + j);
      d.fma(z, FloatVector.fromArray(SPECIES, dBefore, to + j)).intoArray(dBefore, to + j);
    }
    for (; j < n; j++) {
      float z = gates[at + n + j];
      float c = gates[at + 2 * n + j];
      float d = dh[atDh + j];
      float dc = d * (1 - z) * (1 - c * c);
      gates[at + n + j] = d * (before[from + j] - c) * z * (1 - z);
      gates[at + 2 * n + j] = dc;
      dCandidate[atD + j] = dc;
      dBefore[to + j] += d * z;
    }
  }

  /**
   * One step of Adam: {@code m += (1 - beta1) (g - m), v += (1 - beta2) (g^2 - v), w -= step m /
   * (sqrt v + small)}.
   */
  static void adam(
      float[] w,
      int atW,
      float[] g,
      int atG,
      float[] m,
      int atM,
      float[] v,
      int atV,
      float rate1,
      float rate2,
      float step,
      float small,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector slope = FloatVector.fromArray(SPECIES, g, atG + j);
      FloatVector mean = FloatVector.fromArray(SPECIES, m, atM + j);
      FloatVector square = FloatVector.fromArray(SPECIES, v, atV + j);
      mean = slope.sub(mean).fma(FloatVector.broadcast(SPECIES, rate1), mean);
      square = slope.mul(slope).sub(square).fma(FloatVector.broadcast(SPECIES, rate2), square);
      mean.intoArray(m, atM + j);
      square.intoArray(v, atV + j);
      FloatVector.fromArray(SPECIES, w, atW + j)
          .sub(mean.mul(step).div(square.sqrt().add(small)))
          .intoArray(w, atW + j);
    }
    for (; j < n; j++) {
      float slope = g[atG + j];
      m[atM + j] += rate1 * (slope - m[atM + j]);
      v[atV + j] += rate2 * (slope * slope - v[atV + j]);
      w[atW + j] -= step * m[atM + j] / ((float) Math.sqrt(v[atV + j]) + small);
    }
  }

  /**
   * One row times a matrix: {@code c += x b} with b's rows a step apart. Eight rows of b at a time,
   * so that c is loaded and stored seldom; what is added to a number of c comes in the order of the
   * rows.
   */
  static void addRowProduct(
      float[] x, int at, int inner, float[] b, int from, int step, float[] c, int to, int n) {
    int k = 0;
    for (; k + 8 <= inner; k += 8) {
      addEightMultiples(x, at + k, b, from + k * step, step, c, to, n);
    }
    for (; k < inner; k++) {
      addMultiple(x[at + k], b, from + k * step, c, to, n);
    }
  }

  private static void addEightMultiples(
      float[] x, int at, float[] b, int from, int step, float[] c, int to, int n) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    float x4 = x[at + 4];
    float x5 = x[at + 5];
    float x6 = x[at + 6];
    float x7 = x[at + 7];
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, c, to + j);
      sum =
          FloatVector.fromArray(SPECIES, b, from + j).fma(FloatVector.broadcast(SPECIES, x0), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + step + j)
              .fma(FloatVector.broadcast(SPECIES, x1), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 2 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x2), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 3 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x3), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 4 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x4), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 5 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x5), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 6 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x6), sum);
      sum =
          FloatVector.fromArray(SPECIES, b, from + 7 * step + j)
              .fma(FloatVector.broadcast(SPECIES, x7), sum);
      sum.intoArray(c, to + j);
    }
    for (; j < n; j++) {
      c[to + j] += x0 * b[from + j];
      c[to + j] += x1 * b[from + step + j];
      c[to + j] += x2 * b[from + 2 * step + j];
      c[to + j] += x3 * b[from + 3 * step + j];
      c[to + j] += x4 * b[from + 4 * step + j];
      c[to + j] += x5 * b[from + 5 * step + j];
      c[to + j] += x6 * b[from + 6 * step + j];
      c[to + j] += x7 * b[from + 7 * step + j];
    }
  }

  /** {@code z = x + y}. */
  static void sum(float[] x, int atX, float[] y, int atY, float[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector.fromArray(SPECIES, x, atX + j)
          .add(FloatVector.fromArray(SPECIES, y, atY + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] = x[atX + j] + y[atY + j];
    }
  }

  /** {@code y += x} and {@code z += x}. */
  static void addToTwo(float[] x, int from, float[] y, int to, float[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector added = FloatVector.fromArray(SPECIES, x, from + j);
      added.add(FloatVector.fromArray(SPECIES, y, to + j)).intoArray(y, to + j);
      added.add(FloatVector.fromArray(SPECIES, z, atZ + j)).intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      y[to + j] += x[from + j];
      z[atZ + j] += x[from + j];
    }
  }

  /** A few numbers, filled up to a vector with whatever was there, in a place that is reused. */
  private static float[] padded(float[] x, int from, int n) {
    float[] result = REST.get();
    System.arraycopy(x, from, result, 0, n);
    return result;
  }
}
