package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import unroll.layer.Dropout;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Drops inputs and what the recurrent weights hear of the state, the same units at every step of a
 * sequence (Gal and Ghahramani 2016, section 4.1): variational dropout in time.
 *
 * <pre>
 *   state_t = cell(x_t * zx, state_(t-1) heard as h_(t-1) * zh)      zx, zh drawn once a sequence
 * </pre>
 *
 * <p>Each example has masks of its own. They are drawn where a sequence begins, {@link
 * #initialState}, and again where a state is carried into the next window; the state holds them. On
 * a tape that is off nothing is dropped, so evaluating and sampling need no switch. What a cell
 * keeps by itself, the memory of an LSTM or the share {@code z h} of a GRU, is not dropped: a mask
 * would multiply it at every step, forget one part at once and let the other grow without bound.
 *
 * <p>In a stack each layer has a dropout of its own: {@code Stacked.of(VariationalDropout.of(lstm1,
 * ...), VariationalDropout.of(lstm2, ...))}.
 *
 * @param cell takes the steps
 * @param inputDropout draws zx
 * @param stateDropout draws zh
 * @param <S> the state of the cell
 */
public record VariationalDropout<S>(HearingCell<S> cell, Dropout inputDropout, Dropout stateDropout)
    implements Cell<VariationalDropout.State<S>> {

  /**
   * The state of the cell, and the masks of this sequence.
   *
   * @param state of the cell
   * @param masks zx of B x D and zh of B x H; none where nothing is dropped
   * @param <S> the state of the cell
   */
  public record State<S>(S state, List<Value> masks) {
    /**
     * Copies the list.
     *
     * @param state of the cell
     * @param masks zx and zh, or none; copied
     */
    public State {
      masks = List.copyOf(masks);
    }
  }

  /**
   * Drops the same share of inputs and state.
   *
   * @param cell takes the steps
   * @param rate the share that is dropped, from 0 and below 1
   * @param random draws the masks
   * @param <S> the state of the cell
   * @return the cell with dropout
   * @throws IllegalArgumentException if the rate is outside 0 to below 1
   */
  public static <S> VariationalDropout<S> of(
      HearingCell<S> cell, double rate, RandomGenerator random) {
    Dropout dropout = new Dropout(rate, random);
    return new VariationalDropout<>(cell, dropout, dropout);
  }

  @Override
  public int inputs() {
    return cell.inputs();
  }

  @Override
  public int hidden() {
    return cell.hidden();
  }

  /**
   * Makes the state before the first step: zeros, with new masks if the tape records.
   *
   * @param tape where the steps will be recorded
   * @param batch B, at least 1
   * @return a state without gradient
   */
  @Override
  public State<S> initialState(Tape tape, int batch) {
    return beginning(cell.initialState(tape, batch), tape);
  }

  /**
   * Carries a state over to the next window, which has new masks if its tape records.
   *
   * @param state any state of this cell, also of a cleared pass
   * @param tape of the next window
   * @return a state without gradient
   */
  @Override
  public State<S> carry(State<S> state, Tape tape) {
    return beginning(cell.carry(state.state(), tape), tape);
  }

  private State<S> beginning(S state, Tape tape) {
    return tape.recording() ? dropping(state, tape) : new State<>(state, List.of());
  }

  /**
   * Draws masks for a sequence, whether the tape records or not. Predictions averaged over several
   * draws tell how sure a model is (Gal and Ghahramani 2016).
   *
   * @param state of the cell before the first step, B rows
   * @param tape of the steps
   * @return a state to begin with
   */
  public State<S> dropping(S state, Tape tape) {
    Value output = cell.output(state);
    Precision precision = output.precision();
    Value inputMask = inputDropout.mask(tape, precision, output.rows(), inputs());
    Value stateMask = stateDropout.mask(tape, precision, output.rows(), hidden());
    return new State<>(state, List.of(inputMask, stateMask));
  }

  @Override
  public State<S> step(Value x, State<S> before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public Value output(State<S> state) {
    return cell.output(state.state());
  }

  /** Joins the states of the cell; the masks are those of the first, no part of what is joined. */
  @Override
  public State<S> combine(State<S> first, State<S> second, BinaryOperator<Value> join) {
    return new State<>(cell.combine(first.state(), second.state(), join), first.masks());
  }

  @Override
  public Unrolled<State<S>> unroll(Sequence xs, State<S> start) {
    if (start.masks().isEmpty()) {
      Unrolled<S> unrolled = cell.unroll(xs, start.state());
      return new Unrolled<>(unrolled.outputs(), new State<>(unrolled.last(), List.of()));
    }
    Value inputMask = start.masks().get(0);
    Value stateMask = start.masks().get(1);
    List<Value> outputs = new ArrayList<>();
    S state = start.state();
    for (int t = 0; t < xs.steps(); t++) {
      Value x = xs.at(t).timesElements(inputMask);
      state = cell.step(x, state, h -> h.timesElements(stateMask));
      outputs.add(cell.output(state));
    }
    return new Unrolled<>(Sequence.of(outputs), new State<>(state, start.masks()));
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }
}
