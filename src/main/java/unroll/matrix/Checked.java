package unroll.matrix;

/**
 * Kernels behind a check: shapes, precision, row numbers and shared storage are looked at here,
 * once for every provider, so that the arithmetic itself can trust its operands.
 */
final class Checked implements Kernels {
  private final Kernels kernels;

  Checked(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public void addProduct(Matrix a, Matrix b, Matrix c) {
    Shapes.product("product", a.rows(), a.columns(), b.rows(), b.columns(), c);
    apart("product", c, a, b);
    kernels.addProduct(a, b, c);
  }

  @Override
  public void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    Shapes.product("product", a.columns(), a.rows(), b.rows(), b.columns(), c);
    apart("product", c, a, b);
    kernels.addProductLeftTransposed(a, b, c);
  }

  @Override
  public void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    Shapes.product("product", a.rows(), a.columns(), b.columns(), b.rows(), c);
    apart("product", c, a, b);
    kernels.addProductRightTransposed(a, b, c);
  }

  @Override
  public Packed pack(Matrix b, int rows) {
    return kernels.pack(b, rows);
  }

  @Override
  public Packed packTransposed(Matrix b, int rows) {
    return kernels.packTransposed(b, rows);
  }

  @Override
  public Packed repack(Matrix b, Packed old) {
    Shapes.same("repack", b, old.source());
    return kernels.repack(b, old);
  }

  @Override
  public void addProduct(Matrix a, Packed b, Matrix c) {
    Shapes.product("product", a.rows(), a.columns(), b.rows(), b.columns(), c);
    apart("product", c, a, b.source());
    kernels.addProduct(a, b, c);
  }

  @Override
  public void addScaled(double factor, Matrix a, Matrix out) {
    Shapes.same("add", a, out);
    apart("add", out, a);
    kernels.addScaled(factor, a, out);
  }

  @Override
  public void scale(Matrix a, double factor) {
    kernels.scale(a, factor);
  }

  @Override
  public void addElementProduct(Matrix a, Matrix b, Matrix out) {
    Shapes.same("element product", a, b);
    Shapes.same("element product", a, out);
    apart("element product", out, a, b);
    kernels.addElementProduct(a, b, out);
  }

  @Override
  public void addElementQuotient(Matrix a, Matrix b, Matrix out) {
    Shapes.same("element quotient", a, b);
    Shapes.same("element quotient", a, out);
    apart("element quotient", out, a, b);
    kernels.addElementQuotient(a, b, out);
  }

  @Override
  public void addColumns(Matrix a, int from, Matrix out, int to, int count) {
    Shapes.columns("add columns", a, from, count);
    Shapes.columns("add columns", out, to, count);
    if (a.rows() != out.rows()) {
      throw new IllegalArgumentException(
          "add columns: " + a.shape() + " has other rows than " + out.shape());
    }
    apart("add columns", out, a);
    kernels.addColumns(a, from, out, to, count);
  }

  @Override
  public void addTransposed(Matrix a, Matrix out) {
    Shapes.require("add a transpose", out, a.columns(), a.rows());
    apart("add a transpose", out, a);
    kernels.addTransposed(a, out);
  }

  @Override
  public void addRow(Matrix row, Matrix out) {
    Shapes.require("add a row", row, 1, out.columns());
    apart("add a row", out, row);
    kernels.addRow(row, out);
  }

  @Override
  public void addSumOfRows(Matrix a, Matrix out) {
    Shapes.require("sum of rows", out, 1, a.columns());
    apart("sum of rows", out, a);
    kernels.addSumOfRows(a, out);
  }

  @Override
  public double sum(Matrix a) {
    return kernels.sum(a);
  }

  @Override
  public double sumOfSquares(Matrix a) {
    return kernels.sumOfSquares(a);
  }

  @Override
  public void tanh(Matrix x, Matrix y) {
    sameOrApart("tanh", x, y);
    kernels.tanh(x, y);
  }

  @Override
  public void addTanhGradient(Matrix y, Matrix dy, Matrix dx) {
    gradient("tanh gradient", y, dy, dx);
    kernels.addTanhGradient(y, dy, dx);
  }

  @Override
  public void sigmoid(Matrix x, Matrix y) {
    sameOrApart("sigmoid", x, y);
    kernels.sigmoid(x, y);
  }

  @Override
  public void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx) {
    gradient("sigmoid gradient", y, dy, dx);
    kernels.addSigmoidGradient(y, dy, dx);
  }

  @Override
  public void relu(Matrix x, Matrix y) {
    sameOrApart("relu", x, y);
    kernels.relu(x, y);
  }

  @Override
  public void addReluGradient(Matrix y, Matrix dy, Matrix dx) {
    gradient("relu gradient", y, dy, dx);
    kernels.addReluGradient(y, dy, dx);
  }

  @Override
  public void exp(Matrix x, Matrix y) {
    sameOrApart("exp", x, y);
    kernels.exp(x, y);
  }

  @Override
  public void log(Matrix x, Matrix y) {
    sameOrApart("log", x, y);
    kernels.log(x, y);
  }

  @Override
  public void softmax(Matrix x, Matrix y) {
    someColumns("softmax", x);
    sameOrApart("softmax", x, y);
    kernels.softmax(x, y);
  }

  @Override
  public void addSoftmaxGradient(Matrix y, Matrix dy, Matrix dx) {
    gradient("softmax gradient", y, dy, dx);
    kernels.addSoftmaxGradient(y, dy, dx);
  }

  @Override
  public double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities) {
    someColumns("cross-entropy", logits);
    Shapes.same("cross-entropy", logits, probabilities);
    apart("cross-entropy", probabilities, logits);
    Shapes.indices("cross-entropy", "target", targets, logits.rows(), logits.columns(), true);
    return kernels.softmaxCrossEntropy(logits, targets, probabilities);
  }

  @Override
  public void addSoftmaxCrossEntropyGradient(
      Matrix probabilities, int[] targets, double factor, Matrix dlogits) {
    Shapes.same("cross-entropy gradient", probabilities, dlogits);
    apart("cross-entropy gradient", dlogits, probabilities);
    Shapes.indices(
        "cross-entropy", "target", targets, probabilities.rows(), probabilities.columns(), true);
    kernels.addSoftmaxCrossEntropyGradient(probabilities, targets, factor, dlogits);
  }

  @Override
  public void addGatheredRows(Matrix table, int[] rows, Matrix out) {
    Shapes.require("gather", out, rows.length, table.columns());
    Shapes.indices("gather", "row", rows, rows.length, table.rows(), false);
    apart("gather", out, table);
    kernels.addGatheredRows(table, rows, out);
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table) {
    Shapes.require("scatter", a, rows.length, table.columns());
    Shapes.indices("scatter", "row", rows, rows.length, table.rows(), false);
    apart("scatter", table, a);
    kernels.addScatteredRows(a, rows, table);
  }

  @Override
  public void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum) {
    Shapes.require("scatter", a, rows.length, table.columns());
    Shapes.require("scatter: the sum", sum, 1, table.columns());
    Shapes.indices("scatter", "row", rows, rows.length, table.rows(), false);
    apart("scatter", table, a, sum);
    apart("scatter", sum, a);
    kernels.addScatteredRows(a, rows, table, sum);
  }

  @Override
  public void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out) {
    Shapes.require("gather", out, out.rows(), table.columns());
    Shapes.require("gather: the bias", bias, 1, table.columns());
    Shapes.indices("gather: rows", rows, first, out.rows(), table.rows());
    apart("gather", out, table, bias);
    kernels.gatherRows(table, bias, rows, first, out);
  }

  @Override
  public void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h) {
    String operation = "LSTM gates";
    Shapes.require(operation, gates, c.rows(), 4 * c.columns());
    Shapes.same(operation, cBefore, c);
    Shapes.same(operation, tanhC, c);
    Shapes.same(operation, h, c);
    apart(operation, gates, cBefore, c, tanhC, h);
    apart(operation, c, cBefore, tanhC, h);
    apart(operation, tanhC, cBefore, h);
    apart(operation, h, cBefore);
    kernels.lstmGates(gates, cBefore, c, tanhC, h);
  }

  @Override
  public void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore) {
    String operation = "LSTM gates gradient";
    Shapes.require(operation, gates, dc.rows(), 4 * dc.columns());
    Shapes.same(operation, cBefore, dc);
    Shapes.same(operation, tanhC, dc);
    Shapes.same(operation, dh, dc);
    Shapes.same(operation, dcBefore, dc);
    apart(operation, gates, cBefore, tanhC, dh, dc, dcBefore);
    apart(operation, dc, cBefore, tanhC, dh, dcBefore);
    apart(operation, dcBefore, cBefore, tanhC, dh);
    kernels.lstmGatesGradient(gates, cBefore, tanhC, dh, dc, dcBefore);
  }

  @Override
  public void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset) {
    String operation = "GRU reset";
    Shapes.require(operation, gates, reset.rows(), 3 * reset.columns());
    Shapes.require(operation, recurrent, reset.rows(), 2 * reset.columns());
    Shapes.same(operation, what, reset);
    apart(operation, gates, recurrent, what, reset);
    apart(operation, reset, recurrent, what);
    kernels.gruReset(gates, recurrent, what, reset);
  }

  @Override
  public void gruResetGradient(
      Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat) {
    String operation = "GRU reset gradient";
    Shapes.require(operation, gates, what.rows(), 3 * what.columns());
    Shapes.require(operation, drecurrent, what.rows(), 2 * what.columns());
    Shapes.same(operation, dreset, what);
    Shapes.same(operation, dwhat, what);
    apart(operation, gates, what, dreset, drecurrent, dwhat);
    apart(operation, drecurrent, what, dreset, dwhat);
    apart(operation, dwhat, what, dreset);
    kernels.gruResetGradient(gates, what, dreset, drecurrent, dwhat);
  }

  @Override
  public void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h) {
    String operation = "GRU mix";
    Shapes.require(operation, gates, h.rows(), 3 * h.columns());
    Shapes.same(operation, recurrent, h);
    Shapes.same(operation, hBefore, h);
    apart(operation, gates, recurrent, hBefore, h);
    apart(operation, h, recurrent, hBefore);
    kernels.gruMix(gates, recurrent, hBefore, h);
  }

  @Override
  public void gruMixGradient(
      Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore) {
    String operation = "GRU mix gradient";
    Shapes.require(operation, gates, dh.rows(), 3 * dh.columns());
    Shapes.same(operation, hBefore, dh);
    Shapes.same(operation, drecurrent, dh);
    Shapes.same(operation, dhBefore, dh);
    apart(operation, gates, hBefore, dh, drecurrent, dhBefore);
    apart(operation, drecurrent, hBefore, dh, dhBefore);
    apart(operation, dhBefore, hBefore, dh);
    kernels.gruMixGradient(gates, hBefore, dh, drecurrent, dhBefore);
  }

  @Override
  public void normalizeRows(Matrix x, double epsilon, Matrix y, Matrix scale) {
    sameOrApart("normalise", x, y);
    someColumns("normalise", x);
    Shapes.require("normalise: the scale", scale, x.rows(), 1);
    apart("normalise", scale, x, y);
    kernels.normalizeRows(x, epsilon, y, scale);
  }

  @Override
  public void addNormalizeRowsGradient(Matrix y, Matrix scale, Matrix dy, Matrix dx) {
    gradient("normalise gradient", y, dy, dx);
    Shapes.require("normalise gradient: the scale", scale, y.rows(), 1);
    apart("normalise gradient", dx, scale);
    kernels.addNormalizeRowsGradient(y, scale, dy, dx);
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
    Shapes.same("Adam", weights, gradient);
    Shapes.same("Adam", weights, m);
    Shapes.same("Adam", weights, v);
    apart("Adam", weights, gradient, m, v);
    apart("Adam", m, gradient, v);
    apart("Adam", v, gradient);
    kernels.adam(weights, gradient, m, v, stepSize, beta1, beta2, epsilon);
  }

  private static void gradient(String operation, Matrix y, Matrix dy, Matrix dx) {
    Shapes.same(operation, y, dy);
    Shapes.same(operation, y, dx);
    apart(operation, dx, y, dy);
  }

  private static void sameOrApart(String operation, Matrix x, Matrix y) {
    Shapes.same(operation, x, y);
    if (x.offset() != y.offset()) {
      Shapes.apart(operation, x, y);
    }
  }

  private static void someColumns(String operation, Matrix x) {
    if (x.columns() == 0) {
      throw new IllegalArgumentException(operation + ": no classes in a matrix of " + x.shape());
    }
  }

  private static void apart(String operation, Matrix out, Matrix... operands) {
    for (Matrix operand : operands) {
      Shapes.apart(operation, operand, out);
    }
  }
}
