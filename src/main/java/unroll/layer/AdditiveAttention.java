package unroll.layer;

import java.util.List;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Attention with a small perceptron as score (Bahdanau, Cho and Bengio 2015, appendix A.1.2):
 * {@code e_s = tanh(query Wa + memory_s Ua) va'}.
 *
 * @param queryWeights H x A, Wa
 * @param memoryWeights M x A, Ua
 * @param scoreWeights 1 x A, va
 */
public record AdditiveAttention(
    Parameter queryWeights, Parameter memoryWeights, Parameter scoreWeights) implements Attention {

  /**
   * Makes attention with Glorot weights.
   *
   * @param query H, the size of a query
   * @param memory M, the size of a row of memory
   * @param units A, hidden units of the score
   * @param init draws the weights
   * @return new attention
   */
  public static AdditiveAttention of(int query, int memory, int units, Initializer init) {
    return new AdditiveAttention(
        init.glorot("Wa", query, units),
        init.glorot("Ua", memory, units),
        init.glorot("va", 1, units));
  }

  @Override
  public Value keys(Value values) {
    return values.times(memoryWeights.on(values.tape()));
  }

  /** Every query meets every place: T S rows an example under the tanh. */
  @Override
  public Value scores(Value queries, Memory memory) {
    Tape tape = queries.tape();
    int length = memory.length();
    int steps = queries.rows() / memory.batch();
    int[] query = new int[queries.rows() * length];
    int[] place = new int[query.length];
    for (int row = 0; row < query.length; row++) {
      query[row] = row / length;
      place[row] = row / (length * steps) * length + row % length;
    }
    Value hidden =
        queries.times(queryWeights.on(tape)).pick(query).plus(memory.keys().pick(place)).tanh();
    Value score = Rows.repeat(scoreWeights.on(tape), queries.rows());
    return ByExample.timesTransposed(score, hidden, queries.rows());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(queryWeights, memoryWeights, scoreWeights);
  }
}
