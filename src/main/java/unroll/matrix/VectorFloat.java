package unroll.matrix;

/**
 * The kernels over 32-bit numbers with the JDK's Vector API. It needs {@code --add-modules
 * jdk.incubator.vector}; without that option the class does not load, and {@link Provider} takes
 * the plain kernels.
 *
 * <p>Products are in {@link TilesFloat} and {@link PanelsFloat}, passes over runs of numbers in
 * {@link PassesFloat}, activations in {@link ExponentialFloat}.
 */
final class VectorFloat implements Kernels {
  /** With fewer rows a product is faster without laying out its right factor. */
  private static final int ROWS_WORTH_PACKING = 8;

  private final Kernels plain = new PlainFloat();
  private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

  /** Room for the layout of the factors of one product; one a thread. */
  private static final class Workspace {
    private float[] panels = {};
    private float[] groups = {};

    float[] panels(int size) {
      panels = panels.length < size ? new float[size] : panels;
      return panels;
    }

    float[] groups(int size) {
      groups = groups.length < size ? new float[size] : groups;
      return groups;
    }
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    final int m = b.columns();
    if (a.rows() < ROWS_WORTH_PACKING) {
      addFewRows(a, b, c);
      return;
    }
    float[] panels = panels(inner, m);
    for (int k = 0; k < inner; k += PanelsFloat.BLOCK) {
      int some = Math.min(PanelsFloat.BLOCK, inner - k);
      PanelsFloat.pack(b.floats(), b.offset() + k * m, m, some, m, panels);
      TilesFloat.addPanels(
          a.rows(), m, some, a.floats(), a.offset() + k, inner, 1, panels, c.floats(), c.offset());
    }
  }

  private static void addFewRows(Matrix a, Matrix b, Matrix c) {
    final float[] left = a.floats();
    final float[] right = b.floats();
    final float[] out = c.floats();
    final int inner = a.columns();
    final int m = b.columns();
    int done =
        TilesFloat.addFewRows(
            a.rows(), m, inner, left, a.offset(), right, b.offset(), out, c.offset());
    if (done == m) {
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      for (int k = 0; k < inner; k++) {
        float factor = left[a.offset() + i * inner + k];
        for (int j = done; j < m; j++) {
          out[c.offset() + i * m + j] += factor * right[b.offset() + k * m + j];
        }
      }
    }
  }

  @Override
  public void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    final int n = a.columns();
    final int m = b.columns();
    float[] panels = panels(a.rows(), m);
    float[] groups =
        workspaces.get().groups(PanelsFloat.groupSize(Math.min(PanelsFloat.BLOCK, a.rows()), n));
    for (int k = 0; k < a.rows(); k += PanelsFloat.BLOCK) {
      int some = Math.min(PanelsFloat.BLOCK, a.rows() - k);
      PanelsFloat.packLeft(a.floats(), a.offset() + k * n, n, some, groups);
      PanelsFloat.pack(b.floats(), b.offset() + k * m, m, some, m, panels);
      TilesFloat.addGroups(n, m, some, groups, panels, c.floats(), c.offset());
    }
  }

  @Override
  public void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    final int m = b.rows();
    if (a.rows() < ROWS_WORTH_PACKING) {
      addDots(a, b, c);
      return;
    }
    float[] panels = panels(inner, m);
    for (int k = 0; k < inner; k += PanelsFloat.BLOCK) {
      int some = Math.min(PanelsFloat.BLOCK, inner - k);
      PanelsFloat.packTransposed(b.floats(), b.offset() + k, inner, some, m, panels);
      TilesFloat.addPanels(
          a.rows(), m, some, a.floats(), a.offset() + k, inner, 1, panels, c.floats(), c.offset());
    }
  }

  private static void addDots(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      int row = a.offset() + i * inner;
      for (int j = 0; j < b.rows(); j++) {
        c.floats()[c.offset() + i * b.rows() + j] +=
            PassesFloat.dot(a.floats(), row, b.floats(), b.offset() + j * inner, inner);
      }
    }
  }

  @Override
  public Packed pack(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, false);
    }
    Matrix panels = b.zerosLike(1, PanelsFloat.panelSize(b.rows(), b.columns()));
    PanelsFloat.pack(b.floats(), b.offset(), b.columns(), b.rows(), b.columns(), panels.floats());
    return Packed.inPanels(b, false, panels);
  }

  @Override
  public Packed packTransposed(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, true);
    }
    Matrix panels = b.zerosLike(1, PanelsFloat.panelSize(b.columns(), b.rows()));
    PanelsFloat.packTransposed(
        b.floats(), b.offset(), b.columns(), b.columns(), b.rows(), panels.floats());
    return Packed.inPanels(b, true, panels);
  }

  @Override
  public void addProduct(Matrix a, Packed b, Matrix c) {
    if (b.isInPanels()) {
      TilesFloat.addPanels(
          a.rows(),
          b.columns(),
          a.columns(),
          a.floats(),
          a.offset(),
          a.columns(),
          1,
          b.panels().floats(),
          c.floats(),
          c.offset());
    } else if (b.transposed()) {
      addProductRightTransposed(a, b.source(), c);
    } else {
      addProduct(a, b.source(), c);
    }
  }

  private float[] panels(int inner, int columns) {
    return workspaces
        .get()
        .panels(PanelsFloat.panelSize(Math.min(PanelsFloat.BLOCK, inner), columns));
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
    return plain.sumOfSquares(a);
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    PassesFloat.tanh(x.floats(), x.offset(), y.floats(), y.offset(), x.size());
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesFloat.addTanhGradient(
        y.floats(), y.offset(), dy.floats(), dy.offset(), dx.floats(), dx.offset(), y.size());
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    PassesFloat.sigmoid(x.floats(), x.offset(), y.floats(), y.offset(), x.size());
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
    PassesFloat.exp(x.floats(), x.offset(), 0, y.floats(), y.offset(), x.size());
  }

  @Override
  public void log(Matrix x, Matrix y) {
    plain.log(x, y);
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    for (int r = 0; r < x.rows(); r++) {
      softmaxRow(x, y, r);
    }
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
    var loss = 0.0;
    for (int r = 0; r < logits.rows(); r++) {
      var logOfSum = softmaxRow(logits, probabilities, r);
      if (targets[r] >= 0) {
        loss += logOfSum - in[logits.offset() + r * k + targets[r]];
      }
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
    for (int r = 0; r < probabilities.rows(); r++) {
      if (targets[r] >= 0) {
        int to = dlogits.offset() + r * k;
        PassesFloat.addMultiple(by, p, probabilities.offset() + r * k, d, to, k);
        d[to + targets[r]] -= by;
      }
    }
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
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesFloat.add(
          a.floats(), a.offset() + r * m, table.floats(), table.offset() + rows[r] * m, m);
    }
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
      Matrix gates,
      Matrix cBefore,
      Matrix tanhC,
      Matrix dh,
      Matrix dc,
      Matrix dcBefore,
      Matrix dgates) {
    final float[] z = gates.floats();
    final float[] u = tanhC.floats();
    final float[] dz = dgates.floats();
    final float[] dCell = dc.floats();
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      int at = gates.offset() + b * 4 * n;
      int to = dgates.offset() + b * 4 * n;
      int atU = tanhC.offset() + b * n;
      int atDh = dh.offset() + b * n;
      int atDc = dc.offset() + b * n;
      int atC = cBefore.offset() + b * n;
      PassesFloat.lstmMemoryGradient(z, at, u, atU, dh.floats(), atDh, dCell, atDc, n);
      // i, f, o, g: what each gate multiplies is the factor of its gradient.
      PassesFloat.gateGradient(dCell, atDc, z, at + 3 * n, z, at, dz, to, n);
      PassesFloat.gateGradient(dCell, atDc, cBefore.floats(), atC, z, at + n, dz, to + n, n);
      PassesFloat.gateGradient(dh.floats(), atDh, u, atU, z, at + 2 * n, dz, to + 2 * n, n);
      PassesFloat.candidateGradient(dCell, atDc, z, at, z, at + 3 * n, dz, to + 3 * n, n);
      PassesFloat.addElementProduct(
          dCell, atDc, z, at + n, dcBefore.floats(), dcBefore.offset() + b * n, n);
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
      Matrix gates, Matrix what, Matrix dreset, Matrix dgates, Matrix drecurrent, Matrix dwhat) {
    final float[] g = gates.floats();
    final float[] dg = dgates.floats();
    final float[] d = dreset.floats();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int to = dgates.offset() + b * 3 * n;
      int atD = dreset.offset() + b * n;
      PassesFloat.gateGradient(d, atD, what.floats(), what.offset() + b * n, g, at, dg, to, n);
      PassesFloat.addElementProduct(d, atD, g, at, dwhat.floats(), dwhat.offset() + b * n, n);
      System.arraycopy(dg, to, drecurrent.floats(), drecurrent.offset() + b * 2 * n, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final float[] g = gates.floats();
    final float[] out = h.floats();
    final float[] old = hBefore.floats();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int to = h.offset() + b * n;
      int before = hBefore.offset() + b * n;
      PassesFloat.add(recurrent.floats(), recurrent.offset() + b * n, g, at + 2 * n, n);
      PassesFloat.tanh(g, at + 2 * n, g, at + 2 * n, n);
      for (int j = 0; j < n; j++) {
        float z = g[at + n + j];
        out[to + j] = z * old[before + j] + (1 - z) * g[at + 2 * n + j];
      }
    }
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix dgates, Matrix drecurrent, Matrix dhBefore) {
    plain.gruMixGradient(gates, hBefore, dh, dgates, drecurrent, dhBefore);
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
    final float[] first = m.floats();
    final float[] second = v.floats();
    final int n = weights.size();
    PassesFloat.adamMoments(
        gradient.floats(),
        gradient.offset(),
        first,
        m.offset(),
        second,
        v.offset(),
        (float) (1 - beta1),
        (float) (1 - beta2),
        n);
    PassesFloat.adamWeights(
        weights.floats(),
        weights.offset(),
        first,
        m.offset(),
        second,
        v.offset(),
        (float) stepSize,
        (float) epsilon,
        n);
  }
}
