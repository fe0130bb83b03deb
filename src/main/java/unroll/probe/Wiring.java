package unroll.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;

/**
 * Writes the weights of a network of saturated-linear units by hand, unit by name: {@code
 * wiring.connect("a", "count", 0.5)} for every number that is not zero. {@link #network} then gives
 * a cell like any other.
 */
public final class Wiring {
  private record Connection(String from, String to, double weight) {}

  private final List<String> inputs;
  private final List<String> units = new ArrayList<>();
  private final Set<String> names;
  private final Map<String, Double> biases = new LinkedHashMap<>();
  private final Map<String, Double> starts = new LinkedHashMap<>();
  private final List<Connection> connections = new ArrayList<>();

  /**
   * Begins a network.
   *
   * @param inputs the names of the D inputs, at least one
   * @throws IllegalArgumentException if there is no input, or a name comes twice
   */
  public Wiring(String... inputs) {
    this.inputs = List.of(inputs);
    this.names = new HashSet<>(this.inputs);
    if (inputs.length == 0 || names.size() != inputs.length) {
      throw new IllegalArgumentException(
          "inputs " + this.inputs + ": give one or more, of different names");
    }
  }

  /**
   * Adds a unit that starts at 0 and has no bias.
   *
   * @param name unlike every other input or unit
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public Wiring unit(String name) {
    return unit(name, 0, 0);
  }

  /**
   * Adds a unit.
   *
   * @param name unlike every other input or unit
   * @param bias added to its sum at every step
   * @param start its state before the first step
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public Wiring unit(String name, double bias, double start) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("there already is a unit or input named " + name);
    }
    units.add(name);
    biases.put(name, bias);
    starts.put(name, start);
    return this;
  }

  /**
   * Adds to the weight of a connection; what was never connected weighs 0.
   *
   * @param from an input, read at the same step, or a unit, read at the step before
   * @param to a unit
   * @param weight any number
   * @return this
   * @throws IllegalArgumentException if one of the two does not exist
   */
  public Wiring connect(String from, String to, double weight) {
    if (!names.contains(from) || !units.contains(to)) {
      throw new IllegalArgumentException(
          "no connection from " + from + " to " + to + ": the units are " + units);
    }
    connections.add(new Connection(from, to, weight));
    return this;
  }

  /**
   * Makes the network.
   *
   * @param precision of its weights
   * @return a cell of D inputs and H units, in the order they were added
   * @throws IllegalArgumentException if there is no unit
   */
  public WiredNetwork network(Precision precision) {
    if (units.isEmpty()) {
      throw new IllegalArgumentException("a network without units: add one");
    }
    int hidden = units.size();
    Matrix wx = Matrix.zeros(precision, inputs.size(), hidden);
    Matrix wh = Matrix.zeros(precision, hidden, hidden);
    Matrix b = Matrix.zeros(precision, 1, hidden);
    Matrix start = Matrix.zeros(precision, 1, hidden);
    for (Connection connection : connections) {
      int to = units.indexOf(connection.to());
      int input = inputs.indexOf(connection.from());
      Matrix weights = input >= 0 ? wx : wh;
      int from = input >= 0 ? input : units.indexOf(connection.from());
      weights.set(from, to, weights.get(from, to) + connection.weight());
    }
    for (int j = 0; j < hidden; j++) {
      b.set(0, j, biases.get(units.get(j)));
      start.set(0, j, starts.get(units.get(j)));
    }
    return new WiredNetwork(
        inputs,
        List.copyOf(units),
        new Parameter("Wx", wx),
        new Parameter("Wh", wh),
        new Parameter("b", b),
        start);
  }
}
