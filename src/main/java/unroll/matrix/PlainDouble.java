package unroll.matrix;

/** The kernels as plain Java loops over 64-bit numbers: the ones to read, and the oracle. */
final class PlainDouble implements Kernels {

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    final double[] left = a.doubles();
    final double[] right = b.doubles();
    final double[] out = c.doubles();
    final int n = b.columns();
    final int inner = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      int from = a.offset() + i * inner;
      int to = c.offset() + i * n;
      for (int k = 0; k < inner; k++) {
        addMultiple(left[from + k], right, b.offset() + k * n, out, to, n);
      }
    }
  }

  @Override
  public void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    final double[] left = a.doubles();
    final double[] right = b.doubles();
    final double[] out = c.doubles();
    final int n = b.columns();
    final int m = a.columns();
    for (int k = 0; k < a.rows(); k++) {
      int from = a.offset() + k * m;
      for (int i = 0; i < m; i++) {
        addMultiple(left[from + i], right, b.offset() + k * n, out, c.offset() + i * n, n);
      }
    }
  }

  @Override
  public void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    final double[] left = a.doubles();
    final double[] right = b.doubles();
    final double[] out = c.doubles();
    final int inner = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      int row = a.offset() + i * inner;
      for (int j = 0; j < b.rows(); j++) {
        int column = b.offset() + j * inner;
        double dot = 0;
        for (int k = 0; k < inner; k++) {
          dot += left[row + k] * right[column + k];
        }
        out[c.offset() + i * b.rows() + j] += dot;
      }
    }
  }

  @Override
  public Packed pack(Matrix b, int rows) {
    return Packed.asItIs(b, false, rows);
  }

  @Override
  public Packed packTransposed(Matrix b, int rows) {
    return Packed.asItIs(b, true, rows);
  }

  @Override
  public Packed repack(Matrix b, Packed old) {
    return Packed.asItIs(b, old.transposed(), old.products());
  }

  @Override
  public void addProduct(Matrix a, Packed b, Matrix c) {
    if (b.transposed()) {
      addProductRightTransposed(a, b.source(), c);
    } else {
      addProduct(a, b.source(), c);
    }
  }

  @Override
  public void addScaled(double factor, Matrix a, Matrix out) {
    addMultiple((double) factor, a.doubles(), a.offset(), out.doubles(), out.offset(), a.size());
  }

  @Override
  public void scale(Matrix a, double factor) {
    final double[] x = a.doubles();
    final double by = (double) factor;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      x[i] *= by;
    }
  }

  @Override
  public void addElementProduct(Matrix a, Matrix b, Matrix out) {
    final double[] x = a.doubles();
    final double[] y = b.doubles();
    final double[] z = out.doubles();
    for (int i = 0; i < a.size(); i++) {
      z[out.offset() + i] += x[a.offset() + i] * y[b.offset() + i];
    }
  }

  @Override
  public void addElementQuotient(Matrix a, Matrix b, Matrix out) {
    final double[] x = a.doubles();
    final double[] y = b.doubles();
    final double[] z = out.doubles();
    for (int i = 0; i < a.size(); i++) {
      z[out.offset() + i] += x[a.offset() + i] / y[b.offset() + i];
    }
  }

  @Override
  public void addColumns(Matrix a, int from, Matrix out, int to, int count) {
    for (int r = 0; r < a.rows(); r++) {
      int source = a.offset() + r * a.columns() + from;
      int target = out.offset() + r * out.columns() + to;
      addMultiple(1, a.doubles(), source, out.doubles(), target, count);
    }
  }

  @Override
  public void addTransposed(Matrix a, Matrix out) {
    final double[] x = a.doubles();
    final double[] y = out.doubles();
    for (int r = 0; r < a.rows(); r++) {
      for (int c = 0; c < a.columns(); c++) {
        y[out.offset() + c * a.rows() + r] += x[a.offset() + r * a.columns() + c];
      }
    }
  }

  @Override
  public void addRow(Matrix row, Matrix out) {
    for (int r = 0; r < out.rows(); r++) {
      addMultiple(
          1,
          row.doubles(),
          row.offset(),
          out.doubles(),
          out.offset() + r * out.columns(),
          row.columns());
    }
  }

  @Override
  public void addSumOfRows(Matrix a, Matrix out) {
    for (int r = 0; r < a.rows(); r++) {
      addMultiple(
          1, a.doubles(), a.offset() + r * a.columns(), out.doubles(), out.offset(), a.columns());
    }
  }

  @Override
  public double sum(Matrix a) {
    final double[] x = a.doubles();
    var total = 0.0;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      total += x[i];
    }
    return total;
  }

  @Override
  public double sumOfSquares(Matrix a) {
    final double[] x = a.doubles();
    var total = 0.0;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      var wide = 1.0 * x[i];
      total += wide * wide;
    }
    return total;
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (double) Math.tanh(in[x.offset() + i]);
    }
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    final double[] out = y.doubles();
    final double[] dout = dy.doubles();
    final double[] din = dx.doubles();
    for (int i = 0; i < y.size(); i++) {
      double value = out[y.offset() + i];
      din[dx.offset() + i] += dout[dy.offset() + i] * (1 - value * value);
    }
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = logistic(in[x.offset() + i]);
    }
  }

  @Override
  public void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx) {
    final double[] out = y.doubles();
    final double[] dout = dy.doubles();
    final double[] din = dx.doubles();
    for (int i = 0; i < y.size(); i++) {
      double value = out[y.offset() + i];
      din[dx.offset() + i] += dout[dy.offset() + i] * value * (1 - value);
    }
  }

  @Override
  public void relu(Matrix x, Matrix y) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = Math.max(0, in[x.offset() + i]);
    }
  }

  @Override
  public void addReluGradient(Matrix y, Matrix dy, Matrix dx) {
    final double[] out = y.doubles();
    final double[] dout = dy.doubles();
    final double[] din = dx.doubles();
    for (int i = 0; i < y.size(); i++) {
      din[dx.offset() + i] += out[y.offset() + i] > 0 ? dout[dy.offset() + i] : 0;
    }
  }

  @Override
  public void exp(Matrix x, Matrix y) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (double) Math.exp(in[x.offset() + i]);
    }
  }

  @Override
  public void log(Matrix x, Matrix y) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (double) Math.log(in[x.offset() + i]);
    }
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    for (int r = 0; r < x.rows(); r++) {
      softmaxRow(x, y, r);
    }
  }

  @Override
  public void addSoftmaxGradient(Matrix y, Matrix dy, Matrix dx) {
    final double[] out = y.doubles();
    final double[] dout = dy.doubles();
    final double[] din = dx.doubles();
    final int k = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.offset() + r * k;
      int dAt = dy.offset() + r * k;
      double dot = 0;
      for (int j = 0; j < k; j++) {
        dot += out[at + j] * dout[dAt + j];
      }
      for (int j = 0; j < k; j++) {
        din[dx.offset() + r * k + j] += out[at + j] * (dout[dAt + j] - dot);
      }
    }
  }

  @Override
  public double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities) {
    final double[] in = logits.doubles();
    final int k = logits.columns();
    var loss = 0.0;
    for (int r = 0; r < logits.rows(); r++) {
      var target = targets[r];
      var shifted = target < 0 ? 0.0 : 1.0 * in[logits.offset() + r * k + target];
      var logOfSum = softmaxRow(logits, probabilities, r);
      loss += target < 0 ? 0 : logOfSum - shifted;
    }
    return loss;
  }

  @Override
  public void addSoftmaxCrossEntropyGradient(
      Matrix probabilities, int[] targets, double factor, Matrix dlogits) {
    final double[] p = probabilities.doubles();
    final double[] d = dlogits.doubles();
    final double by = (double) factor;
    final int k = probabilities.columns();
    for (int r = 0; r < probabilities.rows(); r++) {
      if (targets[r] >= 0) {
        int to = dlogits.offset() + r * k;
        addMultiple(by, p, probabilities.offset() + r * k, d, to, k);
        d[to + targets[r]] -= by;
      }
    }
  }

  @Override
  public void addGatheredRows(Matrix table, int[] rows, Matrix out) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      addMultiple(
          1, table.doubles(), table.offset() + rows[r] * m, out.doubles(), out.offset() + r * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      addMultiple(
          1, a.doubles(), a.offset() + r * m, table.doubles(), table.offset() + rows[r] * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum) {
    addScatteredRows(a, rows, table);
    addSumOfRows(a, sum);
  }

  @Override
  public void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out) {
    final double[] x = table.doubles();
    final double[] b = bias.doubles();
    final int m = table.columns();
    for (int r = 0; r < out.rows(); r++) {
      int from = table.offset() + rows[first + r] * m;
      for (int j = 0; j < m; j++) {
        out.doubles()[out.offset() + r * m + j] = x[from + j] + b[bias.offset() + j];
      }
    }
  }

  @Override
  public void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h) {
    final double[] z = gates.doubles();
    final int n = c.columns();
    for (int b = 0; b < c.rows(); b++) {
      int in = gates.offset() + b * 4 * n;
      for (int j = 0; j < n; j++) {
        double i = logistic(z[in + j]);
        double f = logistic(z[in + n + j]);
        double o = logistic(z[in + 2 * n + j]);
        double g = (double) Math.tanh(z[in + 3 * n + j]);
        double cell = f * cBefore.doubles()[cBefore.offset() + b * n + j] + i * g;
        double squashed = (double) Math.tanh(cell);
        z[in + j] = i;
        z[in + n + j] = f;
        z[in + 2 * n + j] = o;
        z[in + 3 * n + j] = g;
        c.doubles()[c.offset() + b * n + j] = cell;
        tanhC.doubles()[tanhC.offset() + b * n + j] = squashed;
        h.doubles()[h.offset() + b * n + j] = o * squashed;
      }
    }
  }

  @Override
  public void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore) {
    final double[] z = gates.doubles();
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      int in = gates.offset() + b * 4 * n;
      for (int j = 0; j < n; j++) {
        double i = z[in + j];
        double f = z[in + n + j];
        double o = z[in + 2 * n + j];
        double g = z[in + 3 * n + j];
        double squashed = tanhC.doubles()[tanhC.offset() + b * n + j];
        double dOut = dh.doubles()[dh.offset() + b * n + j];
        double dCell = dc.doubles()[dc.offset() + b * n + j] + dOut * o * (1 - squashed * squashed);
        z[in + j] = dCell * g * i * (1 - i);
        z[in + n + j] = dCell * cBefore.doubles()[cBefore.offset() + b * n + j] * f * (1 - f);
        z[in + 2 * n + j] = dOut * squashed * o * (1 - o);
        z[in + 3 * n + j] = dCell * i * (1 - g * g);
        dc.doubles()[dc.offset() + b * n + j] = dCell;
        dcBefore.doubles()[dcBefore.offset() + b * n + j] += dCell * f;
      }
    }
  }

  @Override
  public void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset) {
    final double[] g = gates.doubles();
    final double[] sum = recurrent.doubles();
    final int n = reset.columns();
    for (int b = 0; b < reset.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int from = recurrent.offset() + b * 2 * n;
      for (int j = 0; j < 2 * n; j++) {
        g[at + j] = logistic(g[at + j] + sum[from + j]);
      }
      for (int j = 0; j < n; j++) {
        reset.doubles()[reset.offset() + b * n + j] =
            g[at + j] * what.doubles()[what.offset() + b * n + j];
      }
    }
  }

  @Override
  public void gruResetGradient(
      Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat) {
    final double[] g = gates.doubles();
    final double[] dsum = drecurrent.doubles();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int toSum = drecurrent.offset() + b * 2 * n;
      for (int j = 0; j < n; j++) {
        double r = g[at + j];
        double d = dreset.doubles()[dreset.offset() + b * n + j];
        g[at + j] = d * what.doubles()[what.offset() + b * n + j] * r * (1 - r);
        dwhat.doubles()[dwhat.offset() + b * n + j] += d * r;
      }
      System.arraycopy(g, at, dsum, toSum, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final double[] g = gates.doubles();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      for (int j = 0; j < n; j++) {
        double z = g[at + n + j];
        double sum = g[at + 2 * n + j] + recurrent.doubles()[recurrent.offset() + b * n + j];
        double candidate = (double) Math.tanh(sum);
        double before = hBefore.doubles()[hBefore.offset() + b * n + j];
        g[at + 2 * n + j] = candidate;
        h.doubles()[h.offset() + b * n + j] = z * before + (1 - z) * candidate;
      }
    }
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore) {
    final double[] g = gates.doubles();
    final int n = dh.columns();
    for (int b = 0; b < dh.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      for (int j = 0; j < n; j++) {
        double z = g[at + n + j];
        double candidate = g[at + 2 * n + j];
        double before = hBefore.doubles()[hBefore.offset() + b * n + j];
        double d = dh.doubles()[dh.offset() + b * n + j];
        g[at + n + j] = d * (before - candidate) * z * (1 - z);
        g[at + 2 * n + j] = d * (1 - z) * (1 - candidate * candidate);
        dhBefore.doubles()[dhBefore.offset() + b * n + j] += d * z;
      }
      System.arraycopy(g, at + 2 * n, drecurrent.doubles(), drecurrent.offset() + b * n, n);
    }
  }

  @Override
  public void normalizeRows(Matrix x, double epsilon, Matrix y, Matrix scale) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    final int m = x.columns();
    for (int r = 0; r < x.rows(); r++) {
      int from = x.offset() + r * m;
      int to = y.offset() + r * m;
      double mean = 0;
      for (int j = 0; j < m; j++) {
        mean += in[from + j];
      }
      mean /= m;
      double variance = 0;
      for (int j = 0; j < m; j++) {
        variance += (in[from + j] - mean) * (in[from + j] - mean);
      }
      double by = (double) (1 / Math.sqrt(variance / m + epsilon));
      for (int j = 0; j < m; j++) {
        out[to + j] = (in[from + j] - mean) * by;
      }
      scale.doubles()[scale.offset() + r] = by;
    }
  }

  @Override
  public void addNormalizeRowsGradient(Matrix y, Matrix scale, Matrix dy, Matrix dx) {
    final double[] out = y.doubles();
    final double[] dout = dy.doubles();
    final double[] din = dx.doubles();
    final int m = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.offset() + r * m;
      int dAt = dy.offset() + r * m;
      double mean = 0;
      double along = 0;
      for (int j = 0; j < m; j++) {
        mean += dout[dAt + j];
        along += dout[dAt + j] * out[at + j];
      }
      double by = scale.doubles()[scale.offset() + r];
      for (int j = 0; j < m; j++) {
        din[dx.offset() + r * m + j] += by * (dout[dAt + j] - mean / m - out[at + j] * along / m);
      }
    }
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
    final double[] w = weights.doubles();
    final double[] g = gradient.doubles();
    final double[] first = m.doubles();
    final double[] second = v.doubles();
    final double step = (double) stepSize;
    final double keep1 = (double) beta1;
    final double keep2 = (double) beta2;
    final double small = (double) epsilon;
    for (int i = 0; i < weights.size(); i++) {
      double slope = g[gradient.offset() + i];
      double mean = first[m.offset() + i] + (1 - keep1) * (slope - first[m.offset() + i]);
      double square = second[v.offset() + i];
      square += (1 - keep2) * (slope * slope - square);
      first[m.offset() + i] = mean;
      second[v.offset() + i] = square;
      w[weights.offset() + i] -= step * mean / ((double) Math.sqrt(square) + small);
    }
  }

  /** Writes the softmax of row r and returns the logarithm of the sum of exponentials. */
  private static double softmaxRow(Matrix x, Matrix y, int r) {
    final double[] in = x.doubles();
    final double[] out = y.doubles();
    final int k = x.columns();
    final int from = x.offset() + r * k;
    final int to = y.offset() + r * k;
    double max = in[from];
    for (int j = 1; j < k; j++) {
      max = Math.max(max, in[from + j]);
    }
    double sum = 0;
    for (int j = 0; j < k; j++) {
      double e = (double) Math.exp(in[from + j] - max);
      out[to + j] = e;
      sum += e;
    }
    for (int j = 0; j < k; j++) {
      out[to + j] /= sum;
    }
    return max + (double) Math.log(sum);
  }

  private static double logistic(double x) {
    return (double) (1 / (1 + Math.exp(-x)));
  }

  /** Adds {@code factor * x[from..]} to {@code y[to..]}: the inner loop of most kernels. */
  private static void addMultiple(double factor, double[] x, int from, double[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += factor * x[from + j];
    }
  }
}
