package unroll.probe;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * How a state depends on an earlier one: {@code values[i][j] = d h_to[i] / d h_from[j]}, in the
 * lecture's column orientation, so that {@code dh_t = J dh_k} and
 *
 * <pre>
 *   dh_t/dh_k = J_t J_(t-1) ... J_(k+1),    J_s = diag(1 - h_s^2) W   (W = Wh' of the row-wise cell)
 * </pre>
 *
 * (Pascanu, Mikolov and Bengio 2013, equation 5).
 *
 * @param values as many rows as the later state has units, columns as the earlier has
 * @param from k, 0 for the start
 * @param to t, at least k
 */
public record Jacobian(double[][] values, int from, int to) {

  /**
   * Computes one factor: {@code dh_t/dh_(t-1) = diag(g'(a_t)) W}, which is {@code diag(1 - h_t^2)
   * W} for tanh.
   *
   * @param cell the network
   * @param h h_t, the state after the step, H numbers. Not modified.
   * @param t the step, from 1
   * @return H x H
   * @throws IllegalArgumentException if h has other than H numbers
   */
  public static Jacobian ofStep(Elman cell, double[] h, int t) {
    Matrix wh = cell.recurrentWeights().matrix();
    if (h.length != wh.columns()) {
      throw new IllegalArgumentException(
          "a state of " + h.length + " numbers for a cell of " + wh.columns() + " units");
    }
    Matrix state = Matrix.of(Precision.DOUBLE, h);
    Matrix ones = state.zerosLike(1, h.length);
    ones.fill(1);
    Matrix slopes = state.zerosLike(1, h.length);
    cell.activation().addGradient(state, ones, slopes);
    double[][] values = new double[h.length][h.length];
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < h.length; j++) {
        values[i][j] = slopes.get(0, i) * wh.get(j, i);
      }
    }
    return new Jacobian(values, t - 1, t);
  }

  /**
   * Computes {@code dh_t/dh_k} of an Elman network as the product of its factors.
   *
   * @param cell the network
   * @param xs T x D, one sequence. Not modified.
   * @param from k, from 0
   * @param to t, from k to T
   * @return H x H; the identity where k = t
   * @throws IllegalArgumentException if the steps are not in the sequence
   */
  public static Jacobian product(Elman cell, Matrix xs, int from, int to) {
    checkRange(from, to, xs.rows());
    double[][] states = outputs(cell, xs);
    Jacobian product = identity(cell.hidden(), from);
    for (int s = from + 1; s <= to; s++) {
      product = ofStep(cell, states[s], s).times(product);
    }
    return product;
  }

  /**
   * Computes by the tape how the output at step t depends on the output at every step before, all
   * from one backward pass: row i of a batch of H equal rows asks for unit i.
   *
   * <p>Other parts of the state (the memory c of an LSTM) are held fixed; see {@link #ofState}. So
   * all is zero where the next step reads not the output but other parts: of stacked cells ask for
   * a layer by {@link #ofPart}.
   *
   * @param cell any cell whose output is one of the values of its state
   * @param xs T x D, one sequence. Not modified.
   * @param to t, from 0 to T
   * @return t + 1 Jacobians of H x H; number k is {@code dh_t/dh_k}
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the step is not in the sequence, or the cell computes its
   *     output from the state
   */
  public static <S> List<Jacobian> ofOutputs(Cell<S> cell, Matrix xs, int to) {
    S start = cell.initialState(Tape.off(), 1);
    Value output = cell.output(start);
    for (StateParts.Part part : StateParts.of(start)) {
      if (part.value() == output) {
        return byTape(cell, part.name(), xs, to);
      }
    }
    throw new IllegalArgumentException(
        "the output of this cell is computed from its state; ask for the whole state instead");
  }

  /**
   * Computes by the tape how the output at step t depends on the output at step k; see {@link
   * #ofOutputs}.
   *
   * @param cell any cell whose output is one of the values of its state
   * @param xs T x D, one sequence. Not modified.
   * @param from k, from 0
   * @param to t, from k to T
   * @return H x H
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the steps are not in the sequence
   */
  public static <S> Jacobian ofOutput(Cell<S> cell, Matrix xs, int from, int to) {
    checkRange(from, to, xs.rows());
    return ofOutputs(cell, xs, to).get(from);
  }

  /**
   * Computes by the tape how the whole state at step t depends on the whole state at step k. The
   * values of the state stand one after the other: for an LSTM first h, then c.
   *
   * @param cell any cell
   * @param xs T x D, one sequence. Not modified.
   * @param from k, from 0
   * @param to t, from k to T
   * @return n x n for a state of n numbers
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the steps are not in the sequence
   */
  public static <S> Jacobian ofState(Cell<S> cell, Matrix xs, int from, int to) {
    checkRange(from, to, xs.rows());
    return byTape(cell, "", xs, to).get(from);
  }

  /**
   * Computes by the tape how one value of the state at step t depends on the same value at step k,
   * the others held fixed at step k.
   *
   * @param cell any cell
   * @param part a component of the state's record, for example {@code c}
   * @param xs T x D, one sequence. Not modified.
   * @param from k, from 0
   * @param to t, from k to T
   * @return H x H
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the steps are not in the sequence, or the state has no such
   *     part
   */
  public static <S> Jacobian ofPart(Cell<S> cell, String part, Matrix xs, int from, int to) {
    checkRange(from, to, xs.rows());
    return byTape(cell, part, xs, to).get(from);
  }

  /** All Jacobians to step t, of one part of the state or, if it is empty, of the whole. */
  private static <S> List<Jacobian> byTape(Cell<S> cell, String part, Matrix xs, int to) {
    checkRange(0, to, xs.rows());
    int units = 0;
    for (Value value : chosen(part, StateParts.of(cell.initialState(Tape.off(), 1)))) {
      units += value.columns();
    }
    if (to == 0) {
      return List.of(identity(units, 0));
    }
    TappedRun<S> run = TappedRun.of(cell, repeated(xs.rows(0, to), units), to);
    run.backward(sumOfOwnUnits(run.tape(), chosen(part, run.parts(to))));
    List<Jacobian> result = new ArrayList<>();
    for (int k = 0; k <= to; k++) {
      result.add(new Jacobian(gradientsSideBySide(chosen(part, run.parts(k)), units), k, to));
    }
    return result;
  }

  /** Unit r of row r, summed over the rows: the loss whose gradient in row r is that of unit r. */
  private static Value sumOfOwnUnits(Tape tape, List<Value> values) {
    List<Value> sums = new ArrayList<>();
    int first = 0;
    for (Value value : values) {
      Matrix own = tape.buffer(value.precision(), value.rows(), value.columns());
      for (int j = 0; j < value.columns(); j++) {
        own.set(first + j, j, 1);
      }
      first += value.columns();
      sums.add(value.timesElements(tape.constant(own)).sum());
    }
    return Value.stack(sums).sum();
  }

  private static double[][] gradientsSideBySide(List<Value> values, int units) {
    double[][] result = new double[units][units];
    int first = 0;
    for (Value value : values) {
      for (int r = 0; r < units; r++) {
        for (int j = 0; j < value.columns(); j++) {
          result[r][first + j] = value.gradient().get(r, j);
        }
      }
      first += value.columns();
    }
    return result;
  }

  private static List<Value> chosen(String name, List<StateParts.Part> parts) {
    List<Value> values =
        parts.stream()
            .filter(part -> name.isEmpty() || part.name().equals(name))
            .map(StateParts.Part::value)
            .toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "the state has no part "
              + name
              + "; it has "
              + parts.stream().map(StateParts.Part::name).toList());
    }
    return values;
  }

  /** Each row as often as there are units. */
  private static Matrix repeated(Matrix xs, int times) {
    Matrix result = xs.zerosLike(xs.rows() * times, xs.columns());
    for (int r = 0; r < result.rows(); r++) {
      result.rows(r, r + 1).copyFrom(xs.rows(r / times, r / times + 1));
    }
    return result;
  }

  /** The outputs after every step; row 0 is the start. */
  private static <S> double[][] outputs(Cell<S> cell, Matrix xs) {
    TappedRun.checkInputs(cell, xs, xs.rows());
    Tape tape = Tape.off();
    S state = cell.initialState(tape, 1);
    double[][] outputs = new double[xs.rows() + 1][];
    outputs[0] = cell.output(state).matrix().toArray()[0];
    for (int t = 1; t <= xs.rows(); t++) {
      state = cell.step(tape.constant(xs.rows(t - 1, t)), state);
      outputs[t] = cell.output(state).matrix().toArray()[0];
    }
    return outputs;
  }

  private static void checkRange(int from, int to, int steps) {
    if (from < 0 || to < from || to > steps) {
      throw new IllegalArgumentException(
          "steps " + from + " to " + to + " are not within 0 to " + steps);
    }
  }

  private static Jacobian identity(int size, int at) {
    double[][] values = new double[size][size];
    for (int i = 0; i < size; i++) {
      values[i][i] = 1;
    }
    return new Jacobian(values, at, at);
  }

  /**
   * Multiplies by the chain rule: {@code dh_t/dh_k = (dh_t/dh_s) (dh_s/dh_k)}.
   *
   * @param earlier dh_s/dh_k, which ends where this begins
   * @return dh_t/dh_k
   * @throws IllegalArgumentException if the two do not meet
   */
  public Jacobian times(Jacobian earlier) {
    if (earlier.to != from) {
      throw new IllegalArgumentException(
          "a Jacobian that ends at step " + earlier.to + " before one that begins at " + from);
    }
    Matrix left = matrix();
    Matrix right = earlier.matrix();
    Matrix product = left.zerosLike(left.rows(), right.columns());
    left.kernels().addProduct(left, right, product);
    return new Jacobian(product.toArray(), earlier.from, to);
  }

  /**
   * Copies the numbers into a matrix.
   *
   * @return in double precision
   */
  public Matrix matrix() {
    return Matrix.of(Precision.DOUBLE, values);
  }

  /**
   * Computes the singular values: by what factors a change of h_k arrives at h_t, along the
   * principal directions.
   *
   * @return from the largest down
   */
  public double[] singularValues() {
    return Spectrum.singularValues(matrix());
  }

  /**
   * Computes the largest singular value, {@code ||dh_t/dh_k||}: the most that any change can grow.
   *
   * @return at least 0
   */
  public double norm() {
    return singularValues()[0];
  }
}
