package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Hidden units connected over more than one step: {@code h_t = tanh(x Wx + sum over d of h_(t-d) Wd
 * + b)}.
 *
 * <p>With delays 1 and d these are skip connections over time (Lin, Horne, Tino and Giles 1996): a
 * gradient takes T/d steps instead of T. With d alone the short connections are removed and the
 * units live on a slower clock (El Hihi and Bengio 1996): d interleaved networks with the same
 * weights. With 1 alone this is {@link Elman}.
 *
 * @param inputWeights D x H
 * @param connections at least one, of different delays
 * @param bias 1 x H
 */
public record Delayed(Parameter inputWeights, List<Connection> connections, Parameter bias)
    implements ComposedCell<Delayed.State> {

  /**
   * A connection over time.
   *
   * @param delay how many steps back it reaches, at least 1
   * @param weights H x H
   */
  public record Connection(int delay, Parameter weights) {}

  /**
   * The state: the hidden units of as many steps as the longest delay.
   *
   * @param past B x H each, the latest first
   */
  public record State(List<Value> past) {
    /**
     * Copies the list.
     *
     * @param past the latest first; copied
     */
    public State {
      past = List.copyOf(past);
    }
  }

  /**
   * Checks the connections.
   *
   * @param inputWeights D x H
   * @param connections at least one, of different delays; copied
   * @param bias 1 x H
   * @throws IllegalArgumentException if there is none, or a delay is below 1 or there twice
   */
  public Delayed {
    connections = List.copyOf(connections);
    if (connections.isEmpty()) {
      throw new IllegalArgumentException("a cell needs at least one connection over time");
    }
    if (connections.stream().anyMatch(c -> c.delay() < 1)
        || connections.stream().mapToInt(Connection::delay).distinct().count()
            != connections.size()) {
      throw new IllegalArgumentException(
          "delays are at least 1 and all different, not "
              + connections.stream().map(Connection::delay).toList());
    }
  }

  /**
   * Makes a cell with Glorot weights and a bias of zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @param delays how many steps back each connection reaches: {@code 1, d} to skip, {@code d} to
   *     remove the short ones
   * @return a new cell
   * @throws IllegalArgumentException if there is no delay, or one is below 1 or there twice
   */
  public static Delayed of(int inputs, int hidden, Initializer init, int... delays) {
    List<Connection> connections = new ArrayList<>();
    Parameter inputWeights = init.glorot("Wx", inputs, hidden);
    for (int delay : delays) {
      connections.add(new Connection(delay, init.glorot("Wh" + delay, hidden, hidden)));
    }
    return new Delayed(inputWeights, connections, init.zeros("b", 1, hidden));
  }

  @Override
  public int inputs() {
    return inputWeights.matrix().rows();
  }

  @Override
  public int hidden() {
    return inputWeights.matrix().columns();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    List<Value> past = new ArrayList<>();
    int longest = connections.stream().mapToInt(Connection::delay).max().orElseThrow();
    for (int d = 0; d < longest; d++) {
      past.add(tape.zeros(inputWeights.matrix().precision(), batch, hidden()));
    }
    return new State(past);
  }

  @Override
  public Value project(Value x) {
    return x.affine(inputWeights.on(x.tape()), bias.on(x.tape()));
  }

  @Override
  public State advance(Value projected, State before, UnaryOperator<Value> heard) {
    Value sum = projected;
    for (Connection connection : connections) {
      Value h = heard.apply(before.past().get(connection.delay() - 1));
      sum = sum.plus(h.times(connection.weights().on(sum.tape())));
    }
    List<Value> past = new ArrayList<>();
    past.add(sum.tanh());
    past.addAll(before.past().subList(0, before.past().size() - 1));
    return new State(past);
  }

  @Override
  public Value output(State state) {
    return state.past().get(0);
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    List<Value> past = new ArrayList<>();
    for (int d = 0; d < first.past().size(); d++) {
      past.add(join.apply(first.past().get(d), second.past().get(d)));
    }
    return new State(past);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(inputWeights);
    connections.forEach(connection -> all.add(connection.weights()));
    all.add(bias);
    return List.copyOf(all);
  }
}
