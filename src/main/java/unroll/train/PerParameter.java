package unroll.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;

/**
 * One matrix of zeros for each parameter, of its shape and precision, for what an optimiser keeps.
 */
final class PerParameter {
  private final List<Parameter> parameters;
  private final List<Matrix> matrices = new ArrayList<>();

  PerParameter(List<Parameter> parameters) {
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      Matrix weights = parameter.matrix();
      matrices.add(weights.zerosLike(weights.rows(), weights.columns()));
    }
  }

  /** The matrix of the i-th parameter. */
  Matrix get(int i) {
    return matrices.get(i);
  }

  /** The matrices by the names of their parameters, each after a prefix. */
  Map<String, Matrix> named(String prefix) {
    Map<String, Matrix> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      named.put(prefix + parameters.get(i).name(), matrices.get(i));
    }
    return named;
  }
}
