package unroll.reference;

import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.tape.Initializer;

/** The cells that are compared, with the start that suits a long memory. */
enum Learner {
  /** The plain network: Glorot weights, nothing else. */
  ELMAN {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init) {
      return Elman.of(inputs, hidden, init);
    }
  },
  /** Time scales spread over the task, {@link Lstm#chronoStart}. */
  LSTM {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init) {
      return Lstm.chronoStart(inputs, hidden, longest, init);
    }
  },
  /** Time scales spread over the task, {@link Gru#chronoStart}. */
  GRU {
    @Override
    Cell<?> cell(int inputs, int hidden, int longest, Initializer init) {
      return Gru.chronoStart(inputs, hidden, longest, init);
    }
  };

  /** Makes a cell for a task whose longest dependency is given in steps. */
  abstract Cell<?> cell(int inputs, int hidden, int longest, Initializer init);
}
