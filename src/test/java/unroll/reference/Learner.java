package unroll.reference;

import java.util.SplittableRandom;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;

/** The cells that are compared, with the start that suits a long memory. */
enum Learner {
  /** The plain network: Glorot weights, nothing else. */
  ELMAN {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init, long seed) {
      return Elman.of(inputs, hidden, init);
    }
  },
  /**
   * Forget and input biases by the chrono start (Tallec and Ollivier 2018, section 2.3): {@code b_f
   * = log u}, {@code b_i = -b_f}, u uniform on 1 to the longest time, so that the time scales of
   * the units are spread over the task.
   */
  LSTM {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init, long seed) {
      Lstm lstm = Lstm.of(inputs, hidden, init);
      Matrix bias = lstm.bias().matrix();
      SplittableRandom random = new SplittableRandom(seed + 99);
      for (int j = 0; j < hidden; j++) {
        double chrono = Math.log(random.nextDouble(1, longest));
        bias.set(0, j, -chrono);
        bias.set(0, hidden + j, chrono);
      }
      return lstm;
    }
  },
  /** The update gate kept open a little: a bias of 1, as the forget bias of the LSTM is. */
  GRU {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init, long seed) {
      Gru gru = Gru.of(inputs, hidden, init);
      for (int j = hidden; j < 2 * hidden; j++) {
        gru.bias().matrix().set(0, j, 1);
      }
      return gru;
    }
  };

  /** Makes a cell for a task whose longest dependency is given in steps. */
  abstract Cell<?> cell(int inputs, int hidden, int longest, Initializer init, long seed);
}
