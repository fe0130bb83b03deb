package unroll.model.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unroll.cell.Bidirectional;
import unroll.cell.Cell;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Says of every frame of a signal which of K events is there: a yes or no each, so several may be.
 *
 * <pre>
 *   p(event k at t) = sigmoid(output_t W + b)_k
 *   loss            = mean over frames of sum over k of -w y log p - (1 - y) log(1 - p)
 * </pre>
 *
 * <p>Events are rare: without the weight w above 1 on the frames that have one, saying "never" is a
 * good answer for long. Reading in both directions sees what comes after a frame; reading forwards
 * can answer while the signal goes on.
 *
 * @param reader D inputs, H outputs
 * @param readout H x K
 * @param positiveWeight w, above 0
 */
public record FrameDetector(Reader reader, Linear readout, double positiveWeight)
    implements Trainable {
  /** Turns frames into what is known at each of them. */
  public interface Reader extends Trainable {
    /**
     * Reads signals.
     *
     * @param frames T steps of B x D
     * @param lengths of the B signals; frames after an end are padding
     * @return (T*B) x H, step after step; padding means nothing
     */
    Value read(Sequence frames, Lengths lengths);
  }

  /**
   * Checks the weight.
   *
   * @param reader D inputs, H outputs
   * @param readout H x K
   * @param positiveWeight w, above 0
   * @throws IllegalArgumentException if the weight is not above 0
   */
  public FrameDetector {
    if (!(positiveWeight > 0)) {
      throw new IllegalArgumentException(
          "the weight of positive frames must be above 0, not " + positiveWeight);
    }
  }

  /**
   * Makes a detector that reads forwards.
   *
   * @param cell D inputs, H outputs
   * @param events K, at least 1
   * @param positiveWeight w, above 0; 1 weighs nothing
   * @param init draws the readout
   * @return a new detector
   * @throws IllegalArgumentException if the weight is not above 0
   */
  public static FrameDetector forwards(
      Cell<?> cell, int events, double positiveWeight, Initializer init) {
    return new FrameDetector(
        new Forwards<>(cell), Linear.of(cell.hidden(), events, init), positiveWeight);
  }

  /**
   * Makes a detector that reads in both directions.
   *
   * @param encoder D inputs, H outputs of both directions together
   * @param events K, at least 1
   * @param positiveWeight w, above 0; 1 weighs nothing
   * @param init draws the readout
   * @return a new detector
   * @throws IllegalArgumentException if the weight is not above 0
   */
  public static FrameDetector bothWays(
      Bidirectional encoder, int events, double positiveWeight, Initializer init) {
    return new FrameDetector(
        new BothWays(encoder), Linear.of(encoder.hidden(), events, init), positiveWeight);
  }

  private record Forwards<S>(Cell<S> cell) implements Reader {
    @Override
    public Value read(Sequence frames, Lengths lengths) {
      S start = cell.initialState(frames.rows().tape(), frames.batch());
      return cell.unroll(frames, start).outputs().rows();
    }

    @Override
    public List<Parameter> parameters() {
      return cell.parameters();
    }
  }

  private record BothWays(Bidirectional encoder) implements Reader {
    @Override
    public Value read(Sequence frames, Lengths lengths) {
      return encoder.encode(frames, lengths).outputs().rows();
    }

    @Override
    public List<Parameter> parameters() {
      return encoder.parameters();
    }
  }

  /**
   * Computes the logits of every frame.
   *
   * @param frames T steps of B x D
   * @param lengths of the B signals, in frames
   * @return (T*B) x K, step after step
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value logits(Sequence frames, Lengths lengths) {
    return readout.apply(reader.read(frames, lengths));
  }

  /**
   * Computes the logits of signals that all have T frames.
   *
   * @param frames T steps of B x D
   * @return (T*B) x K, step after step
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value logits(Sequence frames) {
    int[] lengths = new int[frames.batch()];
    Arrays.fill(lengths, frames.steps());
    return logits(frames, Lengths.of(lengths));
  }

  /**
   * Computes the weighted cross-entropy. In terms of the logit x it is {@code w y softplus(-x) + (1
   * - y) softplus(x)}, which never overflows.
   *
   * @param frames T steps of B x D
   * @param lengths of the B signals, in frames
   * @param targets (T*B) x K, each from 0 to 1, step after step; what stands at padding counts for
   *     nothing. Not modified.
   * @return 1 x 1, in nats per frame that is no padding, positive frames counted w times
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value loss(Sequence frames, Lengths lengths, Matrix targets) {
    Value logits = logits(frames, lengths);
    Shapes.same("targets of a detector", logits.matrix(), targets);
    boolean[] counts = lengths.counts(frames.steps());
    Matrix yes = targets.zerosLike(targets.rows(), targets.columns());
    Matrix no = targets.zerosLike(targets.rows(), targets.columns());
    int counted = 0;
    for (int row = 0; row < counts.length; row++) {
      if (counts[row]) {
        counted++;
        for (int k = 0; k < targets.columns(); k++) {
          yes.set(row, k, positiveWeight * targets.get(row, k));
          no.set(row, k, 1 - targets.get(row, k));
        }
      }
    }
    Value missed = logits.scale(-1).softplus().timesElements(logits.tape().constant(yes));
    Value raised = logits.softplus().timesElements(logits.tape().constant(no));
    return missed.plus(raised).sum().scale(1.0 / counted);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(reader.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}
