package unroll.model.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.cell.Cell;
import unroll.layer.BinaryCrossEntropy;
import unroll.layer.Linear;
import unroll.layer.Rows;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Paints an image on a canvas in a few steps, each of which may correct the ones before: a
 * variational autoencoder whose encoder and decoder are recurrent (DRAW, Gregor et al. 2015,
 * section 2).
 *
 * <pre>
 *   error_t = x - sigmoid(c_(t-1))                                                      (3)
 *   r_t     = read(x, error_t, hdec_(t-1))                                              (4)
 *   henc_t  = encoder([r_t, hdec_(t-1)], henc_(t-1))                                    (5)
 *   z_t     = mu_t + sigma_t noise_t,  mu_t = henc_t Wm + bm,  sigma_t = exp(henc_t Ws + bs)  (1, 2, 6)
 *   hdec_t  = decoder(z_t, hdec_(t-1))                                                  (7)
 *   c_t     = c_(t-1) + write(hdec_t)                                                   (8)
 * </pre>
 *
 * <p>The canvas c_0 is learned, as in the paper; the states before the first step are zero.
 *
 * @param steps T, at least 1
 * @param brush how it sees and paints
 * @param encoder R + H inputs, for a brush that sees R numbers
 * @param mean to Z
 * @param logDeviation to Z
 * @param decoder Z inputs, H outputs
 * @param blank c_0, 1 x pixels
 * @param <E> the state of the encoder
 * @param <D> the state of the decoder
 */
public record CanvasPainter<E, D>(
    int steps,
    Brush brush,
    Cell<E> encoder,
    Linear mean,
    Linear logDeviation,
    Cell<D> decoder,
    Parameter blank)
    implements Trainable {
  /**
   * Checks the shapes.
   *
   * @param steps T, at least 1
   * @param brush how it sees and paints
   * @param encoder R + H inputs, for a brush that sees R numbers
   * @param mean to Z
   * @param logDeviation to Z
   * @param decoder Z inputs, H outputs
   * @param blank c_0, 1 x pixels
   * @throws IllegalArgumentException if there is no step, or brush, encoder and decoder do not fit
   *     together
   */
  public CanvasPainter {
    if (steps < 1) {
      throw new IllegalArgumentException("nothing can be painted in " + steps + " steps");
    }
    if (encoder.inputs() != brush.seen() + decoder.hidden()) {
      throw new IllegalArgumentException(
          String.format(
              "an encoder of %d inputs cannot read %d numbers beside a decoder of %d",
              encoder.inputs(), brush.seen(), decoder.hidden()));
    }
    Shapes.require("blank canvas", blank.matrix(), 1, brush.pixels());
  }

  /**
   * Puts a painter together.
   *
   * @param steps T, at least 1
   * @param brush how it sees and paints
   * @param encoder of R + H inputs
   * @param decoder of Z inputs and H outputs
   * @param init draws the rest
   * @param <E> the state of the encoder
   * @param <D> the state of the decoder
   * @return a new painter with a canvas of probabilities of one half
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public static <E, D> CanvasPainter<E, D> of(
      int steps, Brush brush, Cell<E> encoder, Cell<D> decoder, Initializer init) {
    return new CanvasPainter<>(
        steps,
        brush,
        encoder,
        Linear.of(encoder.hidden(), decoder.inputs(), init.named("mean")),
        Linear.of(encoder.hidden(), decoder.inputs(), init.named("logDeviation")),
        decoder,
        init.zeros("blank", 1, brush.pixels()));
  }

  /**
   * A painting in the making.
   *
   * @param canvases the logits c_1 to c_T, B x pixels each; their sigmoid is the picture
   * @param plans what the decoder put out before each step, B x H: where it reads, the brush's
   *     filter bank computes from it
   * @param strokes what the decoder put out in each step, B x H: where it writes, the brush's
   *     filter bank computes from it; each but the last is the plan of the next step
   * @param divergences 1 x 1 each, the mean of every step's share of L^z in nats per image; none
   *     where nothing was encoded
   * @param divergence 1 x 1, the mean of L^z in nats per image; 0 where nothing was encoded
   */
  public record Painting(
      List<Value> canvases,
      List<Value> plans,
      List<Value> strokes,
      List<Value> divergences,
      Value divergence) {
    /**
     * Returns the last canvas.
     *
     * @return the logits c_T, B x pixels
     */
    public Value last() {
      return canvases.get(canvases.size() - 1);
    }
  }

  /**
   * The two parts of the bound.
   *
   * @param reconstruction L^x, 1 x 1, in nats per image
   * @param divergence L^z, 1 x 1, in nats per image
   */
  public record Losses(Value reconstruction, Value divergence) {
    /**
     * Adds the parts up: on the mean over the noise at least {@code -log p(x)} (equation 12).
     *
     * @return 1 x 1, in nats per image
     */
    public Value bound() {
      return reconstruction.plus(divergence);
    }
  }

  /**
   * Draws the noise of a painting.
   *
   * @param batch B
   * @param random the source of normal numbers
   * @return T matrices of B x Z
   */
  public List<Matrix> noise(int batch, RandomGenerator random) {
    List<Matrix> all = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      Matrix one = Matrix.zeros(precision(), batch, decoder.inputs());
      for (int b = 0; b < batch; b++) {
        for (int j = 0; j < one.columns(); j++) {
          one.set(b, j, random.nextGaussian());
        }
      }
      all.add(one);
    }
    return all;
  }

  /**
   * Copies images: encodes them, step by step, and paints what was encoded.
   *
   * @param tape where the steps are recorded
   * @param images B x pixels, each from 0 to 1. Not modified.
   * @param noise T matrices of B x Z, standard normal. Not modified.
   * @return the painting
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Painting copy(Tape tape, Matrix images, List<Matrix> noise) {
    Shapes.require("images", images, images.rows(), brush.pixels());
    int batch = requireNoise(noise);
    Value x = tape.constant(images);
    E encoding = encoder.initialState(tape, batch);
    D decoding = decoder.initialState(tape, batch);
    Value canvas = Rows.repeat(blank.on(tape), batch);
    Value divergence = tape.zeros(precision(), 1, 1);
    List<Value> canvases = new ArrayList<>();
    List<Value> plans = new ArrayList<>();
    List<Value> strokes = new ArrayList<>();
    List<Value> divergences = new ArrayList<>();
    for (Matrix fresh : noise) {
      Value plan = decoder.output(decoding);
      Value seen = brush.read(x, x.minus(canvas.sigmoid()), plan);
      encoding = encoder.step(Value.beside(List.of(seen, plan)), encoding);
      Value mu = mean.apply(encoder.output(encoding));
      Value logSigma = logDeviation.apply(encoder.output(encoding));
      Value z = mu.plus(logSigma.exp().timesElements(tape.constant(fresh)));
      Value surprise = divergence(mu, logSigma);
      divergence = divergence.plus(surprise);
      decoding = decoder.step(z, decoding);
      Value stroke = decoder.output(decoding);
      canvas = canvas.plus(brush.write(stroke));
      plans.add(plan);
      strokes.add(stroke);
      divergences.add(surprise);
      canvases.add(canvas);
    }
    return new Painting(canvases, plans, strokes, divergences, divergence);
  }

  /**
   * Computes the divergence of one step's normal distributions from the standard normal:
   *
   * <pre>
   *   KL = 1/2 sum over j of (mu_j^2 + sigma_j^2 - log sigma_j^2 - 1)
   * </pre>
   *
   * <p>Equation 11 of the paper has {@code - T/2} for the constant of all steps, which holds for a
   * single latent number only. The constant is 1/2 for every step and every one of the Z numbers,
   * or the bound is too large by T (Z - 1) / 2 nats.
   *
   * @param mu B x Z
   * @param logSigma B x Z
   * @return 1 x 1, the mean over the B images in nats; 0 for mu 0 and sigma 1, never below
   */
  static Value divergence(Value mu, Value logSigma) {
    Matrix ones = mu.tape().room(mu.precision(), mu.rows(), mu.columns());
    ones.fill(1);
    return mu.timesElements(mu)
        .plus(logSigma.scale(2).exp())
        .minus(logSigma.scale(2))
        .minus(mu.tape().constant(ones))
        .sum()
        .scale(0.5 / mu.rows());
  }

  /**
   * Computes the bound of images (equations 9 to 12). The likelihood is that of the last canvas
   * alone, a Bernoulli probability a pixel, summed over the pixels and computed from the logits: no
   * probability is rounded away from 0 or 1.
   *
   * @param tape where the steps are recorded
   * @param images B x pixels, each from 0 to 1. Not modified.
   * @param noise T matrices of B x Z, standard normal. Not modified.
   * @return both parts
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Losses losses(Tape tape, Matrix images, List<Matrix> noise) {
    Painting painting = copy(tape, images, noise);
    return new Losses(BinaryCrossEntropy.mean(painting.last(), images), painting.divergence());
  }

  /**
   * Paints images of its own: decodes standard normal numbers (equations 13 to 16).
   *
   * @param tape where the steps are recorded; usually off
   * @param noise T matrices of B x Z, standard normal. Not modified.
   * @return the painting
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Painting imagine(Tape tape, List<Matrix> noise) {
    int batch = requireNoise(noise);
    D decoding = decoder.initialState(tape, batch);
    Value canvas = Rows.repeat(blank.on(tape), batch);
    List<Value> canvases = new ArrayList<>();
    List<Value> plans = new ArrayList<>();
    List<Value> strokes = new ArrayList<>();
    for (Matrix z : noise) {
      plans.add(decoder.output(decoding));
      decoding = decoder.step(tape.constant(z), decoding);
      Value stroke = decoder.output(decoding);
      canvas = canvas.plus(brush.write(stroke));
      strokes.add(stroke);
      canvases.add(canvas);
    }
    return new Painting(canvases, plans, strokes, List.of(), tape.zeros(precision(), 1, 1));
  }

  private int requireNoise(List<Matrix> noise) {
    if (noise.size() != steps) {
      throw new IllegalArgumentException(
          "noise of " + noise.size() + " steps for a painting of " + steps);
    }
    return noise.get(0).rows();
  }

  private Precision precision() {
    return blank.matrix().precision();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(brush.parameters());
    all.addAll(encoder.parameters());
    all.addAll(mean.parameters());
    all.addAll(logDeviation.parameters());
    all.addAll(decoder.parameters());
    all.add(blank);
    return List.copyOf(all);
  }
}
