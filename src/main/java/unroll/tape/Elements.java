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
