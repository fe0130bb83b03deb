package unroll.probe;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A cell run step by step, with a tap in every state: a copy through which all later steps read it.
 * After a backward pass the gradient at a tap is exactly that of the state at that time, whatever
 * the cell's fused steps do with their own buffers.
 *
 * @param tape of the run
 * @param cell that ran
 * @param states T + 1 tapped states, the start first
 */
record TappedRun<S>(Tape tape, Cell<S> cell, List<S> states) {

  /**
   * @param xs (T*B) x D, step after step. Not modified.
   */
  static <S> TappedRun<S> of(Cell<S> cell, Matrix xs, int steps) {
    checkInputs(cell, xs, steps);
    int batch = xs.rows() / steps;
    Tape tape = new Tape();
    List<S> states = new ArrayList<>();
    states.add(tapped(cell, cell.initialState(tape, batch)));
    for (int t = 0; t < steps; t++) {
      Value x = tape.constant(xs.rows(t * batch, (t + 1) * batch));
      states.add(tapped(cell, cell.step(x, states.get(t))));
    }
    return new TappedRun<>(tape, cell, states);
  }

  static void checkInputs(Cell<?> cell, Matrix xs, int steps) {
    if (steps < 1 || xs.rows() < steps || xs.rows() % steps != 0) {
      throw new IllegalArgumentException(
          xs.rows() + " rows cannot be divided into " + steps + " steps");
    }
    Shapes.require("inputs of the probe", xs, xs.rows(), cell.inputs());
  }

  List<StateParts.Part> parts(int t) {
    return StateParts.of(states.get(t));
  }

  Value output(int t) {
    return cell.output(states.get(t));
  }

  /** Walks back from a loss without leaving anything in the gradients of the cell. */
  void backward(Value loss) {
    List<Parameter> parameters = cell.parameters();
    List<Matrix> before = parameters.stream().map(p -> p.gradient().copy()).toList();
    tape.backward(loss);
    for (int i = 0; i < before.size(); i++) {
      parameters.get(i).gradient().copyFrom(before.get(i));
    }
  }

  private static <S> S tapped(Cell<S> cell, S state) {
    return cell.combine(state, state, (part, same) -> tapped(part));
  }

  private static Value tapped(Value part) {
    return part.needsGradient() ? part.scale(1) : part.tape().result(part.matrix().copy(), true);
  }
}
