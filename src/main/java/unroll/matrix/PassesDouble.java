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
 * fill a vector is done number by number, or, where a number is expensive, in a padded copy; there
 * the vector operations are written once, for whole vectors and copies, since the compiler gives up
 * on a method that has them twice.
 */
final class PassesDouble {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final ThreadLocal<double[]> REST =
      ThreadLocal.withInitial(() -> new double[LANES]);

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
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      double[] in = whole ? x : padded(x, from + j, n - j);
      double[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialDouble.tanh(DoubleVector.fromArray(SPECIES, in, at))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
    }
  }

  /** {@code y = 1 / (1 + exp(-x))}, also in place. */
  static void sigmoid(double[] x, int from, double[] y, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      double[] in = whole ? x : padded(x, from + j, n - j);
      double[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialDouble.sigmoid(DoubleVector.fromArray(SPECIES, in, at))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
    }
  }

  /** {@code y = exp(x - shift)}, also in place. */
  static void exp(double[] x, int from, double shift, double[] y, int to, int n) {
    for (int j = 0; j < n; j += LANES) {
      boolean whole = j + LANES <= n;
      double[] in = whole ? x : padded(x, from + j, n - j);
      double[] out = whole ? y : in;
      int at = whole ? from + j : 0;
      ExponentialDouble.exp(DoubleVector.fromArray(SPECIES, in, at).sub(shift))
          .intoArray(out, whole ? to + j : 0);
      if (!whole) {
        System.arraycopy(out, 0, y, to + j, n - j);
      }
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

  /**
   * One row of the gradient through the gates, which it replaces, and through the memory: all of
   * {@link Kernels#lstmGatesGradient} in one go, since each number is read several times.
   */
  static void lstmGradient(
      double[] gates,
      int at,
      double[] before,
      int from,
      double[] tanhC,
      int atC,
      double[] dh,
      int atDh,
      double[] dc,
      int atDc,
      double[] dBefore,
      int to,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
      DoubleVector i = DoubleVector.fromArray(SPECIES, gates, at + j);
      DoubleVector f = DoubleVector.fromArray(SPECIES, gates, at + n + j);
      DoubleVector o = DoubleVector.fromArray(SPECIES, gates, at + 2 * n + j);
      DoubleVector g = DoubleVector.fromArray(SPECIES, gates, at + 3 * n + j);
      DoubleVector u = DoubleVector.fromArray(SPECIES, tanhC, atC + j);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dh, atDh + j);
      DoubleVector m =
          d.mul(o).fma(one.sub(u.mul(u)), DoubleVector.fromArray(SPECIES, dc, atDc + j));
      m.intoArray(dc, atDc + j);
      m.fma(f, DoubleVector.fromArray(SPECIES, dBefore, to + j)).intoArray(dBefore, to + j);
      m.mul(g).mul(i).mul(one.sub(i)).intoArray(gates, at + j);
      m.mul(DoubleVector.fromArray(SPECIES, before, from + j))
          .mul(f)
          .mul(one.sub(f))
          .intoArray(gates, at + n + j);
      d.mul(u).mul(o).mul(one.sub(o)).intoArray(gates, at + 2 * n + j);
      m.mul(i).mul(one.sub(g.mul(g))).intoArray(gates, at + 3 * n + j);
    }
    for (; j < n; j++) {
      double i = gates[at + j];
      double f = gates[at + n + j];
      double o = gates[at + 2 * n + j];
      double g = gates[at + 3 * n + j];
      double u = tanhC[atC + j];
      double d = dh[atDh + j];
      double m = dc[atDc + j] + d * o * (1 - u * u);
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

  /** One row of the mixture: {@code h = z before + (1 - z) n}. */
  static void gruMix(double[] gates, int at, double[] before, int from, double[] h, int to, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector z = DoubleVector.fromArray(SPECIES, gates, at + n + j);
      DoubleVector candidate = DoubleVector.fromArray(SPECIES, gates, at + 2 * n + j);
      DoubleVector.fromArray(SPECIES, before, from + j)
          .sub(candidate)
          .fma(z, candidate)
          .intoArray(h, to + j);
    }
    for (; j < n; j++) {
      double candidate = gates[at + 2 * n + j];
      h[to + j] = gates[at + n + j] * (before[from + j] - candidate) + candidate;
    }
  }

  /** One row of the gradient of the mixture; dz and dn replace z and n. */
  static void gruMixGradient(
      double[] gates,
      int at,
      double[] before,
      int from,
      double[] dh,
      int atDh,
      double[] dCandidate,
      int atD,
      double[] dBefore,
      int to,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
      DoubleVector z = DoubleVector.fromArray(SPECIES, gates, at + n + j);
      DoubleVector c = DoubleVector.fromArray(SPECIES, gates, at + 2 * n + j);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dh, atDh + j);
      DoubleVector rest = one.sub(z);
      DoubleVector dc = d.mul(rest).mul(one.sub(c.mul(c)));
      d.mul(DoubleVector.fromArray(SPECIES, before, from + j).sub(c))
          .mul(z)
          .mul(rest)
          .intoArray(gates, at + n + j);
      dc.intoArray(gates, at + 2 * n + j);
      dc.intoArray(dCandidate, atD + j);
      d.fma(z, DoubleVector.fromArray(SPECIES, dBefore, to + j)).intoArray(dBefore, to + j);
    }
    for (; j < n; j++) {
      double z = gates[at + n + j];
      double c = gates[at + 2 * n + j];
      double d = dh[atDh + j];
      double dc = d * (1 - z) * (1 - c * c);
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
      double[] w,
      int atW,
      double[] g,
      int atG,
      double[] m,
      int atM,
      double[] v,
      int atV,
      double rate1,
      double rate2,
      double step,
      double small,
      int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector slope = DoubleVector.fromArray(SPECIES, g, atG + j);
      DoubleVector mean = DoubleVector.fromArray(SPECIES, m, atM + j);
      DoubleVector square = DoubleVector.fromArray(SPECIES, v, atV + j);
      mean = slope.sub(mean).fma(DoubleVector.broadcast(SPECIES, rate1), mean);
      square = slope.mul(slope).sub(square).fma(DoubleVector.broadcast(SPECIES, rate2), square);
      mean.intoArray(m, atM + j);
      square.intoArray(v, atV + j);
      DoubleVector.fromArray(SPECIES, w, atW + j)
          .sub(mean.mul(step).div(square.sqrt().add(small)))
          .intoArray(w, atW + j);
    }
    for (; j < n; j++) {
      double slope = g[atG + j];
      m[atM + j] += rate1 * (slope - m[atM + j]);
      v[atV + j] += rate2 * (slope * slope - v[atV + j]);
      w[atW + j] -= step * m[atM + j] / ((double) Math.sqrt(v[atV + j]) + small);
    }
  }

  /**
   * One row times a matrix: {@code c += x b} with b's rows a step apart. Eight rows of b at a time,
   * so that c is loaded and stored seldom; what is added to a number of c comes in the order of the
   * rows.
   */
  static void addRowProduct(
      double[] x, int at, int inner, double[] b, int from, int step, double[] c, int to, int n) {
    int k = 0;
    for (; k + 8 <= inner; k += 8) {
      addEightMultiples(x, at + k, b, from + k * step, step, c, to, n);
    }
    for (; k < inner; k++) {
      addMultiple(x[at + k], b, from + k * step, c, to, n);
    }
  }

  private static void addEightMultiples(
      double[] x, int at, double[] b, int from, int step, double[] c, int to, int n) {
    double x0 = x[at];
    double x1 = x[at + 1];
    double x2 = x[at + 2];
    double x3 = x[at + 3];
    double x4 = x[at + 4];
    double x5 = x[at + 5];
    double x6 = x[at + 6];
    double x7 = x[at + 7];
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, c, to + j);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + j)
              .fma(DoubleVector.broadcast(SPECIES, x0), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + step + j)
              .fma(DoubleVector.broadcast(SPECIES, x1), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 2 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x2), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 3 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x3), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 4 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x4), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 5 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x5), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 6 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x6), sum);
      sum =
          DoubleVector.fromArray(SPECIES, b, from + 7 * step + j)
              .fma(DoubleVector.broadcast(SPECIES, x7), sum);
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
  static void sum(double[] x, int atX, double[] y, int atY, double[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector.fromArray(SPECIES, x, atX + j)
          .add(DoubleVector.fromArray(SPECIES, y, atY + j))
          .intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      z[atZ + j] = x[atX + j] + y[atY + j];
    }
  }

  /** {@code y += x} and {@code z += x}. */
  static void addToTwo(double[] x, int from, double[] y, int to, double[] z, int atZ, int n) {
    int j = 0;
    for (; j < SPECIES.loopBound(n); j += LANES) {
      DoubleVector added = DoubleVector.fromArray(SPECIES, x, from + j);
      added.add(DoubleVector.fromArray(SPECIES, y, to + j)).intoArray(y, to + j);
      added.add(DoubleVector.fromArray(SPECIES, z, atZ + j)).intoArray(z, atZ + j);
    }
    for (; j < n; j++) {
      y[to + j] += x[from + j];
      z[atZ + j] += x[from + j];
    }
  }

  /** A few numbers, filled up to a vector with whatever was there, in a place that is reused. */
  private static double[] padded(double[] x, int from, int n) {
    double[] result = REST.get();
    System.arraycopy(x, from, result, 0, n);
    return result;
  }
}
