package unroll.layer;

import java.util.List;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * Multiplicative attention with learned weights (Luong, Pham and Manning 2015, equation 8,
 * "general"): {@code e_s = query Wa memory_s'}.
 *
 * @param weights H x M, Wa
 */
public record GeneralAttention(Parameter weights) implements Attention {

  /**
   * Makes attention with Glorot weights.
   *
   * @param query H, the size of a query
   * @param memory M, the size of a row of memory
   * @param init draws the weights
   * @return new attention
   */
  public static GeneralAttention of(int query, int memory, Initializer init) {
    return new GeneralAttention(init.glorot("Wa", query, memory));
  }

  @Override
  public Value keys(Value values) {
    return values;
  }

  @Override
  public Value scores(Value queries, Memory memory) {
    Value turned = queries.times(weights.on(queries.tape()));
    return ByExample.timesTransposed(turned, memory.keys(), memory.batch());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights);
  }
}
