package unroll.matrix;

import java.util.Arrays;

/**
 * The kernels over 32-bit numbers with the JDK's Vector API. It needs {@code --add-modules
 * jdk.incubator.vector}; without that option the class does not load, and {@link Provider} takes
 * the plain kernels.
 *
 * <p>Products are in {@link TilesFloat} and {@link PanelsFloat}, passes over runs of numbers in
 * {@link PassesFloat}, activations in {@link ExponentialFloat}.
 */
final class VectorFloat implements Kernels {
  /** Numbers that are worth a thread where each takes an exponential. */
  private static final int WORTH_A_THREAD = 8192;

  /** Whole vectors of any width: ranges shared among threads begin where vectors do. */
  private static final int SOME = 64;

  /** Where the second half of scattered rows is summed up, kept from call to call. */
  private static final ThreadLocal<float[]> SECOND = ThreadLocal.withInitial(() -> new float[0]);

  private final Kernels plain = new PlainFloat();
  private final ProductsFloat products = new ProductsFloat();

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
    PassesFloat.addMultiple(
        (float) factor, a.floats(), a.offset(), out.floats(), out.offset(), a.size());
  }

  @Override
  public void scale(Matrix a, double factor) {
    PassesFloat.scale(a.floats(), a.offset(), (float) factor, a.size());
  }

  @Override
  public void addElementProduct(Matrix a, Matrix b, Matrix out) {
    PassesFloat.addElementProduct(
        a.floats(), a.offset(), b.floats(), b.offset(), out.floats(), out.offset(), a.size());
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
      PassesFloat.add(a.floats(), source, out.floats(), target, count);
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
      PassesFloat.add(row.floats(), row.offset(), out.floats(), out.offset() + r * m, m);
    }
  }

  @Override
  public void addSumOfRows(Matrix a, Matrix out) {
    final int m = a.columns();
    for (int r = 0; r < a.rows(); r++) {
      PassesFloat.add(a.floats(), a.offset() + r * m, out.floats(), out.offset(), m);
    }
  }

  @Override
  public double sum(Matrix a) {
    return plain.sum(a);
  }

  @Override
  public double sumOfSquares(Matrix a) {
    final float[] x = a.floats();
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
            PassesFloat.tanh(
                x.floats(), x.offset() + from, y.floats(), y.offset() + from, to - from));
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesFloat.addTanhGradient(
        y.floats(), y.offset(), dy.floats(), dy.offset(), dx.floats(), dx.offset(), y.size());
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    share(
        x.size(),
        (from, to) ->
            PassesFloat.sigmoid(
                x.floats(), x.offset() + from, y.floats(), y.offset() + from, to - from));
  }

  @Override
  public void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesFloat.addSigmoidGradient(
        y.floats(), y.offset(), dy.floats(), dy.offset(), dx.floats(), dx.offset(), y.size());
  }

  @Override
  public void relu(Matrix x, Matrix y) {
    PassesFloat.relu(x.floats(), x.offset(), y.floats(), y.offset(), x.size());
  }

  @Override
  public void addReluGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesFloat.addReluGradient(
        y.floats(), y.offset(), dy.floats(), dy.offset(), dx.floats(), dx.offset(), y.size());
  }

  @Override
  public void exp(Matrix x, Matrix y) {
    share(
        x.size(),
        (from, to) ->
            PassesFloat.exp(
                x.floats(), x.offset() + from, 0, y.floats(), y.offset() + from, to - from));
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
      float dot = PassesFloat.dot(y.floats(), at, dy.floats(), dAt, k);
      PassesFloat.addSoftmaxGradient(
          y.floats(), at, dy.floats(), dAt, dot, dx.floats(), dx.offset() + r * k, k);
    }
  }

  @Override
  public double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities) {
    final float[] in = logits.floats();
    final int k = logits.columns();
    // One loss a row, summed up in order whoever computed it.
    float[] losses = new float[logits.rows()];
    shareRows(
        logits.rows(),
        k,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            float logOfSum = softmaxRow(logits, probabilities, r);
            if (targets[r] >= 0) {
              losses[r] = logOfSum - in[logits.offset() + r * k + targets[r]];
            }
          }
        });
    var loss = 0.0;
    for (float one : losses) {
      loss += one;
    }
    return loss;
  }

  /** Writes the softmax of row r and returns the logarithm of the sum of exponentials. */
  private static float softmaxRow(Matrix x, Matrix y, int r) {
    final float[] out = y.floats();
    final int k = x.columns();
    final int from = x.offset() + r * k;
    final int to = y.offset() + r * k;
    float max = PassesFloat.max(x.floats(), from, k);
    PassesFloat.exp(x.floats(), from, max, out, to, k);
    float sum = PassesFloat.sum(out, to, k);
    PassesFloat.scale(out, to, 1 / sum, k);
    return max + (float) Math.log(sum);
  }

  @Override
  public void addSoftmaxCrossEntropyGradient(
      Matrix probabilities, int[] targets, double factor, Matrix dlogits) {
    final float[] p = probabilities.floats();
    final float[] d = dlogits.floats();
    final float by = (float) factor;
    final int k = probabilities.columns();
    shareRows(
        probabilities.rows(),
        k,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            if (targets[r] >= 0) {
              int at = dlogits.offset() + r * k;
              PassesFloat.addMultiple(by, p, probabilities.offset() + r * k, d, at, k);
              d[at + targets[r]] -= by;
            }
          }
        });
  }

  @Override
  public void addGatheredRows(Matrix table, int[] rows, Matrix out) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesFloat.add(
          table.floats(), table.offset() + rows[r] * m, out.floats(), out.offset() + r * m, m);
    }
  }

  @Override
  public void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out) {
    final int m = table.columns();
    for (int r = 0; r < out.rows(); r++) {
      PassesFloat.sum(
          table.floats(),
          table.offset() + rows[first + r] * m,
          bias.floats(),
          bias.offset(),
          out.floats(),
          out.offset() + r * m,
          m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesFloat.add(
          a.floats(), a.offset() + r * m, table.floats(), table.offset() + rows[r] * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum) {
    final int m = table.columns();
    final int size = table.size();
    if (rows.length < 2 * table.rows()) {
      scatter(
          a, rows, 0, rows.length, table.floats(), table.offset(), sum.floats(), sum.offset(), m);
      return;
    }
    // Two rows may go to the same row of the table, so the second half has a table of its own,
    // however many threads there are; after it stands its sum.
    final float[] second = second(size + m);
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
                    table.floats(),
                    table.offset(),
                    sum.floats(),
                    sum.offset(),
                    m);
              }
              if (to == 2) {
                Arrays.fill(second, 0, size + m, 0);
                scatter(a, rows, middle, rows.length, second, 0, second, size, m);
              }
            });
    PassesFloat.add(second, 0, table.floats(), table.offset(), size);
    PassesFloat.add(second, size, sum.floats(), sum.offset(), m);
  }

  private static void scatter(
      Matrix a,
      int[] rows,
      int first,
      int end,
      float[] table,
      int at,
      float[] sum,
      int atSum,
      int m) {
    for (int r = first; r < end; r++) {
      PassesFloat.addToTwo(a.floats(), a.offset() + r * m, table, at + rows[r] * m, sum, atSum, m);
    }
  }

  private static float[] second(int size) {
    float[] kept = SECOND.get();
    if (kept.length < size) {
      kept = new float[size];
      SECOND.set(kept);
    }
    return kept;
  }

  @Override
  public void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h) {
    final float[] z = gates.floats();
    final int n = c.columns();
    for (int b = 0; b < c.rows(); b++) {
      int at = gates.offset() + b * 4 * n;
      int atC = c.offset() + b * n;
      int atTanh = tanhC.offset() + b * n;
      PassesFloat.sigmoid(z, at, z, at, 3 * n);
      PassesFloat.tanh(z, at + 3 * n, z, at + 3 * n, n);
      PassesFloat.lstmMemory(z, at, cBefore.floats(), cBefore.offset() + b * n, c.floats(), atC, n);
      PassesFloat.tanh(c.floats(), atC, tanhC.floats(), atTanh, n);
      PassesFloat.elementProduct(
          z, at + 2 * n, tanhC.floats(), atTanh, h.floats(), h.offset() + b * n, n);
    }
  }

  @Override
  public void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore) {
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      PassesFloat.lstmGradient(
          gates.floats(),
          gates.offset() + b * 4 * n,
          cBefore.floats(),
          cBefore.offset() + b * n,
          tanhC.floats(),
          tanhC.offset() + b * n,
          dh.floats(),
          dh.offset() + b * n,
          dc.floats(),
          dc.offset() + b * n,
          dcBefore.floats(),
          dcBefore.offset() + b * n,
          n);
    }
  }

  @Override
  public void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset) {
    final float[] g = gates.floats();
    final int n = reset.columns();
    for (int b = 0; b < reset.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      PassesFloat.add(recurrent.floats(), recurrent.offset() + b * 2 * n, g, at, 2 * n);
      PassesFloat.sigmoid(g, at, g, at, 2 * n);
      PassesFloat.elementProduct(
          g, at, what.floats(), what.offset() + b * n, reset.floats(), reset.offset() + b * n, n);
    }
  }

  @Override
  public void gruResetGradient(
      Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat) {
    final float[] g = gates.floats();
    final float[] d = dreset.floats();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int atD = dreset.offset() + b * n;
      PassesFloat.addElementProduct(d, atD, g, at, dwhat.floats(), dwhat.offset() + b * n, n);
      PassesFloat.gateGradient(d, atD, what.floats(), what.offset() + b * n, g, at, g, at, n);
      System.arraycopy(g, at, drecurrent.floats(), drecurrent.offset() + b * 2 * n, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final float[] g = gates.floats();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      PassesFloat.add(recurrent.floats(), recurrent.offset() + b * n, g, at + 2 * n, n);
      PassesFloat.tanh(g, at + 2 * n, g, at + 2 * n, n);
      PassesFloat.gruMix(
          g, at, hBefore.floats(), hBefore.offset() + b * n, h.floats(), h.offset() + b * n, n);
    }
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore) {
    final int n = dh.columns();
    for (int b = 0; b < dh.rows(); b++) {
      PassesFloat.gruMixGradient(
          gates.floats(),
          gates.offset() + b * 3 * n,
          hBefore.floats(),
          hBefore.offset() + b * n,
          dh.floats(),
          dh.offset() + b * n,
          drecurrent.floats(),
          drecurrent.offset() + b * n,
          dhBefore.floats(),
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
            PassesFloat.adam(
                weights.floats(),
                weights.offset() + from,
                gradient.floats(),
                gradient.offset() + from,
                m.floats(),
                m.offset() + from,
                v.floats(),
                v.offset() + from,
                (float) (1 - beta1),
                (float) (1 - beta2),
                (float) stepSize,
                (float) epsilon,
                to - from));
  }
}
