package unroll.probe;

import java.util.ArrayList;
import java.util.List;
import unroll.matrix.Matrix;

/** Keeps the spectrum of a weight matrix through training, for curves and animations. */
public final class SpectrumHistory {
  /**
   * The spectrum at one moment.
   *
   * @param step of training
   * @param spectrum of the weights at that step
   */
  public record Moment(int step, Spectrum spectrum) {}

  private final List<Moment> moments = new ArrayList<>();

  /** Makes an empty history. */
  public SpectrumHistory() {}

  /**
   * Adds the spectrum of this moment.
   *
   * @param step of training, above the last one added
   * @param w n x n. Not modified, not kept.
   * @throws IllegalArgumentException if the step is not above the last, or w is not square
   */
  public void add(int step, Matrix w) {
    if (!moments.isEmpty() && step <= moments.get(moments.size() - 1).step()) {
      throw new IllegalArgumentException(
          "step " + step + " after step " + moments.get(moments.size() - 1).step());
    }
    moments.add(new Moment(step, Spectrum.of(w)));
  }

  /**
   * Lists what was added.
   *
   * @return a copy, in order
   */
  public List<Moment> moments() {
    return List.copyOf(moments);
  }

  /**
   * Lists the steps.
   *
   * @return one number a moment
   */
  public double[] steps() {
    return moments.stream().mapToDouble(Moment::step).toArray();
  }

  /**
   * Lists the spectral radii.
   *
   * @return one number a moment
   */
  public double[] radii() {
    return moments.stream().mapToDouble(m -> m.spectrum().radius()).toArray();
  }

  /**
   * Lists the largest singular values.
   *
   * @return one number a moment
   */
  public double[] norms() {
    return moments.stream().mapToDouble(m -> m.spectrum().norm()).toArray();
  }
}
