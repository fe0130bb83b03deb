package unroll.matrix;

import java.util.Arrays;

/**
 * The kernels over 64-bit numbers with the JDK's Vector API. It needs {@code --add-modules
 * jdk.incubator.vector}; without that option the class does not load, and {@link Provider} takes
 * the plain kernels.
 *
 * <p>Products are in {@link TilesDouble} and {@link PanelsDouble}, passes over runs of numbers in
 * {@link PassesDouble}, activations in {@link ExponentialDouble}.
 */
final class VectorDouble implements Kernels {
  /** Numbers that are worth a thread where each takes an exponential. */
  private static final int WORTH_A_THREAD = 8192;

  /** Whole vectors of any width: ranges shared among threads begin where vectors do. */
  private static final int SOME = 64;

  /** Where the second half of scattered rows is summed up, kept from call to call. */
  private static final ThreadLocal<double[]> SECOND = ThreadLocal.withInitial(() -> new double[0]);

  private final Kernels plain = new PlainDouble();
  private final ProductsDouble products = new ProductsDouble();

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    products.addProduct(a, b, c);
  }

  @Override
  public void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    products.addProductLeftTransposed(a, b, c);
  }

  @Override
  public void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    products.addProductRightTransposed(a, b, c);
  }

  @Override
  public Packed pack(Matrix b, int rows) {
    return products.pack(b, rows);
  }

  @Override
  public Packed packTransposed(Matrix b, int rows) {
    return products.packTransposed(b, rows);
  }

  @Override
  public Packed repack(Matrix b, Packed old) {
    return products.repack(b, old);
  }

  @Override
  public void addProduct(Matrix a, Packed b, Matrix c) {
    products.addProduct(a, b, c);
  }

  /** Shares a pass over n numbers. */
  private static void share(int n, Crew.Part pass) {
    Crew.shared()
        .share(
            (n + SOME - 1) / SOME,
            WORTH_A_THREAD / SOME,
            (from, to) -> pass.work(from * SOME, Math.min(to * SOME, n)));
  }

  /** Shares a pass over rows of m numbers. */
  private static void shareRows(int rows, int m, Crew.Part pass) {
    Crew.shared().share(rows, Math.max(1, WORTH_A_THREAD / Math.max(1, m)), pass);
  }

  @Override
  public void addScaled(double factor, Matrix a, Matrix out) {
    PassesDouble.addMultiple(
        (double) factor, a.doubles(), a.offset(), out.doubles(), out.offset(), a.size());
  }

  @Override
  public void scale(Matrix a, double factor) {
    PassesDouble.scale(a.doubles(), a.offset(), (double) factor, a.size());
  }

  @Override
  public void addElementProduct(Matrix a, Matrix b, Matrix out) {
    PassesDouble.addElementProduct(
        a.doubles(), a.offset(), b.doubles(), b.offset(), out.doubles(), out.offset(), a.size());
  }

  @Override
  public void addElementQuotient(Matrix a, Matrix b, Matrix out) {
    plain.addElementQuotient(a, b, out);
  }

  @Override
  public void addColumns(Matrix a, int from, Matrix out, int to, int count) {
    for (int r = 0; r < a.rows(); r++) {
      int source = a.offset() + r * a.columns() + from;
      int target = out.offset() + r * out.columns() + to;
      PassesDouble.add(a.doubles(), source, out.doubles(), target, count);
    }
  }

  @Override
  public void addTransposed(Matrix a, Matrix out) {
    plain.addTransposed(a, out);
  }

  @Override
  public void addRow(Matrix row, Matrix out) {
    final int m = out.columns();
    for (int r = 0; r < out.rows(); r++) {
      PassesDouble.add(row.doubles(), row.offset(), out.doubles(), out.offset() + r * m, m);
    }
  }

  @Override
  public void addSumOfRows(Matrix a, Matrix out) {
    final int m = a.columns();
    for (int r = 0; r < a.rows(); r++) {
      PassesDouble.add(a.doubles(), a.offset() + r * m, out.doubles(), out.offset(), m);
    }
  }

  @Override
  public double sum(Matrix a) {
    return plain.sum(a);
  }

  @Override
  public double sumOfSquares(Matrix a) {
    final double[] x = a.doubles();
    var sum0 = 0.0;
    var sum1 = 0.0;
    var sum2 = 0.0;
    var sum3 = 0.0;
    int i = a.offset();
    int end = i + a.size();
    for (; i + 4 <= end; i += 4) {
      var x0 = 1.0 * x[i];
      var x1 = 1.0 * x[i + 1];
      var x2 = 1.0 * x[i + 2];
      var x3 = 1.0 * x[i + 3];
      sum0 += x0 * x0;
      sum1 += x1 * x1;
      sum2 += x2 * x2;
      sum3 += x3 * x3;
    }
    for (; i < end; i++) {
      var rest = 1.0 * x[i];
      sum0 += rest * rest;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    share(
        x.size(),
        (from, to) ->
            PassesDouble.tanh(
                x.doubles(), x.offset() + from, y.doubles(), y.offset() + from, to - from));
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesDouble.addTanhGradient(
        y.doubles(), y.offset(), dy.doubles(), dy.offset(), dx.doubles(), dx.offset(), y.size());
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    share(
        x.size(),
        (from, to) ->
            PassesDouble.sigmoid(
                x.doubles(), x.offset() + from, y.doubles(), y.offset() + from, to - from));
  }

  @Override
  public void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesDouble.addSigmoidGradient(
        y.doubles(), y.offset(), dy.doubles(), dy.offset(), dx.doubles(), dx.offset(), y.size());
  }

  @Override
  public void relu(Matrix x, Matrix y) {
    PassesDouble.relu(x.doubles(), x.offset(), y.doubles(), y.offset(), x.size());
  }

  @Override
  public void addReluGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesDouble.addReluGradient(
        y.doubles(), y.offset(), dy.doubles(), dy.offset(), dx.doubles(), dx.offset(), y.size());
  }

  @Override
  public void exp(Matrix x, Matrix y) {
    share(
        x.size(),
        (from, to) ->
            PassesDouble.exp(
                x.doubles(), x.offset() + from, 0, y.doubles(), y.offset() + from, to - from));
  }

  @Override
  public void log(Matrix x, Matrix y) {
    plain.log(x, y);
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    shareRows(
        x.rows(),
        x.columns(),
        (from, to) -> {
          for (int r = from; r < to; r++) {
            softmaxRow(x, y, r);
          }
        });
  }

  @Override
  public void addSoftmaxGradient(Matrix y, Matrix dy, Matrix dx) {
    final int k = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.offset() + r * k;
      int dAt = dy.offset() + r * k;
      double dot = PassesDouble.dot(y.doubles(), at, dy.doubles(), dAt, k);
      PassesDouble.addSoftmaxGradient(
          y.doubles(), at, dy.doubles(), dAt, dot, dx.doubles(), dx.offset() + r * k, k);
    }
  }

  @Override
  public double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities) {
    final double[] in = logits.doubles();
    final int k = logits.columns();
    // One loss a row, summed up in order whoever computed it.
    double[] losses = new double[logits.rows()];
    shareRows(
        logits.rows(),
        k,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            double logOfSum = softmaxRow(logits, probabilities, r);
            if (targets[r] >= 0) {
              losses[r] = logOfSum - in[logits.offset() + r * k + targets[r]];
            }
          }
        });
    var loss = 0.0;
    for (double one : losses) {
      loss += one;
    }
    return loss;
  }

  /** Writes the softmax of row r and returns the logarithm of the sum of exponentials. */
  private static double softmaxRow(Matrix x, Matrix y, int r) {
    final double[] out = y.doubles();
    final int k = x.columns();
    final int from = x.offset() + r * k;
    final int to = y.offset() + r * k;
    double max = PassesDouble.max(x.doubles(), from, k);
    PassesDouble.exp(x.doubles(), from, max, out, to, k);
    double sum = PassesDouble.sum(out, to, k);
    PassesDouble.scale(out, to, 1 / sum, k);
    return max + (double) Math.log(sum);
  }

  @Override
  public void addSoftmaxCrossEntropyGradient(
      Matrix probabilities, int[] targets, double factor, Matrix dlogits) {
    final double[] p = probabilities.doubles();
    final double[] d = dlogits.doubles();
    final double by = (double) factor;
    final int k = probabilities.columns();
    shareRows(
        probabilities.rows(),
        k,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            if (targets[r] >= 0) {
              int at = dlogits.offset() + r * k;
              PassesDouble.addMultiple(by, p, probabilities.offset() + r * k, d, at, k);
              d[at + targets[r]] -= by;
            }
          }
        });
  }

  @Override
  public void addGatheredRows(Matrix table, int[] rows, Matrix out) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesDouble.add(
          table.doubles(), table.offset() + rows[r] * m, out.doubles(), out.offset() + r * m, m);
    }
  }

  @Override
  public void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out) {
    final int m = table.columns();
    for (int r = 0; r < out.rows(); r++) {
      PassesDouble.sum(
          table.doubles(),
          table.offset() + rows[first + r] * m,
          bias.doubles(),
          bias.offset(),
          out.doubles(),
          out.offset() + r * m,
          m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesDouble.add(
          a.doubles(), a.offset() + r * m, table.doubles(), table.offset() + rows[r] * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum) {
    final int m = table.columns();
    final int size = table.size();
    if (rows.length < 2 * table.rows()) {
      scatter(
          a, rows, 0, rows.length, table.doubles(), table.offset(), sum.doubles(), sum.offset(), m);
      return;
    }
    // Two rows may go to the same row of the table, so the second half has a table of its own,
    // however many threads there are; after it stands its sum.
    final double[] second = second(size + m);
    Crew.shared()
        .share(
            2,
            Math.max(1, (int) (WORTH_A_THREAD / Math.max(1, (long) rows.length * m / 2))),
            (from, to) -> {
              int middle = rows.length / 2;
              if (from == 0) {
                scatter(
                    a,
                    rows,
                    0,
                    middle,
                    table.doubles(),
                    table.offset(),
                    sum.doubles(),
                    sum.offset(),
                    m);
              }
              if (to == 2) {
                Arrays.fill(second, 0, size + m, 0);
                scatter(a, rows, middle, rows.length, second, 0, second, size, m);
              }
            });
    PassesDouble.add(second, 0, table.doubles(), table.offset(), size);
    PassesDouble.add(second, size, sum.doubles(), sum.offset(), m);
  }

  private static void scatter(
      Matrix a,
      int[] rows,
      int first,
      int end,
      double[] table,
      int at,
      double[] sum,
      int atSum,
      int m) {
    for (int r = first; r < end; r++) {
      PassesDouble.addToTwo(
          a.doubles(), a.offset() + r * m, table, at + rows[r] * m, sum, atSum, m);
    }
  }

  private static double[] second(int size) {
    double[] kept = SECOND.get();
    if (kept.length < size) {
      kept = new double[size];
      SECOND.set(kept);
    }
    return kept;
  }

  @Override
  public void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h) {
    final double[] z = gates.doubles();
    final int n = c.columns();
    for (int b = 0; b < c.rows(); b++) {
      int at = gates.offset() + b * 4 * n;
      int atC = c.offset() + b * n;
      int atTanh = tanhC.offset() + b * n;
      PassesDouble.sigmoid(z, at, z, at, 3 * n);
      PassesDouble.tanh(z, at + 3 * n, z, at + 3 * n, n);
      PassesDouble.lstmMemory(
          z, at, cBefore.doubles(), cBefore.offset() + b * n, c.doubles(), atC, n);
      PassesDouble.tanh(c.doubles(), atC, tanhC.doubles(), atTanh, n);
      PassesDouble.elementProduct(
          z, at + 2 * n, tanhC.doubles(), atTanh, h.doubles(), h.offset() + b * n, n);
    }
  }

  @Override
  public void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore) {
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      PassesDouble.lstmGradient(
          gates.doubles(),
          gates.offset() + b * 4 * n,
          cBefore.doubles(),
          cBefore.offset() + b * n,
          tanhC.doubles(),
          tanhC.offset() + b * n,
          dh.doubles(),
          dh.offset() + b * n,
          dc.doubles(),
          dc.offset() + b * n,
          dcBefore.doubles(),
          dcBefore.offset() + b * n,
          n);
    }
  }

  @Override
  public void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset) {
    final double[] g = gates.doubles();
    final int n = reset.columns();
    for (int b = 0; b < reset.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      PassesDouble.add(recurrent.doubles(), recurrent.offset() + b * 2 * n, g, at, 2 * n);
      PassesDouble.sigmoid(g, at, g, at, 2 * n);
      PassesDouble.elementProduct(
          g, at, what.doubles(), what.offset() + b * n, reset.doubles(), reset.offset() + b * n, n);
    }
  }

  @Override
  public void gruResetGradient(
      Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat) {
    final double[] g = gates.doubles();
    final double[] d = dreset.doubles();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int atD = dreset.offset() + b * n;
      PassesDouble.addElementProduct(d, atD, g, at, dwhat.doubles(), dwhat.offset() + b * n, n);
      PassesDouble.gateGradient(d, atD, what.doubles(), what.offset() + b * n, g, at, g, at, n);
      System.arraycopy(g, at, drecurrent.doubles(), drecurrent.offset() + b * 2 * n, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final double[] g = gates.doubles();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      PassesDouble.add(recurrent.doubles(), recurrent.offset() + b * n, g, at + 2 * n, n);
      PassesDouble.tanh(g, at + 2 * n, g, at + 2 * n, n);
      PassesDouble.gruMix(
          g, at, hBefore.doubles(), hBefore.offset() + b * n, h.doubles(), h.offset() + b * n, n);
    }
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore) {
    final int n = dh.columns();
    for (int b = 0; b < dh.rows(); b++) {
      PassesDouble.gruMixGradient(
          gates.doubles(),
          gates.offset() + b * 3 * n,
          hBefore.doubles(),
          hBefore.offset() + b * n,
          dh.doubles(),
          dh.offset() + b * n,
          drecurrent.doubles(),
          drecurrent.offset() + b * n,
          dhBefore.doubles(),
          dhBefore.offset() + b * n,
          n);
    }
  }

  @Override
  public void normalizeRows(Matrix x, double epsilon, Matrix y, Matrix scale) {
    plain.normalizeRows(x, epsilon, y, scale);
  }

  @Override
  public void addNormalizeRowsGradient(Matrix y, Matrix scale, Matrix dy, Matrix dx) {
    plain.addNormalizeRowsGradient(y, scale, dy, dx);
  }

  @Override
  public void adam(
      Matrix weights,
      Matrix gradient,
      Matrix m,
      Matrix v,
      double stepSize,
      double beta1,
      double beta2,
      double epsilon) {
    share(
        weights.size(),
        (from, to) ->
            PassesDouble.adam(
                weights.doubles(),
                weights.offset() + from,
                gradient.doubles(),
                gradient.offset() + from,
                m.doubles(),
                m.offset() + from,
                v.doubles(),
                v.offset() + from,
                (double) (1 - beta1),
                (double) (1 - beta2),
                (double) stepSize,
                (double) epsilon,
                to - from));
  }
}
