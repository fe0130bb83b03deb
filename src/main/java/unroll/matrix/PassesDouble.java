package unroll.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes over runs of 64-bit numbers with the Vector API.
 *
 * <p>Each pass is short on purpose: beyond its inlining limit the compiler leaves vectors on the
 * heap, and several short passes over a row in the cache are faster than a long one. What does not
 * fill a vector is done number by number, or, where a number is expensive, in a padded copy.
 */
final class PassesDouble {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private PassesDouble() {}

  /** {@code y += factor * x}. */
  static void addMultiple(double factor, double[] x, int from, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, from + j)
          .fma(DoubleVector.broadcast(SPECIES, factor), DoubleVector.fromArray(SPECIES, y, to + j))
          .intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] += factor * x[from + j];
    }
  }

  /** {@code y += x}. */
  static void add(double[] x, int from, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, from + j)
          .add(DoubleVector.fromArray(SPECIES, y, to + j))
          .intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] += x[from + j];
    }
  }

  /** {@code x *= factor}. */
  static void scale(double[] x, int from, double factor, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, from + j).mul(factor).intoArray(x, from + j);
    }
    for (; j < n; j++) {
      x[from + j] *= factor;
    }
  }

  /** {@code z += x * y}. */
  static void addElementProduct(
      double[] x, int atX, double[] y, int atY, double[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, atX + j)
          .fma(
              DoubleVector.fromArray(SPECIES, y, atY + j),
              DoubleVector.fromArray(SPECIES, z, atZ + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] += x[atX + j] * y[atY + j];
    }
  }

  /** {@code z = x * y}. */
  static void elementProduct(double[] x, int atX, double[] y, int atY, double[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, atX + j)
          .mul(DoubleVector.fromArray(SPECIES, y, atY + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] = x[atX + j] * y[atY + j];
    }
  }

  /** {@code y = tanh x}, also in place. */
  static void tanh(double[] x, int from, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialDouble.tanh(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(y, to + j);
    }
    if (j < n) {
      double[] rest = padded(x, from + j, n - j);
      tanh(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
    }
  }

  /** {@code y = 1 / (1 + exp(-x))}, also in place. */
  static void sigmoid(double[] x, int from, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialDouble.sigmoid(DoubleVector.fromArray(SPECIES, x, from + j)).intoArray(y, to + j);
    }
    if (j < n) {
      double[] rest = padded(x, from + j, n - j);
      sigmoid(rest, 0, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
    }
  }

  /** {@code y = exp(x - shift)}, also in place. */
  static void exp(double[] x, int from, double shift, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      ExponentialDouble.exp(DoubleVector.fromArray(SPECIES, x, from + j).sub(shift))
          .intoArray(y, to + j);
    }
    if (j < n) {
      double[] rest = padded(x, from + j, n - j);
      exp(rest, 0, shift, rest, 0, LANES);
      System.arraycopy(rest, 0, y, to + j, n - j);
    }
  }

  /** {@code y = max(0, x)}, also in place. */
  static void relu(double[] x, int from, double[] y, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, from + j).max(0).intoArray(y, to + j);
    }
    for (; j < n; j++) {
      y[to + j] = Math.max(0, x[from + j]);
    }
  }

  /** {@code dx += dy (1 - y^2)}. */
  static void addTanhGradient(
      double[] y, int atY, double[] dy, int atDy, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, atY + j);
      DoubleVector slope = DoubleVector.broadcast(SPECIES, 1).sub(value.mul(value));
      DoubleVector.fromArray(SPECIES, dy, atDy + j)
          .fma(slope, DoubleVector.fromArray(SPECIES, dx, atDx + j))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += dy[atDy + j] * (1 - y[atY + j] * y[atY + j]);
    }
  }

  /** {@code dx += dy y (1 - y)}. */
  static void addSigmoidGradient(
      double[] y, int atY, double[] dy, int atDy, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, atY + j);
      DoubleVector slope = value.mul(DoubleVector.broadcast(SPECIES, 1).sub(value));
      DoubleVector.fromArray(SPECIES, dy, atDy + j)
          .fma(slope, DoubleVector.fromArray(SPECIES, dx, atDx + j))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += dy[atDy + j] * (y[atY + j] * (1 - y[atY + j]));
    }
  }

  /** {@code dx += dy where y > 0}. */
  static void addReluGradient(
      double[] y, int atY, double[] dy, int atDy, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      VectorMask<Double> on =
          DoubleVector.fromArray(SPECIES, y, atY + j).compare(VectorOperators.GT, 0);
      DoubleVector passed =
          DoubleVector.zero(SPECIES).blend(DoubleVector.fromArray(SPECIES, dy, atDy + j), on);
      DoubleVector.fromArray(SPECIES, dx, atDx + j).add(passed).intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] += y[atY + j] > 0 ? dy[atDy + j] : 0;
    }
  }

  /** {@code dx += y (dy - dot)}. */
  static void addSoftmaxGradient(
      double[] y, int atY, double[] dy, int atDy, double dot, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, dy, atDy + j)
          .sub(dot)
          .fma(
              DoubleVector.fromArray(SPECIES, y, atY + j),
              DoubleVector.fromArray(SPECIES, dx, atDx + j))
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
  static double dot(double[] x, int atX, double[] y, int atY, int n) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
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
  static double sum(double[] x, int from, int n) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
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
  static double max(double[] x, int from, int n) {
    DoubleVector highest = DoubleVector.broadcast(SPECIES, x[from]);
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      highest = highest.max(DoubleVector.fromArray(SPECIES, x, from + j));
    }
    double max = highest.reduceLanes(VectorOperators.MAX);
    for (; j < n; j++) {
      max = Math.max(max, x[from + j]);
    }
    return max;
  }

  /** One row of the memory: {@code c = f before + i g}, gates side by side as i, f, o, g. */
  static void lstmMemory(
      double[] gates, int at, double[] before, int from, double[] c, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector stored =
          DoubleVector.fromArray(SPECIES, gates, at + j)
              .mul(DoubleVector.fromArray(SPECIES, gates, at + 3 * n + j));
      DoubleVector.fromArray(SPECIES, gates, at + n + j)
          .fma(DoubleVector.fromArray(SPECIES, before, from + j), stored)
          .intoArray(c, to + j);
    }
    for (; j < n; j++) {
      c[to + j] = gates[at + n + j] * before[from + j] + gates[at + j] * gates[at + 3 * n + j];
    }
  }

  /** One row of {@code dc += dh o (1 - tanh(c)^2)}. */
  static void lstmMemoryGradient(
      double[] gates,
      int at,
      double[] tanhC,
      int atC,
      double[] dh,
      int atDh,
      double[] dc,
      int atDc,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector u = DoubleVector.fromArray(SPECIES, tanhC, atC + j);
      DoubleVector slope = DoubleVector.broadcast(SPECIES, 1).sub(u.mul(u));
      DoubleVector.fromArray(SPECIES, dh, atDh + j)
          .mul(DoubleVector.fromArray(SPECIES, gates, at + 2 * n + j))
          .fma(slope, DoubleVector.fromArray(SPECIES, dc, atDc + j))
          .intoArray(dc, atDc + j);
    }
    for (; j < n; j++) {
      double u = tanhC[atC + j];
      dc[atDc + j] += dh[atDh + j] * gates[at + 2 * n + j] * (1 - u * u);
    }
  }

  /** {@code dx = a b y (1 - y)}: the gradient through a logistic gate. */
  static void gateGradient(
      double[] a, int atA, double[] b, int atB, double[] y, int atY, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, atY + j);
      DoubleVector.fromArray(SPECIES, a, atA + j)
          .mul(DoubleVector.fromArray(SPECIES, b, atB + j))
          .mul(value)
          .mul(DoubleVector.broadcast(SPECIES, 1).sub(value))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] = a[atA + j] * b[atB + j] * y[atY + j] * (1 - y[atY + j]);
    }
  }

  /** {@code dx = a b (1 - y^2)}: the gradient through the candidate of a gated cell. */
  static void candidateGradient(
      double[] a, int atA, double[] b, int atB, double[] y, int atY, double[] dx, int atDx, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, y, atY + j);
      DoubleVector.fromArray(SPECIES, a, atA + j)
          .mul(DoubleVector.fromArray(SPECIES, b, atB + j))
          .mul(DoubleVector.broadcast(SPECIES, 1).sub(value.mul(value)))
          .intoArray(dx, atDx + j);
    }
    for (; j < n; j++) {
      dx[atDx + j] = a[atA + j] * b[atB + j] * (1 - y[atY + j] * y[atY + j]);
    }
  }

  /** One step of Adam's moments: {@code m += (1 - beta1) (g - m), v += (1 - beta2) (g^2 - v)}. */
  static void adamMoments(
      double[] g,
      int atG,
      double[] m,
      int atM,
      double[] v,
      int atV,
      double rate1,
      double rate2,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector slope = DoubleVector.fromArray(SPECIES, g, atG + j);
      DoubleVector mean = DoubleVector.fromArray(SPECIES, m, atM + j);
      DoubleVector square = DoubleVector.fromArray(SPECIES, v, atV + j);
      slope.sub(mean).fma(DoubleVector.broadcast(SPECIES, rate1), mean).intoArray(m, atM + j);
      slope
          .mul(slope)
          .sub(square)
          .fma(DoubleVector.broadcast(SPECIES, rate2), square)
          .intoArray(v, atV + j);
    }
    for (; j < n; j++) {
      double slope = g[atG + j];
      m[atM + j] += rate1 * (slope - m[atM + j]);
      v[atV + j] += rate2 * (slope * slope - v[atV + j]);
    }
  }

  /** One step of Adam's weights: {@code w -= step m / (sqrt v + small)}. */
  static void adamWeights(
      double[] w,
      int atW,
      double[] m,
      int atM,
      double[] v,
      int atV,
      double step,
      double small,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, v, atV + j).sqrt().add(small);
      DoubleVector.fromArray(SPECIES, w, atW + j)
          .sub(DoubleVector.fromArray(SPECIES, m, atM + j).mul(step).div(size))
          .intoArray(w, atW + j);
    }
    for (; j < n; j++) {
      w[atW + j] -= step * m[atM + j] / ((double) Math.sqrt(v[atV + j]) + small);
    }
  }

  /** A few numbers, filled up with zeros to a vector. */
  private static double[] padded(double[] x, int from, int n) {
    double[] result = new double[LANES];
    System.arraycopy(x, from, result, 0, n);
    return result;
  }
}
