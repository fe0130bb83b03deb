package unroll.model.glimpse;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.layer.Columns;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Reads an image by a few glimpses, and learns where to look (Mnih et al. 2014, section 3 and 4).
 *
 * <pre>
 *   rho_t  = retina(image, l_t)
 *   g_t    = relu(relu(rho_t W1 + b1) W3 + relu(l_t W2 + b2) W4 + b)      the glimpse network
 *   h_t    = cell(g_t, h_(t-1))                                           the core
 *   mu_(t+1) = tanh(h_t Wl + bl + path_t),  l_(t+1) ~ N(mu_(t+1), sigma^2)   where to look next
 *   p(class) = softmax(h_T Wa + ba)
 *   base_t = h_t Wv + bv                                                  the reward expected at t
 * </pre>
 *
 * <p>Looking at a place is not differentiable, so the places learn by reward (REINFORCE, Williams
 * 1992): see {@link #losses}. As in the paper the first glimpse is not chosen by the network, and
 * neither the policy's nor the baseline's gradient flows back into the core: only reading shapes
 * the state.
 *
 * <p>The path is ours; the paper has none. Without it (see {@link #of}) all that tells one glimpse
 * from the next is the state, and a way across the image that suits every image, the first thing
 * there is to learn, must be learned through what differs between images. With it ({@link
 * #alongPath}) such a way is a few numbers of their own, and the state adds what this image asks
 * for.
 *
 * @param retina what is seen of a place
 * @param deviation sigma, above 0
 * @param what numbers of a glimpse to A
 * @param where 2 to A
 * @param whatOn A to G
 * @param whereOn A to G
 * @param core G inputs, H outputs
 * @param classes H to the classes
 * @param next H to 2
 * @param path one row of 2 for each glimpse after the first; no row for none
 * @param baseline H to 1
 * @param <S> the state of the core
 */
public record GlimpseReader<S>(
    Retina retina,
    double deviation,
    Linear what,
    Linear where,
    Linear whatOn,
    Linear whereOn,
    Cell<S> core,
    Linear classes,
    Linear next,
    Parameter path,
    Linear baseline)
    implements Trainable {
  /** What is left of the location weights where a path leads the eye at the start. */
  private static final double QUIET = 0.1;

  /**
   * Makes a reader.
   *
   * @param retina what is seen of a place
   * @param deviation sigma of the places, above 0
   * @param units A, of each part of the glimpse network
   * @param core G inputs, H outputs
   * @param classes how many there are
   * @param init draws the weights
   * @param <S> the state of the core
   * @return a new reader
   */
  public static <S> GlimpseReader<S> of(
      Retina retina, double deviation, int units, Cell<S> core, int classes, Initializer init) {
    return new GlimpseReader<>(
        retina,
        deviation,
        Linear.of(retina.numbers(), units, init.named("what")),
        Linear.of(2, units, init.named("where")),
        Linear.of(units, core.inputs(), init.named("whatOn")),
        Linear.of(units, core.inputs(), init.named("whereOn")),
        core,
        Linear.of(core.hidden(), classes, init.named("classes")),
        Linear.of(core.hidden(), 2, init.named("next")),
        init.zeros("path", 0, 2),
        Linear.of(core.hidden(), 1, init.named("baseline")));
  }

  /**
   * Gives every glimpse after the first a place of its own to start from, drawn at random, and
   * makes what the state adds small at the start.
   *
   * @param glimpses T, at least 1
   * @param reach how far from the middle the places are at most, before the tanh
   * @param init draws the places
   * @return a reader that shares all other parameters with this one
   */
  public GlimpseReader<S> alongPath(int glimpses, double reach, Initializer init) {
    Matrix weights = next.weights().matrix();
    weights.kernels().scale(weights, QUIET);
    return new GlimpseReader<>(
        retina,
        deviation,
        what,
        where,
        whatOn,
        whereOn,
        core,
        classes,
        next,
        init.uniform("path", glimpses - 1, 2, reach),
        baseline);
  }

  /**
   * What came of reading.
   *
   * @param states what the core puts out after each of the T glimpses, B x H
   * @param logits B x classes, after the last glimpse
   * @param places where each of the T glimpses was, B x 2
   * @param means where the network would have liked each glimpse but the first, T-1 of B x 2
   * @param baselines the reward expected before each glimpse but the first, T-1 of B x 1
   */
  public record Reading(
      List<Value> states,
      Value logits,
      List<Matrix> places,
      List<Value> means,
      List<Value> baselines) {
    /**
     * Rewards with 1 where the likeliest class is the right one, else 0.
     *
     * @param labels B classes. Not modified.
     * @return B rewards
     */
    public double[] rewards(int[] labels) {
      Matrix numbers = logits.matrix();
      double[] rewards = new double[labels.length];
      for (int b = 0; b < rewards.length; b++) {
        int best = 0;
        for (int c = 1; c < numbers.columns(); c++) {
          best = numbers.get(b, c) > numbers.get(b, best) ? c : best;
        }
        rewards[b] = best == labels[b] ? 1 : 0;
      }
      return rewards;
    }

    /**
     * Compares rewards with what was expected, as numbers: no gradient flows through them.
     *
     * @param rewards B
     * @return {@code reward_b - base_t,b}: T-1 arrays of B
     */
    public double[][] advantages(double[] rewards) {
      double[][] advantages = new double[baselines.size()][rewards.length];
      for (int t = 0; t < advantages.length; t++) {
        for (int b = 0; b < rewards.length; b++) {
          advantages[t][b] = rewards[b] - baselines.get(t).matrix().get(b, 0);
        }
      }
      return advantages;
    }
  }

  /**
   * Reads images.
   *
   * @param tape where the steps are recorded
   * @param images B x pixels, line after line. Not modified.
   * @param glimpses T, at least 1
   * @param gaze chooses the places; the first with the middle of the image as mean
   * @return the reading
   * @throws IllegalArgumentException if there is no glimpse, or the shapes do not fit
   */
  public Reading read(Tape tape, Matrix images, int glimpses, Gaze gaze) {
    if (glimpses < 1) {
      throw new IllegalArgumentException("nothing can be read in " + glimpses + " glimpses");
    }
    List<Value> states = new ArrayList<>();
    List<Matrix> places = new ArrayList<>();
    List<Value> means = new ArrayList<>();
    List<Value> baselines = new ArrayList<>();
    S state = core.initialState(tape, images.rows());
    Matrix liked = images.zerosLike(images.rows(), 2);
    for (int t = 0; t < glimpses; t++) {
      if (t > 0) {
        Value h = tape.constant(core.output(state).matrix()); // the gradient stops here
        means.add(onPath(t - 1, next.apply(h)).tanh());
        baselines.add(baseline.apply(h));
        liked = means.get(t - 1).matrix();
      }
      Matrix place = gaze.at(t, liked);
      places.add(place);
      Value seen = what.apply(tape.constant(retina.look(images, place))).relu();
      Value located = where.apply(tape.constant(place)).relu();
      state = core.step(whatOn.apply(seen).plus(whereOn.apply(located)).relu(), state);
      states.add(core.output(state));
    }
    return new Reading(states, classes.apply(core.output(state)), places, means, baselines);
  }

  private Value onPath(int choice, Value wish) {
    return choice < path.matrix().rows()
        ? wish.plus(path.on(wish.tape()).rows(choice, choice + 1))
        : wish;
  }

  /**
   * The parts of the hybrid loss.
   *
   * @param reading the cross-entropy of the classes, in nats per image
   * @param looking the surrogate whose gradient is that of minus the expected reward
   * @param expecting the mean squared error of the baselines, per image and glimpse
   */
  public record Losses(Value reading, Value looking, Value expecting) {
    /**
     * Adds the parts up. They share no parameter but the core's, which only reading moves, so no
     * weights between them are needed.
     *
     * @return 1 x 1
     */
    public Value hybrid() {
      return reading.plus(looking).plus(expecting);
    }
  }

  /**
   * Computes the parts of the hybrid loss (Mnih et al. 2014, section 3.1):
   *
   * <pre>
   *   reading   = -1/B sum over b of log p(label_b)
   *   looking   = -1/B sum over b, t of log N(l_t,b | mu_t,b, sigma^2) advantage_t,b
   *   expecting = 1/(B (T-1)) sum over b, t of (reward_b - base_t,b)^2
   * </pre>
   *
   * <p>With advantage = reward - baseline the gradient of {@code looking} is an unbiased estimate
   * of that of minus the expected reward: a baseline that does not depend on the place changes the
   * spread of the estimate and not its mean.
   *
   * @param reading on a tape, of a wandering gaze
   * @param labels B classes. Not modified.
   * @param rewards B. Not modified.
   * @param advantages T-1 arrays of B, usually {@link Reading#advantages}. Not modified.
   * @return the losses; {@code looking} and {@code expecting} are 0 with a single glimpse
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public Losses losses(Reading reading, int[] labels, double[] rewards, double[][] advantages) {
    Tape tape = reading.logits().tape();
    int batch = labels.length;
    int choices = reading.means().size();
    if (advantages.length != choices || rewards.length != batch) {
      throw new IllegalArgumentException(
          String.format(
              "%d rewards and advantages of %d glimpses for %d images and %d chosen glimpses",
              rewards.length, advantages.length, batch, choices));
    }
    Value looking = tape.zeros(reading.logits().precision(), 1, 1);
    Value expecting = looking;
    Value reward = tape.constant(column(reading.logits(), rewards));
    for (int t = 0; t < choices; t++) {
      Value weight = tape.constant(column(reading.logits(), advantages[t]));
      Value log = logPolicy(reading.means().get(t), reading.places().get(t + 1));
      looking = looking.minus(log.timesElements(weight).sum().scale(1.0 / batch));
      Value error = reward.minus(reading.baselines().get(t));
      expecting = expecting.plus(error.timesElements(error).sum().scale(1.0 / (batch * choices)));
    }
    return new Losses(CrossEntropy.mean(reading.logits(), labels), looking, expecting);
  }

  /** {@code log N(place | mean, sigma^2)}, B x 1. */
  Value logPolicy(Value means, Matrix places) {
    Shapes.same("places", means.matrix(), places);
    Value off = means.tape().constant(places).minus(means);
    Value log = Columns.sum(off.timesElements(off)).scale(-0.5 / (deviation * deviation));
    Matrix constant = places.zerosLike(places.rows(), 1);
    constant.fill(-Math.log(2 * Math.PI * deviation * deviation));
    return log.plus(means.tape().constant(constant));
  }

  private static Matrix column(Value like, double[] numbers) {
    Matrix column = like.matrix().zerosLike(numbers.length, 1);
    for (int b = 0; b < numbers.length; b++) {
      column.set(b, 0, numbers[b]);
    }
    return column;
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (Linear layer : List.of(what, where, whatOn, whereOn)) {
      all.addAll(layer.parameters());
    }
    all.addAll(core.parameters());
    for (Linear layer : List.of(classes, next, baseline)) {
      all.addAll(layer.parameters());
    }
    if (path.matrix().rows() > 0) {
      all.add(path);
    }
    return List.copyOf(all);
  }
}
