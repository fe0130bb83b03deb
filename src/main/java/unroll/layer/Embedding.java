package unroll.layer;

import java.util.List;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Gives each symbol a learned row of numbers: the product of one-hot rows with a table, done by
 * picking rows.
 *
 * @param table V x D
 */
public record Embedding(Parameter table) implements Trainable {

  /**
   * Makes a table of normal numbers with deviation {@code 1/sqrt(D)}, so that rows have length near
   * 1.
   *
   * @param symbols V, at least 1
   * @param size D, at least 1
   * @param init draws the table
   * @return a new embedding
   */
  public static Embedding of(int symbols, int size, Initializer init) {
    return new Embedding(init.normal("table", symbols, size, 1 / Math.sqrt(size)));
  }

  /**
   * Looks symbols up.
   *
   * @param tape where the step is recorded
   * @param symbols n numbers in 0 to V - 1. Copied.
   * @return n x D
   * @throws IllegalArgumentException if a symbol is outside 0 to V - 1
   */
  public Value apply(Tape tape, int[] symbols) {
    return tape.oneHot(table.matrix().precision(), symbols, table.matrix().rows())
        .times(table.on(tape));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(table);
  }
}
