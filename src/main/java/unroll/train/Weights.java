package unroll.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * What a model has learned, kept alone: its parameters without the memory of an optimiser. This is
 * what is shipped and sampled from; a run that goes on needs the whole {@link Checkpoint}.
 */
public final class Weights {
  private Weights() {}

  /**
   * Takes the numbers as they are now; the matrices are those of the model, not copies.
   *
   * @param parameters with a name each
   * @param facts what one must know to build the same model, for example its sizes
   * @return to write to a file
   * @throws IllegalArgumentException if two parameters have the same name
   */
  public static Checkpoint of(List<Parameter> parameters, Map<String, String> facts) {
    return new Checkpoint(facts, byName(parameters));
  }

  /**
   * Copies saved numbers into a model.
   *
   * @param saved of a model of the same names and shapes, of either precision; may hold more
   * @param parameters whose numbers are replaced: all of them or, on an error, none
   * @throws IllegalArgumentException if one is missing or has another shape, or if two parameters
   *     have the same name
   */
  public static void restore(Checkpoint saved, List<Parameter> parameters) {
    saved.restore(byName(parameters));
  }

  /**
   * Lists the matrices by their names, in the order given.
   *
   * @param parameters with a name each
   * @return the matrices themselves, not copies
   * @throws IllegalArgumentException if two parameters have the same name
   */
  public static Map<String, Matrix> byName(List<Parameter> parameters) {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (matrices.put(parameter.name(), parameter.matrix()) != null) {
        throw new IllegalArgumentException(
            "two parameters are named " + parameter.name() + "; give each a name of its own");
      }
    }
    return matrices;
  }
}
