package unroll.tape;

import unroll.matrix.Matrix;

/** Products of matrices: {@code dx = dy w'}, {@code dw = x' dy}. */
final class Products {
  private Products() {}

  static Value times(Value x, Value w) {
    fits(x, w);
    Value y = x.zeros(x.rows(), w.columns(), x.needsGradient() || w.needsGradient());
    if (x.isOneHot()) {
      x.kernels().addGatheredRows(w.matrix(), x.symbols(), y.matrix());
    } else {
      x.kernels().addProduct(x.matrix(), w.matrix(), y.matrix());
    }
    if (x.needsGradient()) {
      x.tape()
          .record(
              () -> x.kernels().addProductRightTransposed(y.gradient(), w.matrix(), x.gradient()));
    }
    if (w.needsGradient()) {
      x.tape().record(() -> addWeightGradient(x, w, y.gradient()));
    }
    return y;
  }

  static Value affine(Value x, Value w, Value b) {
    Affine affine = Affine.of(x, w, b);
    Value y = x.room(x.rows(), w.columns(), affine.needsGradient());
    affine.prepare(y.matrix());
    affine.complete(0, y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> affine.addGradients(y.gradient()));
    }
    return y;
  }

  static void fits(Value x, Value w) {
    x.together(w);
    if (x.columns() != w.rows()) {
      throw new IllegalArgumentException(
          "times: "
              + x.shape()
              + " times "
              + w.shape()
              + ": the columns of the left must equal the rows of the right");
    }
  }

  static void addWeightGradient(Value x, Value w, Matrix dy) {
    if (x.isOneHot()) {
      w.kernels().addScatteredRows(dy, x.symbols(), w.gradient());
    } else {
      w.kernels().addProductLeftTransposed(x.matrix(), dy, w.gradient());
    }
  }
}
