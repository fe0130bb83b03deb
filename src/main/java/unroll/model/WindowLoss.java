package unroll.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import unroll.data.Windows;
import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The loss of one window after the other, for stateful truncated backpropagation through time: the
 * numbers of the state go on into the next window, its gradient does not. At the first window of
 * every pass over the text the state is the initial one.
 *
 * @param <S> the state of the cell
 */
public final class WindowLoss<S> implements Function<Tape, Value> {
  private final LanguageModel<S> model;
  private final Windows windows;
  private final UnaryOperator<Value> heard;
  private final List<Matrix> kept = new ArrayList<>();
  private long taken;
  private S state;

  WindowLoss(LanguageModel<S> model, Windows windows, UnaryOperator<Value> heard) {
    this.model = model;
    this.windows = windows;
    this.heard = heard;
    this.state = model.cell().initialState(Tape.off(), windows.batch());
  }

  /** Takes the next window and computes its loss in nats per character. */
  @Override
  public Value apply(Tape tape) {
    int index = (int) (taken % windows.size());
    if (index == 0) {
      state = model.cell().initialState(Tape.off(), windows.batch());
    }
    LanguageModel.Scored<S> scored = model.loss(tape, windows.get(index), kept(tape), heard);
    taken++;
    state = scored.last();
    return scored.loss();
  }

  /** The state on the next tape, copied out of the last one's memory into matrices of its own. */
  private S kept(Tape tape) {
    Iterator<Matrix> places = List.copyOf(kept).iterator();
    return model
        .cell()
        .combine(
            state,
            state,
            (part, same) -> {
              Matrix place = places.hasNext() ? places.next() : fresh(part.matrix());
              place.copyFrom(part.matrix());
              return tape.constant(place);
            });
  }

  private Matrix fresh(Matrix part) {
    Matrix place = part.zerosLike(part.rows(), part.columns());
    kept.add(place);
    return place;
  }

  /**
   * Returns how many windows were taken, over all passes.
   *
   * @return at least 0
   */
  public long taken() {
    return taken;
  }

  /**
   * Returns the state to carry into the next window, by name.
   *
   * @return the matrices themselves, valid until the next call of {@link #apply}
   */
  public Map<String, Matrix> carried() {
    return StateNumbers.of("state", state);
  }

  /**
   * Goes to a place of the text, to go on from a checkpoint; the numbers of the state are then put
   * into {@link #carried()}.
   *
   * @param windowsTaken over all passes
   */
  void goTo(long windowsTaken) {
    taken = windowsTaken;
    state = model.cell().initialState(Tape.off(), windows.batch());
  }
}
