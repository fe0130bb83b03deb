package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The lecture's architecture (ii), output-to-hidden coupling (Jordan 1986):
 *
 * <pre>
 *   a = b + W o_before + U x,   h = tanh a,   o = c + V h
 * </pre>
 *
 * <p>Only the output goes from step to step. So if the targets y take the place of the outputs,
 * {@link #teacherForced}, no step waits for another and all are computed as one batch. To test, the
 * recurrence comes back: {@link #unroll} feeds the network its own outputs.
 *
 * @param inputWeights D x H, the lecture's U transposed
 * @param feedbackWeights K x H, the lecture's W transposed
 * @param bias 1 x H
 * @param readout maps H to K numbers, the lecture's V and c
 * @param feedback what is heard of the output when the network runs freely
 */
public record OutputCoupled(
    Parameter inputWeights,
    Parameter feedbackWeights,
    Parameter bias,
    Linear readout,
    Feedback feedback)
    implements ComposedCell<OutputCoupled.State> {

  /**
   * The state: the output, and what the next step hears of it.
   *
   * @param o B x K
   * @param heard B x K
   */
  public record State(Value o, Value heard) {}

  /**
   * Makes a cell with Glorot weights and biases of zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param outputs K, at least 1
   * @param feedback what is heard of the output when the network runs freely
   * @param init draws the weights
   * @return a new cell
   */
  public static OutputCoupled of(
      int inputs, int hidden, int outputs, Feedback feedback, Initializer init) {
    return new OutputCoupled(
        init.glorot("Wx", inputs, hidden),
        init.glorot("Wo", outputs, hidden),
        init.zeros("b", 1, hidden),
        Linear.of(hidden, outputs, init.named("readout")),
        feedback);
  }

  @Override
  public int inputs() {
    return inputWeights.matrix().rows();
  }

  /**
   * Returns the size of an output, which is o and not h.
   *
   * @return K
   */
  @Override
  public int hidden() {
    return feedbackWeights.matrix().rows();
  }

  /**
   * Makes the state before the first step: nothing is heard.
   *
   * @param tape where the steps will be recorded
   * @param batch B, at least 1
   * @return zeros without gradient
   */
  @Override
  public State initialState(Tape tape, int batch) {
    Value zeros = tape.zeros(bias.matrix().precision(), batch, hidden());
    return new State(zeros, zeros);
  }

  @Override
  public Value project(Value x) {
    return x.affine(inputWeights.on(x.tape()), bias.on(x.tape()));
  }

  @Override
  public State advance(Value projected, State before, UnaryOperator<Value> heard) {
    Value o = outputs(projected, heard.apply(before.heard()));
    return new State(o, feedback.of(o));
  }

  /** The outputs of any number of rows, each from what it hears. */
  private Value outputs(Value projected, Value heard) {
    Value a = projected.plus(heard.times(feedbackWeights.on(projected.tape())));
    return readout.apply(a.tanh());
  }

  /**
   * Takes all steps at once, each hearing the target of the step before: teacher forcing with
   * classes.
   *
   * @param xs T steps of B x D
   * @param start what the first step hears
   * @param targets T*B classes in 0 to K - 1, step after step; a negative one masks its row and is
   *     heard as zeros. Not modified.
   * @return the outputs of all steps; the next window hears the last targets
   * @throws IllegalArgumentException if the targets do not fit
   */
  public Unrolled<State> teacherForced(Sequence xs, State start, int[] targets) {
    return teacherForced(xs, start, written(targets, xs));
  }

  /**
   * Takes all steps at once, each hearing the target of the step before: teacher forcing with
   * numbers.
   *
   * @param xs T steps of B x D
   * @param start what the first step hears
   * @param targets T steps of B x K. Not modified.
   * @return the outputs of all steps; the next window hears the last targets
   * @throws IllegalArgumentException if the targets have another shape
   */
  public Unrolled<State> teacherForced(Sequence xs, State start, Matrix targets) {
    Shapes.require("teacher forcing: targets", targets, xs.rows().rows(), hidden());
    int before = targets.rows() - xs.batch();
    Tape tape = xs.rows().tape();
    Value shifted = Value.stack(List.of(start.heard(), tape.constant(targets.rows(0, before))));
    Sequence outputs = new Sequence(outputs(project(xs.rows()), shifted), xs.steps());
    Value last = tape.constant(targets.rows(before, targets.rows()));
    return new Unrolled<>(outputs, new State(outputs.at(xs.steps() - 1), last));
  }

  /**
   * Takes the steps one by one, each row hearing the target of the step before with a probability,
   * else a class drawn from its own output: scheduled sampling (Bengio, Vinyals, Jaitly and Shazeer
   * 2015, section 2.4). Probability 1 is teacher forcing; 0 feeds only its own draws. As in the
   * paper, no gradient passes through a draw.
   *
   * @param xs T steps of B x D
   * @param start what the first step hears
   * @param targets T*B classes in 0 to K - 1, step after step; a negative one is heard as zeros.
   *     Not modified.
   * @param truth the probability of hearing the target, the paper's epsilon, from 0 to 1
   * @param random flips the coins and draws the classes
   * @return the outputs of all steps
   * @throws IllegalArgumentException if the targets do not fit, or the probability is none
   */
  public Unrolled<State> scheduledSampling(
      Sequence xs, State start, int[] targets, double truth, RandomGenerator random) {
    if (!(truth >= 0 && truth <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1, not " + truth);
    }
    Matrix forced = written(targets, xs);
    Sequence projected = new Sequence(project(xs.rows()), xs.steps());
    List<Value> outputs = new ArrayList<>();
    State state = start;
    for (int t = 0; t < xs.steps(); t++) {
      Value o = outputs(projected.at(t), state.heard());
      outputs.add(o);
      Matrix heard = xs.of(forced, t).copy();
      Matrix p = o.softmax().matrix();
      for (int b = 0; b < heard.rows(); b++) {
        if (random.nextDouble() >= truth) {
          heard.rows(b, b + 1).fill(0);
          heard.set(b, draw(p, b, random.nextDouble()), 1);
        }
      }
      state = new State(o, o.tape().constant(heard));
    }
    return new Unrolled<>(Sequence.of(outputs), state);
  }

  /** The class at which the probabilities of a row have added up to more than u. */
  private static int draw(Matrix p, int row, double u) {
    double sum = 0;
    for (int k = 0; k < p.columns() - 1; k++) {
      sum += p.get(row, k);
      if (u < sum) {
        return k;
      }
    }
    return p.columns() - 1;
  }

  /** Classes as one-hot rows, masks as zeros. */
  private Matrix written(int[] targets, Sequence xs) {
    int rows = xs.rows().rows();
    if (targets.length != rows) {
      throw new IllegalArgumentException(
          "teacher forcing: " + targets.length + " targets for " + rows + " rows");
    }
    Matrix result = Matrix.zeros(bias.matrix().precision(), rows, hidden());
    for (int r = 0; r < rows; r++) {
      if (targets[r] >= hidden()) {
        throw new IllegalArgumentException(
            "teacher forcing: target "
                + targets[r]
                + " at row "
                + r
                + " of "
                + hidden()
                + " classes");
      }
      if (targets[r] >= 0) {
        result.set(r, targets[r], 1);
      }
    }
    return result;
  }

  @Override
  public Value output(State state) {
    return state.o();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(join.apply(first.o(), second.o()), join.apply(first.heard(), second.heard()));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(List.of(inputWeights, feedbackWeights, bias));
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}
