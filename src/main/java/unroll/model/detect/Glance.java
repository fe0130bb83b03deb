package unroll.model.detect;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.layer.Activation;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Value;

/**
 * Reads every frame with the few before it, and remembers nothing: {@code output_t = mlp([x_t,
 * x_(t-1), ..., x_(t-n)])}, with zeros for the frames before the first. Its job is to be held
 * against a recurrent reader: with n = 0 it sees one frame alone.
 *
 * <p>One network with the same weights at every time is the time-delay network of Waibel, Hanazawa,
 * Hinton, Shikano and Lang (1989), here with all delays in its first layer.
 *
 * @param mlp D (n + 1) inputs, H outputs
 * @param before n, how many frames of the past are seen with the present one
 */
public record Glance(Mlp mlp, int before) implements FrameDetector.Reader {
  /**
   * Checks the sizes.
   *
   * @param mlp D (n + 1) inputs, H outputs
   * @param before n, at least 0
   * @throws IllegalArgumentException if n is negative or the inputs are no multiple of n + 1
   */
  public Glance {
    if (before < 0 || mlp.inputs() % (before + 1) != 0) {
      throw new IllegalArgumentException(
          "a network of "
              + mlp.inputs()
              + " inputs cannot see a frame and "
              + before
              + " before it");
    }
  }

  /**
   * Makes a reader of two layers of H units each.
   *
   * @param inputs D, numbers of a frame
   * @param before n, frames of the past that are seen, at least 0
   * @param hidden H
   * @param init draws the weights
   * @return a new reader
   */
  public static Glance of(int inputs, int before, int hidden, Initializer init) {
    return new Glance(Mlp.of(Activation.TANH, init, inputs * (before + 1), hidden, hidden), before);
  }

  @Override
  public Value read(Sequence frames, Lengths lengths) {
    Value rows = frames.rows();
    List<Value> delayed = new ArrayList<>(List.of(rows));
    for (int delay = 1; delay <= before; delay++) {
      int shift = Math.min(delay * frames.batch(), rows.rows());
      Matrix zeros = rows.matrix().zerosLike(shift, rows.columns());
      Value silence = rows.tape().constant(zeros);
      delayed.add(
          shift == rows.rows()
              ? silence
              : Value.stack(List.of(silence, rows.rows(0, rows.rows() - shift))));
    }
    return mlp.apply(delayed.size() == 1 ? rows : Value.beside(delayed)).tanh();
  }

  @Override
  public List<Parameter> parameters() {
    return mlp.parameters();
  }
}
