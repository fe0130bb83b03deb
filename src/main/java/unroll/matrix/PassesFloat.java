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
 * fill a vector is done number by number, or, where a number is expensive, in a padded copy.
 */
final class PassesFloat {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

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
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialFloat.tanh(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(y, to + j);
    }
    if (j < n) {
      float[] rest = padded(x, from + j, n - j);
      tanh(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
    }
  }

  /** {@code y = 1 / (1 + exp(-x))}, also in place. */
  static void sigmoid(float[] x, int from, float[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialFloat.sigmoid(FloatVector.fromArray(SPECIES, x, from + j)).intoArray(y, to + j);
    }
    if (j < n) {
      float[] rest = padded(x, from + j, n - j);
      sigmoid(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
    }
  }

  /** {@code y = exp(x - shift)}, also in place. */
  static void exp(float[] x, int from, float shift, float[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialFloat.exp(FloatVector.fromArray(SPECIES, x, from + j).sub(shift))
          .intoArray(y, to + j);
    }
    if (j < n) {
      float[] rest = padded(x, from + j, n - j);
      exp(rest, 0, shift, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
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

  /** One row of {@code dc += dh o (1 - tanh(c)^2)}. */
  static void lstmMemoryGradient(
      float[] gates,
      int at,
      float[] tanhC,
      int atC,
      float[] dh,
      int atDh,
      float[] dc,
      int atDc,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, tanhC, atC + j);
      FloatVector slope = FloatVector.broadcast(SPECIES, 1).sub(u.mul(u));
      FloatVector.fromArray(SPECIES, dh, atDh + j)
          .mul(FloatVector.fromArray(SPECIES, gates, at + 2 * n + j))
          .fma(slope, FloatVector.fromArray(SPECIES, dc, atDc + j))
          .intoArray(dc, atDc + j);
    }
    for (; j < n; j++) {
      float u = tanhC[atC + j];
      dc[atDc + j] += dh[atDh + j] * gates[at + 2 * n + j] * (1 - u * u);
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

  /** {@code dx = a b (1 - y^2)}: the gradient through the candidate of a gated cell. */
  static void candidateGradient(
      float[] a, int atA, float[] b, int atB, float[] y, int atY, float[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, y, atY + j);
      FloatVector.fromArray(SPECIES, a, atA + j)
          .mul(FloatVector.fromArray(SPECIES, b, atB + j))
          .mul(FloatVector.broadcast(SPECIES, 1).sub(value.mul(value)))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] = a[atA + j] * b[atB + j] * (1 - y[atY + j] * y[atY + j]);
    }
  }

  /** One step of Adam's moments: {@code m += (1 - beta1) (g - m), v += (1 - beta2) (g^2 - v)}. */
  static void adamMoments(
      float[] g, int atG, float[] m, int atM, float[] v, int atV, float rate1, float rate2, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector slope = FloatVector.fromArray(SPECIES, g, atG + j);
      FloatVector mean = FloatVector.fromArray(SPECIES, m, atM + j);
      FloatVector square = FloatVector.fromArray(SPECIES, v, atV + j);
      slope.sub(mean).fma(FloatVector.broadcast(SPECIES, rate1), mean).intoArray(m, atM + j);
      slope
          .mul(slope)
          .sub(square)
          .fma(FloatVector.broadcast(SPECIES, rate2), square)
          .intoArray(v, atV + j);
    }
    for (; j < n; j++) {
      float slope = g[atG + j];
      m[atM + j] += rate1 * (slope - m[atM + j]);
      v[atV + j] += rate2 * (slope * slope - v[atV + j]);
    }
  }

  /** One step of Adam's weights: {@code w -= step m / (sqrt v + small)}. */
  static void adamWeights(
      float[] w, int atW, float[] m, int atM, float[] v, int atV, float step, float small, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      FloatVector size = FloatVector.fromArray(SPECIES, v, atV + j).sqrt().add(small);
      FloatVector.fromArray(SPECIES, w, atW + j)
          .sub(FloatVector.fromArray(SPECIES, m, atM + j).mul(step).div(size))
          .intoArray(w, atW + j);
    }
    for (; j < n; j++) {
      w[atW + j] -= step * m[atM + j] / ((float) Math.sqrt(v[atV + j]) + small);
    }
  }

  /** A few numbers, filled up with zeros to a vector. */
  private static float[] padded(float[] x, int from, int n) {
    float[] result = new float[LANES];
    System.arraycopy(x, from, result, 0, n);
    return result;
  }
}
