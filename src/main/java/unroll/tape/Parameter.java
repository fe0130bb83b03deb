package unroll.tape;

import unroll.matrix.Matrix;

/** A matrix that learns: its numbers, and beside them the gradient that backward passes add up. */
public final class Parameter {
  private final String name;
  private final Matrix matrix;
  private final Matrix gradient;

  /**
   * Makes a parameter.
   *
   * @param name unique within its model, for example {@code lstm.Wh}
   * @param matrix the first numbers; kept, and updated by the optimiser
   */
  public Parameter(String name, Matrix matrix) {
    this.name = name;
    this.matrix = matrix;
    this.gradient = matrix.zerosLike(matrix.rows(), matrix.columns());
  }

  /**
   * Returns the name.
   *
   * @return unique within a model
   */
  public String name() {
    return name;
  }

  /**
   * Returns the numbers that learn.
   *
   * @return the matrix itself, not a copy
   */
  public Matrix matrix() {
    return matrix;
  }

  /**
   * Returns what backward passes have added since the last {@link #zeroGradient()}.
   *
   * @return a matrix of the same shape, not a copy
   */
  public Matrix gradient() {
    return gradient;
  }

  /** Forgets the gradient. */
  public void zeroGradient() {
    gradient.fill(0);
  }

  /**
   * Puts this parameter on a tape.
   *
   * @param tape where the steps are recorded
   * @return a value with the parameter's numbers, whose gradient is the parameter's
   */
  public Value on(Tape tape) {
    return tape.leaf(matrix, gradient, name);
  }

  @Override
  public String toString() {
    return name + " (" + matrix.shape() + ")";
  }
}
