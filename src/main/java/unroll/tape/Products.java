package unroll.tape;

import unroll.matrix.Shapes;

/** Products of matrices: {@code dx = dy w'}, {@code dw = x' dy}. */
final class Products {
  private Products() {}

  static Value times(Value x, Value w) {
    fits(x, w);
    Value y = x.zeros(x.rows(), w.columns(), x.needsGradient() || w.needsGradient());
    addProduct(x, w, y);
    return y;
  }

  static Value affine(Value x, Value w, Value b) {
    fits(x, w);
    x.together(b);
    Shapes.require("affine: the row added", b.matrix(), 1, w.columns());
    boolean needsGradient = x.needsGradient() || w.needsGradient() || b.needsGradient();
    Value y = x.room(x.rows(), w.columns(), needsGradient);
    y.matrix().fillRows(b.matrix());
    addProduct(x, w, y);
    if (b.needsGradient()) {
      x.tape().record(() -> b.kernels().addSumOfRows(y.gradient(), b.gradient()));
    }
    return y;
  }

  private static void fits(Value x, Value w) {
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

  private static void addProduct(Value x, Value w, Value y) {
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
      x.tape().record(() -> addWeightGradient(x, w, y));
    }
  }

  private static void addWeightGradient(Value x, Value w, Value y) {
    if (x.isOneHot()) {
      w.kernels().addScatteredRows(y.gradient(), x.symbols(), w.gradient());
    } else {
      w.kernels().addProductLeftTransposed(x.matrix(), y.gradient(), w.gradient());
    }
  }
}
