package unroll.matrix;

/**
 * The kernels over 64-bit numbers with the JDK's Vector API. It needs {@code --add-modules
 * jdk.incubator.vector}; without that option the class does not load, and {@link Provider} takes
 * the plain kernels.
 *
 * <p>Products are in {@link TilesDouble} and {@link PanelsDouble}, passes over runs of numbers in
 * {@link PassesDouble}, activations in {@link ExponentialDouble}.
 */
final class VectorDouble implements Kernels {
  /** With fewer rows a product is faster without laying out its right factor. */
  private static final int ROWS_WORTH_PACKING = 8;

  private final Kernels plain = new PlainDouble();
  private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

  /** Room for the layout of the factors of one product; one a thread. */
  private static final class Workspace {
    private double[] panels = {};
    private double[] groups = {};

    double[] panels(int size) {
      panels = panels.length < size ? new double[size] : panels;
      return panels;
    }

    double[] groups(int size) {
      groups = groups.length < size ? new double[size] : groups;
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
    double[] panels = panels(inner, m);
    for (int k = 0; k < inner; k += PanelsDouble.BLOCK) {
      int some = Math.min(PanelsDouble.BLOCK, inner - k);
      PanelsDouble.pack(b.doubles(), b.offset() + k * m, m, some, m, panels);
      TilesDouble.addPanels(
          a.rows(),
          m,
          some,
          a.doubles(),
          a.offset() + k,
          inner,
          1,
          panels,
          c.doubles(),
          c.offset());
    }
  }

  private static void addFewRows(Matrix a, Matrix b, Matrix c) {
    final double[] left = a.doubles();
    final double[] right = b.doubles();
    final double[] out = c.doubles();
    final int inner = a.columns();
    final int m = b.columns();
    int done =
        TilesDouble.addFewRows(
            a.rows(), m, inner, left, a.offset(), right, b.offset(), out, c.offset());
    if (done == m) {
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      for (int k = 0; k < inner; k++) {
        double factor = left[a.offset() + i * inner + k];
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
    double[] panels = panels(a.rows(), m);
    double[] groups =
        workspaces.get().groups(PanelsDouble.groupSize(Math.min(PanelsDouble.BLOCK, a.rows()), n));
    for (int k = 0; k < a.rows(); k += PanelsDouble.BLOCK) {
      int some = Math.min(PanelsDouble.BLOCK, a.rows() - k);
      PanelsDouble.packLeft(a.doubles(), a.offset() + k * n, n, some, groups);
      PanelsDouble.pack(b.doubles(), b.offset() + k * m, m, some, m, panels);
      TilesDouble.addGroups(n, m, some, groups, panels, c.doubles(), c.offset());
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
    double[] panels = panels(inner, m);
    for (int k = 0; k < inner; k += PanelsDouble.BLOCK) {
      int some = Math.min(PanelsDouble.BLOCK, inner - k);
      PanelsDouble.packTransposed(b.doubles(), b.offset() + k, inner, some, m, panels);
      TilesDouble.addPanels(
          a.rows(),
          m,
          some,
          a.doubles(),
          a.offset() + k,
          inner,
          1,
          panels,
          c.doubles(),
          c.offset());
    }
  }

  private static void addDots(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    for (int i = 0; i < a.rows(); i++) {
      int row = a.offset() + i * inner;
      for (int j = 0; j < b.rows(); j++) {
        c.doubles()[c.offset() + i * b.rows() + j] +=
            PassesDouble.dot(a.doubles(), row, b.doubles(), b.offset() + j * inner, inner);
      }
    }
  }

  @Override
  public Packed pack(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, false);
    }
    Matrix panels = b.zerosLike(1, PanelsDouble.panelSize(b.rows(), b.columns()));
    PanelsDouble.pack(
        b.doubles(), b.offset(), b.columns(), b.rows(), b.columns(), panels.doubles());
    return Packed.inPanels(b, false, panels);
  }

  @Override
  public Packed packTransposed(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, true);
    }
    Matrix panels = b.zerosLike(1, PanelsDouble.panelSize(b.columns(), b.rows()));
    PanelsDouble.packTransposed(
        b.doubles(), b.offset(), b.columns(), b.columns(), b.rows(), panels.doubles());
    return Packed.inPanels(b, true, panels);
  }

  @Override
  public void addProduct(Matrix a, Packed b, Matrix c) {
    if (b.isInPanels()) {
      TilesDouble.addPanels(
          a.rows(),
          b.columns(),
          a.columns(),
          a.doubles(),
          a.offset(),
          a.columns(),
          1,
          b.panels().doubles(),
          c.doubles(),
          c.offset());
    } else if (b.transposed()) {
      addProductRightTransposed(a, b.source(), c);
    } else {
      addProduct(a, b.source(), c);
    }
  }

  private double[] panels(int inner, int columns) {
    return workspaces
        .get()
        .panels(PanelsDouble.panelSize(Math.min(PanelsDouble.BLOCK, inner), columns));
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
    return plain.sumOfSquares(a);
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    PassesDouble.tanh(x.doubles(), x.offset(), y.doubles(), y.offset(), x.size());
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    PassesDouble.addTanhGradient(
        y.doubles(), y.offset(), dy.doubles(), dy.offset(), dx.doubles(), dx.offset(), y.size());
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    PassesDouble.sigmoid(x.doubles(), x.offset(), y.doubles(), y.offset(), x.size());
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
    PassesDouble.exp(x.doubles(), x.offset(), 0, y.doubles(), y.offset(), x.size());
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
      double dot = PassesDouble.dot(y.doubles(), at, dy.doubles(), dAt, k);
      PassesDouble.addSoftmaxGradient(
          y.doubles(), at, dy.doubles(), dAt, dot, dx.doubles(), dx.offset() + r * k, k);
    }
  }

  @Override
  public double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities) {
    final double[] in = logits.doubles();
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
    for (int r = 0; r < probabilities.rows(); r++) {
      if (targets[r] >= 0) {
        int to = dlogits.offset() + r * k;
        PassesDouble.addMultiple(by, p, probabilities.offset() + r * k, d, to, k);
        d[to + targets[r]] -= by;
      }
    }
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
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    final int m = table.columns();
    for (int r = 0; r < rows.length; r++) {
      PassesDouble.add(
          a.doubles(), a.offset() + r * m, table.doubles(), table.offset() + rows[r] * m, m);
    }
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
      Matrix gates,
      Matrix cBefore,
      Matrix tanhC,
      Matrix dh,
      Matrix dc,
      Matrix dcBefore,
      Matrix dgates) {
    final double[] z = gates.doubles();
    final double[] u = tanhC.doubles();
    final double[] dz = dgates.doubles();
    final double[] dCell = dc.doubles();
    final int n = dc.columns();
    for (int b = 0; b < dc.rows(); b++) {
      int at = gates.offset() + b * 4 * n;
      int to = dgates.offset() + b * 4 * n;
      int atU = tanhC.offset() + b * n;
      int atDh = dh.offset() + b * n;
      int atDc = dc.offset() + b * n;
      int atC = cBefore.offset() + b * n;
      PassesDouble.lstmMemoryGradient(z, at, u, atU, dh.doubles(), atDh, dCell, atDc, n);
      // i, f, o, g: what each gate multiplies is the factor of its gradient.
      PassesDouble.gateGradient(dCell, atDc, z, at + 3 * n, z, at, dz, to, n);
      PassesDouble.gateGradient(dCell, atDc, cBefore.doubles(), atC, z, at + n, dz, to + n, n);
      PassesDouble.gateGradient(dh.doubles(), atDh, u, atU, z, at + 2 * n, dz, to + 2 * n, n);
      PassesDouble.candidateGradient(dCell, atDc, z, at, z, at + 3 * n, dz, to + 3 * n, n);
      PassesDouble.addElementProduct(
          dCell, atDc, z, at + n, dcBefore.doubles(), dcBefore.offset() + b * n, n);
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
      Matrix gates, Matrix what, Matrix dreset, Matrix dgates, Matrix drecurrent, Matrix dwhat) {
    final double[] g = gates.doubles();
    final double[] dg = dgates.doubles();
    final double[] d = dreset.doubles();
    final int n = what.columns();
    for (int b = 0; b < what.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int to = dgates.offset() + b * 3 * n;
      int atD = dreset.offset() + b * n;
      PassesDouble.gateGradient(d, atD, what.doubles(), what.offset() + b * n, g, at, dg, to, n);
      PassesDouble.addElementProduct(d, atD, g, at, dwhat.doubles(), dwhat.offset() + b * n, n);
      System.arraycopy(dg, to, drecurrent.doubles(), drecurrent.offset() + b * 2 * n, 2 * n);
    }
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    final double[] g = gates.doubles();
    final double[] out = h.doubles();
    final double[] old = hBefore.doubles();
    final int n = h.columns();
    for (int b = 0; b < h.rows(); b++) {
      int at = gates.offset() + b * 3 * n;
      int to = h.offset() + b * n;
      int before = hBefore.offset() + b * n;
      PassesDouble.add(recurrent.doubles(), recurrent.offset() + b * n, g, at + 2 * n, n);
      PassesDouble.tanh(g, at + 2 * n, g, at + 2 * n, n);
      for (int j = 0; j < n; j++) {
        double z = g[at + n + j];
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
    final double[] first = m.doubles();
    final double[] second = v.doubles();
    final int n = weights.size();
    PassesDouble.adamMoments(
        gradient.doubles(),
        gradient.offset(),
        first,
        m.offset(),
        second,
        v.offset(),
        (double) (1 - beta1),
        (double) (1 - beta2),
        n);
    PassesDouble.adamWeights(
        weights.doubles(),
        weights.offset(),
        first,
        m.offset(),
        second,
        v.offset(),
        (double) stepSize,
        (double) epsilon,
        n);
  }
}
