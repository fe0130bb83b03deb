package unroll.layer;

import java.util.List;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * Multiplicative attention without weights (Luong, Pham and Manning 2015, equation 8, "dot"):
 * {@code e_s = query memory_s'}, for queries as wide as the memory. The scores are not divided by
 * the root of the width, as later models do.
 */
public record DotAttention() implements Attention {

  @Override
  public Value keys(Value values) {
    return values;
  }

  @Override
  public Value scores(Value queries, Memory memory) {
    return ByExample.timesTransposed(queries, memory.keys(), memory.batch());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }
}
