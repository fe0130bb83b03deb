package unroll.tape;

import java.util.List;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;

/** Rows and columns taken apart and put together; gradients go where the numbers came from. */
final class Arrangements {
  private Arrangements() {}

  static Value columns(Value x, int from, int to) {
    if (from < 0 || to < from || to > x.columns()) {
      throw new IndexOutOfBoundsException("columns " + from + " to " + to + " of " + x.shape());
    }
    Value y = x.zeros(x.rows(), to - from, x.needsGradient());
    x.kernels().addColumns(x.matrix(), from, y.matrix(), 0, to - from);
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addColumns(y.gradient(), 0, x.gradient(), from, to - from));
    }
    return y;
  }

  static Value transpose(Value x) {
    Value y = x.zeros(x.columns(), x.rows(), x.needsGradient());
    x.kernels().addTransposed(x.matrix(), y.matrix());
    if (y.needsGradient()) {
      x.tape().record(() -> x.kernels().addTransposed(y.gradient(), x.gradient()));
    }
    return y;
  }

  static Value stack(List<Value> parts) {
    Value first = first("stack", parts);
    int rows = 0;
    boolean needsGradient = false;
    for (Value part : parts) {
      first.together(part);
      Shapes.require("stack", part.matrix(), part.rows(), first.columns());
      rows += part.rows();
      needsGradient |= part.needsGradient();
    }
    Value y = first.room(rows, first.columns(), needsGradient);
    int at = 0;
    for (Value part : parts) {
      int from = at;
      at += part.rows();
      y.matrix().rows(from, at).copyFrom(part.matrix());
      if (part.needsGradient()) {
        Matrix dPart = y.gradient().rows(from, at);
        first.tape().record(() -> part.accumulate(1, dPart));
      }
    }
    return y;
  }

  static Value beside(List<Value> parts) {
    Value first = first("beside", parts);
    int columns = 0;
    boolean needsGradient = false;
    for (Value part : parts) {
      first.together(part);
      Shapes.require("beside", part.matrix(), first.rows(), part.columns());
      columns += part.columns();
      needsGradient |= part.needsGradient();
    }
    Value y = first.zeros(first.rows(), columns, needsGradient);
    int at = 0;
    for (Value part : parts) {
      int from = at;
      at += part.columns();
      part.kernels().addColumns(part.matrix(), 0, y.matrix(), from, part.columns());
      if (part.needsGradient()) {
        first
            .tape()
            .record(
                () ->
                    part.kernels()
                        .addColumns(y.gradient(), from, part.gradient(), 0, part.columns()));
      }
    }
    return y;
  }

  private static Value first(String operation, List<Value> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(operation + ": no values");
    }
    return parts.get(0);
  }
}
