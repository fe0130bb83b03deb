package unroll.layer;

import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Value;

/** Products example by example: rows come in blocks of equal height, and block meets block. */
public final class ByExample {
  private ByExample() {}

  /**
   * Multiplies blocks: {@code y_b = x_b w_b}.
   *
   * @param x (B*n) x k
   * @param w (B*k) x m
   * @param blocks B
   * @return (B*n) x m
   */
  public static Value times(Value x, Value w, int blocks) {
    Tape tape = x.tape();
    Kernels kernels = x.matrix().kernels();
    Value y = result(x, w, w.columns());
    for (int b = 0; b < blocks; b++) {
      kernels.addProduct(
          block(x.matrix(), b, blocks), block(w.matrix(), b, blocks), block(y.matrix(), b, blocks));
    }
    if (y.needsGradient()) {
      tape.record(
          () -> {
            for (int b = 0; b < blocks; b++) {
              Matrix dy = block(y.gradient(), b, blocks);
              if (x.needsGradient()) {
                kernels.addProductRightTransposed(
                    dy, block(w.matrix(), b, blocks), block(x.gradient(), b, blocks));
              }
              if (w.needsGradient()) {
                kernels.addProductLeftTransposed(
                    block(x.matrix(), b, blocks), dy, block(w.gradient(), b, blocks));
              }
            }
          });
    }
    return y;
  }

  /**
   * Multiplies blocks, the right ones transposed: {@code y_b = x_b w_b'}.
   *
   * @param x (B*n) x k
   * @param w (B*m) x k
   * @param blocks B
   * @return (B*n) x m
   * @throws IllegalArgumentException if the columns differ
   */
  public static Value timesTransposed(Value x, Value w, int blocks) {
    Tape tape = x.tape();
    Kernels kernels = x.matrix().kernels();
    if (x.columns() != w.columns()) {
      throw new IllegalArgumentException(
          "queries of " + x.columns() + " numbers cannot be held against keys of " + w.columns());
    }
    Value y = result(x, w, w.rows() / blocks);
    for (int b = 0; b < blocks; b++) {
      kernels.addProductRightTransposed(
          block(x.matrix(), b, blocks), block(w.matrix(), b, blocks), block(y.matrix(), b, blocks));
    }
    if (y.needsGradient()) {
      tape.record(
          () -> {
            for (int b = 0; b < blocks; b++) {
              Matrix dy = block(y.gradient(), b, blocks);
              if (x.needsGradient()) {
                kernels.addProduct(
                    dy, block(w.matrix(), b, blocks), block(x.gradient(), b, blocks));
              }
              if (w.needsGradient()) {
                kernels.addProductLeftTransposed(
                    dy, block(x.matrix(), b, blocks), block(w.gradient(), b, blocks));
              }
            }
          });
    }
    return y;
  }

  /**
   * Multiplies blocks, the left ones transposed: {@code y_b = x_b' w_b}.
   *
   * @param x (B*n) x k
   * @param w (B*n) x m
   * @param blocks B
   * @return (B*k) x m
   */
  public static Value transposedTimes(Value x, Value w, int blocks) {
    Tape tape = x.tape();
    Kernels kernels = x.matrix().kernels();
    Value y =
        tape.result(
            tape.buffer(x.precision(), blocks * x.columns(), w.columns()),
            x.needsGradient() || w.needsGradient());
    for (int b = 0; b < blocks; b++) {
      kernels.addProductLeftTransposed(
          block(x.matrix(), b, blocks), block(w.matrix(), b, blocks), block(y.matrix(), b, blocks));
    }
    if (y.needsGradient()) {
      tape.record(
          () -> {
            for (int b = 0; b < blocks; b++) {
              Matrix dy = block(y.gradient(), b, blocks);
              if (x.needsGradient()) {
                kernels.addProductRightTransposed(
                    block(w.matrix(), b, blocks), dy, block(x.gradient(), b, blocks));
              }
              if (w.needsGradient()) {
                kernels.addProduct(
                    block(x.matrix(), b, blocks), dy, block(w.gradient(), b, blocks));
              }
            }
          });
    }
    return y;
  }

  private static Value result(Value x, Value w, int columns) {
    return x.tape()
        .result(
            x.tape().buffer(x.precision(), x.rows(), columns),
            x.needsGradient() || w.needsGradient());
  }

  private static Matrix block(Matrix all, int b, int blocks) {
    int height = all.rows() / blocks;
    return all.rows(b * height, (b + 1) * height);
  }
}
