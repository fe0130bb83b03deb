package unroll.matrix;

/** The kernels as plain Java loops over 32-bit numbers: the ones to read, and the oracle. */
final class PlainFloat implements Kernels {

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    final float[] left = a.floats();
    final float[] right = b.floats();
    final float[] out = c.floats();
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
    final float[] left = a.floats();
    final float[] right = b.floats();
    final float[] out = c.floats();
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
    final float[] left = a.floats();
    final float[] right = b.floats();
    final float[] out = c.floats();
    final int inner = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      int row = a.offset() + i * inner;
      for (int j = 0; j < b.rows(); j++) {
        int column = b.offset() + j * inner;
        float dot = 0;
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
    addMultiple((float) factor, a.floats(), a.offset(), out.floats(), out.offset(), a.size());
  }

  @Override
  public void scale(Matrix a, double factor) {
    final float[] x = a.floats();
    final float by = (float) factor;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      x[i] *= by;
    }
  }

  @Override
  public void addElementProduct(Matrix a, Matrix b, Matrix out) {
    final float[] x = a.floats();
    final float[] y = b.floats();
    final float[] z = out.floats();
    for (int i = 0; i < a.size(); i++) {
      z[out.offset() + i] += x[a.offset() + i] * y[b.offset() + i];
    }
  }

  @Override
  public void addElementQuotient(Matrix a, Matrix b, Matrix out) {
    final float[] x = a.floats();
    final float[] y = b.floats();
    final float[] z = out.floats();
    for (int i = 0; i < a.size(); i++) {
      z[out.offset() + i] += x[a.offset() + i] / y[b.offset() + i];
    }
  }

  @Override
  public void addColumns(Matrix a, int from, Matrix out, int to, int count) {
    for (int r = 0; r < a.rows(); r++) {
      int source = a.offset() + r * a.columns() + from;
      int target = out.offset() + r * out.columns() + to;
      addMultiple(1, a.floats(), source, out.floats(), target, count);
    }
  }

  @Override
  public void addTransposed(Matrix a, Matrix out) {
    final float[] x = a.floats();
    final float[] y = out.floats();
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
          row.floats(),
          row.offset(),
          out.floats(),
          out.offset() + r * out.columns(),
          row.columns());
    }
  }

  @Override
  public void addSumOfRows(Matrix a, Matrix out) {
    for (int r = 0; r < a.rows(); r++) {
      addMultiple(
          1, a.floats(), a.offset() + r * a.columns(), out.floats(), out.offset(), a.columns());
    }
  }

  @Override
  public double sum(Matrix a) {
    final float[] x = a.floats();
    var total = 0.0;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      total += x[i];
    }
    return total;
  }

  @Override
  public double sumOfSquares(Matrix a) {
    final float[] x = a.floats();
    var total = 0.0;
    for (int i = a.offset(), end = i + a.size(); i < end; i++) {
      var wide = 1.0 * x[i];
      total += wide * wide;
    }
    return total;
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (float) Math.tanh(in[x.offset() + i]);
    }
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    final float[] out = y.floats();
    final float[] dout = dy.floats();
    final float[] din = dx.floats();
    for (int i = 0; i < y.size(); i++) {
      float value = out[y.offset() + i];
      din[dx.offset() + i] += dout[dy.offset() + i] * (1 - value * value);
    }
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = logistic(in[x.offset() + i]);
    }
  }

  @Override
  public void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx) {
    final float[] out = y.floats();
    final float[] dout = dy.floats();
    final float[] din = dx.floats();
    for (int i = 0; i < y.size(); i++) {
      float value = out[y.offset() + i];
      din[dx.offset() + i] += dout[dy.offset() + i] * value * (1 - value);
    }
  }

  @Override
  public void relu(Matrix x, Matrix y) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = Math.max(0, in[x.offset() + i]);
    }
  }

  @Override
  public void addReluGradient(Matrix y, Matrix dy, Matrix dx) {
    final float[] out = y.floats();
    final float[] dout = dy.floats();
    final float[] din = dx.floats();
    for (int i = 0; i < y.size(); i++) {
      din[dx.offset() + i] += out[y.offset() + i] > 0 ? dout[dy.offset() + i] : 0;
    }
  }

  @Override
  public void exp(Matrix x, Matrix y) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (float) Math.exp(in[x.offset() + i]);
    }
  }

  @Override
  public void log(Matrix x, Matrix y) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    for (int i = 0; i < x.size(); i++) {
      out[y.offset() + i] = (float) Math.log(in[x.offset() + i]);
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
    final float[] out = y.floats();
    final float[] dout = dy.floats();
    final float[] din = dx.floats();
    final int k = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.offset() + r * k;
      int dAt = dy.offset() + r * k;
      float dot = 0;
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
    final float[] in = logits.floats();
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
    final float[] p = probabilities.floats();
    final float[] d = dlogits.floats();
    final float by = (float) factor;
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
          1, table.floats(), table.offset() + rows[r] * m, out.floats(), out.offset() + r * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      addMultiple(
          1, a.floats(), a.offset() + r * m, table.floats(), table.offset() + rows[r] * m, m);
    }
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum) {
    addScatteredRows(a, rows, table);
    addSumOfRows(a, sum);
  }

  @Override
  public void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out) {
    final float[] x = table.floats();
    final float[] b = bias.floats();
    final int m = table.columns();
    for (int r = 0; r < out.rows(); r++) {
      int from = table.offset() + rows[first + r] * m;
      for (int j = 0; j < m; j++) {
        out.floats()[out.offset() + r * m + j] = x[from + j] + b[bias.offset() + j];
      }
    }
  }

  @Override
  public void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h) {
    final float[] z = gates.floats();
    final int n = c.columns();
    for (int b = 0; b < c.rows(); b++) {
      int in = gates.offset() + b * 4 * n;
      for (int j = 0; j < n; j++) {
        float i = logistic(z[in + j]);
        float f = logistic(z[in + n + j]);
        float o = logistic(z[in + 2 * n + j]);
        float g = (float) Math.tanh(z[in + 3 * n + j]);
        float cell = f * cBefore.floats()[cBefore.offset() + b * n + j] + i * g;
        float squashed = (float) Math.tanh(cell);
        z[in + j] = i;
        z[in + n + j] = f;
        z[in + 2 * n + j] = o;
        z[in + 3 * n + j] = g;
        c.floats()[c.offset() + b * n + j] = cell;
        tanhC.floats()[tanhC.offset() + b * n + j] = squashed;
        h.floats()[h.offset() + b * n + j] = o * squashed;
      }
    }
  }

  @Override
  public void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore) {
    final float[] z = gates.floats();
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      int in = gates.offset() + b * 4 * n;
      for (int j = 0; j < n; j++) {
        float i = z[in + j];
        float f = z[in + n + j];
        float o = z[in + 2 * n + j];
        float g = z[in + 3 * n + j];
        float squashed = tanhC.floats()[tanhC.offset() + b * n + j];
        float dOut = dh.floats()[dh.offset() + b * n + j];
        float dCell = dc.floats()[dc.offset() + b * n + j] + dOut * o * (1 - squashed * squashed);
        z[in + j] = dCell * g * i * (1 - i);
        z[in + n + j] = dCell * cBefore.floats()[cBefore.offset() + b * n + j] * f * (1 - f);
        z[in + 2 * n + j] = dOut * squashed * o * (1 - o);
        z[in + 3 * n + j] = dCell * i * (1 - g * g);
        dc.floats()[dc.offset() + b * n + j] = dCell;
        dcBefore.floats()[dcBefore.offset() + b * n + j] += dCell * f;
      }
    }
  }

  @Override
  public void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset) {
    final float[] g = gates.floats();
    final float[] sum = recurrent.floats();
    final int n = reset.columns();
    for (int b = 0; b < reset.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int from = recurrent.offset() + b * 2 * n;
      for (int j = 0; j < 2 * n; j++) {
        g[at + j] = logistic(g[at + j] + sum[from + j]);
      }
      for (int j = 0; j < n; j++) {
        reset.floats()[reset.offset() + b * n + j] =
            g[at + j] * what.floats()[what.offset() + b * n + j];
      }
    }
  }

  @Override
  public void gruResetGradient(
      Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat) {
    final float[] g = gates.floats();
    final float[] dsum = drecurrent.floats();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int toSum = drecurrent.offset() + b * 2 * n;
      for (int j = 0; j < n; j++) {
        float r = g[at + j];
        float d = dreset.floats()[dreset.offset() + b * n + j];
        g[at + j] = d * what.floats()[what.offset() + b * n + j] * r * (1 - r);
        dwhat.floats()[dwhat.offset() + b * n + j] += d * r;
      }
      System.arraycopy(g, at, dsum, toSum, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final float[] g = gates.floats();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      for (int j = 0; j < n; j++) {
        float z = g[at + n + j];
        float sum = g[at + 2 * n + j] + recurrent.floats()[recurrent.offset() + b * n + j];
        float candidate = (float) Math.tanh(sum);
        float before = hBefore.floats()[hBefore.offset() + b * n + j];
        g[at + 2 * n + j] = candidate;
        h.floats()[h.offset() + b * n + j] = z * before + (1 - z) * candidate;
      }
    }
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore) {
    final float[] g = gates.floats();
    final int n = dh.columns();
    for (int b = 0; b < dh.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      for (int j = 0; j < n; j++) {
        float z = g[at + n + j];
        float candidate = g[at + 2 * n + j];
        float before = hBefore.floats()[hBefore.offset() + b * n + j];
        float d = dh.floats()[dh.offset() + b * n + j];
        g[at + n + j] = d * (before - candidate) * z * (1 - z);
        g[at + 2 * n + j] = d * (1 - z) * (1 - candidate * candidate);
        dhBefore.floats()[dhBefore.offset() + b * n + j] += d * z;
      }
      System.arraycopy(g, at + 2 * n, drecurrent.floats(), drecurrent.offset() + b * n, n);
    }
  }

  @Override
  public void normalizeRows(Matrix x, double epsilon, Matrix y, Matrix scale) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    final int m = x.columns();
    for (int r = 0; r < x.rows(); r++) {
      int from = x.offset() + r * m;
      int to = y.offset() + r * m;
      float mean = 0;
      for (int j = 0; j < m; j++) {
        mean += in[from + j];
      }
      mean /= m;
      float variance = 0;
      for (int j = 0; j < m; j++) {
        variance += (in[from + j] - mean) * (in[from + j] - mean);
      }
      float by = (float) (1 / Math.sqrt(variance / m + epsilon));
      for (int j = 0; j < m; j++) {
        out[to + j] = (in[from + j] - mean) * by;
      }
      scale.floats()[scale.offset() + r] = by;
    }
  }

  @Override
  public void addNormalizeRowsGradient(Matrix y, Matrix scale, Matrix dy, Matrix dx) {
    final float[] out = y.floats();
    final float[] dout = dy.floats();
    final float[] din = dx.floats();
    final int m = y.columns();
    for (int r = 0; r < y.rows(); r++) {
      int at = y.offset() + r * m;
      int dAt = dy.offset() + r * m;
      float mean = 0;
      float along = 0;
      for (int j = 0; j < m; j++) {
        mean += dout[dAt + j];
        along += dout[dAt + j] * out[at + j];
      }
      float by = scale.floats()[scale.offset() + r];
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
    final float[] w = weights.floats();
    final float[] g = gradient.floats();
    final float[] first = m.floats();
    final float[] second = v.floats();
    final float step = (float) stepSize;
    final float keep1 = (float) beta1;
    final float keep2 = (float) beta2;
    final float small = (float) epsilon;
    for (int i = 0; i < weights.size(); i++) {
      float slope = g[gradient.offset() + i];
      float mean = first[m.offset() + i] + (1 - keep1) * (slope - first[m.offset() + i]);
      float square = second[v.offset() + i];
      square += (1 - keep2) * (slope * slope - square);
      first[m.offset() + i] = mean;
      second[v.offset() + i] = square;
      w[weights.offset() + i] -= step * mean / ((float) Math.sqrt(square) + small);
    }
  }

  /** Writes the softmax of row r and returns the logarithm of the sum of exponentials. */
  private static float softmaxRow(Matrix x, Matrix y, int r) {
    final float[] in = x.floats();
    final float[] out = y.floats();
    final int k = x.columns();
    final int from = x.offset() + r * k;
    final int to = y.offset() + r * k;
    float max = in[from];
    for (int j = 1; j < k; j++) {
      max = Math.max(max, in[from + j]);
    }
    float sum = 0;
    for (int j = 0; j < k; j++) {
      float e = (float) Math.exp(in[from + j] - max);
      out[to + j] = e;
      sum += e;
    }
    for (int j = 0; j < k; j++) {
      out[to + j] /= sum;
    }
    return max + (float) Math.log(sum);
  }

  private static float logistic(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /** Adds {@code factor * x[from..]} to {@code y[to..]}: the inner loop of most kernels. */
  private static void addMultiple(float factor, float[] x, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += factor * x[from + j];
    }
  }
}
