package unroll.tape;

import unroll.matrix.Matrix;

/** Operations number by number, row by row, and sums. */
final class Elements {
  private Elements() {}

  static Value plus(Value x, Value other) {
    x.together(other);
    if (other.rows() == 1 && x.rows() != 1) {
      return plusRow(x, other);
    }
    Value y = x.room(x.rows(), x.columns(), x.needsGradient() || other.needsGradient());
    y.matrix().copyFrom(x.matrix());
    x.kernels().addScaled(1, other.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape()
          .record(
              () -> {
                x.accumulate(1, y.gradient());
                other.accumulate(1, y.gradient());
              });
    }
    return y;
  }

  private static Value plusRow(Value x, Value row) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient() || row.needsGradient());
    y.matrix().copyFrom(x.matrix());
    x.kernels().addRow(row.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape()
          .record(
              () -> {
                x.accumulate(1, y.gradient());
                if (row.needsGradient()) {
                  x.kernels().addSumOfRows(y.gradient(), row.gradient());
                }
              });
    }
    return y;
  }

  static Value timesElements(Value x, Value other) {
    x.together(other);
    Value y = x.zeros(x.rows(), x.columns(), x.needsGradient() || other.needsGradient());
    x.kernels().addElementProduct(x.matrix(), other.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape()
          .record(
              () -> {
                if (x.needsGradient()) {
                  x.kernels().addElementProduct(y.gradient(), other.matrix(), x.gradient());
                }
                if (other.needsGradient()) {
                  x.kernels().addElementProduct(y.gradient(), x.matrix(), other.gradient());
                }
              });
    }
    return y;
  }

  static Value scale(Value x, double factor) {
    Value y = x.zeros(x.rows(), x.columns(), x.needsGradient());
    x.kernels().addScaled(factor, x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.accumulate(factor, y.gradient()));
    }
    return y;
  }

  static Value tanh(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().tanh(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addTanhGradient(y.matrix(), y.gradient(), x.gradient()));
    }
    return y;
  }

  static Value sigmoid(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().sigmoid(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addSigmoidGradient(y.matrix(), y.gradient(), x.gradient()));
    }
    return y;
  }

  static Value relu(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().relu(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addReluGradient(y.matrix(), y.gradient(), x.gradient()));
    }
    return y;
  }

  static Value exp(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().exp(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addElementProduct(y.gradient(), y.matrix(), x.gradient()));
    }
    return y;
  }

  static Value log(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().log(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addElementQuotient(y.gradient(), x.matrix(), x.gradient()));
    }
    return y;
  }

  /** {@code max(0, x) + log(1 + exp(-|x|))}. */
  static Value softplus(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double number = x.matrix().get(r, c);
        y.matrix().set(r, c, Math.max(0, number) + Math.log1p(Math.exp(-Math.abs(number))));
      }
    }
    if (y.needsGradient()) {
      Matrix slope = x.tape().room(x.precision(), x.rows(), x.columns());
      x.kernels().sigmoid(x.matrix(), slope);
      x.tape().record(() -> x.kernels().addElementProduct(y.gradient(), slope, x.gradient()));
    }
    return y;
  }

  static Value clamp(Value x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("clamp: " + low + " is not below " + high);
    }
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    Matrix between = x.tape().buffer(x.precision(), x.rows(), x.columns());
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.columns(); c++) {
        double number = x.matrix().get(r, c);
        y.matrix().set(r, c, Math.max(low, Math.min(high, number)));
        between.set(r, c, number >= low && number <= high ? 1 : 0);
      }
    }
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addElementProduct(y.gradient(), between, x.gradient()));
    }
    return y;
  }

  /**
   * With p = softmax(x), {@code log sum(exp x) = x_j - log p_j} for every j; the largest is safe.
   */
  static Value logSumExp(Value x) {
    Value y = x.room(x.rows(), 1, x.needsGradient());
    Matrix p = x.tape().room(x.precision(), x.rows(), x.columns());
    x.kernels().softmax(x.matrix(), p);
    for (int r = 0; r < x.rows(); r++) {
      int largest = 0;
      for (int c = 1; c < x.columns(); c++) {
        largest = p.get(r, c) > p.get(r, largest) ? c : largest;
      }
      y.matrix().set(r, 0, x.matrix().get(r, largest) - Math.log(p.get(r, largest)));
    }
    if (y.needsGradient()) {
      Matrix ones = x.tape().room(x.precision(), 1, x.columns());
      ones.fill(1);
      Matrix spread = x.tape().room(x.precision(), x.rows(), x.columns());
      x.tape()
          .record(
              () -> {
                spread.fill(0);
                x.kernels().addProduct(y.gradient(), ones, spread);
                x.kernels().addElementProduct(spread, p, x.gradient());
              });
    }
    return y;
  }

  static Value softmax(Value x) {
    Value y = x.room(x.rows(), x.columns(), x.needsGradient());
    x.kernels().softmax(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addSoftmaxGradient(y.matrix(), y.gradient(), x.gradient()));
    }
    return y;
  }

  static Value sum(Value x) {
    Value y = x.room(1, 1, x.needsGradient());
    y.matrix().set(0, 0, x.kernels().sum(x.matrix()));
    if (y.needsGradient()) {
      Matrix ones = x.tape().room(x.precision(), x.rows(), x.columns());
      ones.fill(1);
      x.tape().record(() -> x.accumulate(y.gradient().get(0, 0), ones));
    }
    return y;
  }
}
