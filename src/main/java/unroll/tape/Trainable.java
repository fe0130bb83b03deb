package unroll.tape;

import java.util.List;

/** Something that learns: it has parameters. */
public interface Trainable {
  /**
   * Lists the parameters, always in the same order.
   *
   * @return parameters whose names differ
   */
  List<Parameter> parameters();
}
