package unroll.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recurrent network as a graph, unrolled in time, to count how many maps a gradient passes from
 * the output at one time to the input at another.
 *
 * <p>Nodes are {@code x3} (input at time 3), {@code h2@3} (layer 2 at time 3) and {@code o3}. Each
 * edge is one map with a non-linearity, so the length of a path counts the factors that can shrink
 * or stretch a gradient. Depth makes the shortest path longer, skips make it shorter (Pascanu et
 * al. 2014; Zhang et al. 2016 call the gain per step the recurrent skip coefficient). What a layer
 * reads enters at the bottom of a deep transition, beside the state, and passes all of its maps; a
 * shortcut is for the state alone.
 *
 * @param layers stacked hidden layers, at least 1
 * @param transitionDepth maps from a state to the next: 1, or more for an MLP hidden-to-hidden
 * @param shortcut whether a deep transition is also bridged by a single map
 * @param delays over how many steps states are connected; 1 alone for a plain network
 * @param depthSkips whether the input reaches every layer and every layer the output (Graves 2013)
 */
public record Architecture(
    int layers, int transitionDepth, boolean shortcut, List<Integer> delays, boolean depthSkips) {

  /**
   * Checks the description.
   *
   * @param layers at least 1
   * @param transitionDepth at least 1
   * @param shortcut any
   * @param delays at least one, each at least 1. Copied.
   * @param depthSkips any
   * @throws IllegalArgumentException if a number is below 1, or there is no delay
   */
  public Architecture {
    if (layers < 1 || transitionDepth < 1) {
      throw new IllegalArgumentException(
          layers + " layers with " + transitionDepth + " maps a transition: both start at 1");
    }
    if (delays.isEmpty() || delays.stream().anyMatch(delay -> delay < 1)) {
      throw new IllegalArgumentException("delays " + delays + ": give one or more, each from 1");
    }
    delays = List.copyOf(delays);
  }

  /**
   * A path through the unrolled graph.
   *
   * @param nodes from the input to the output
   */
  public record Path(List<String> nodes) {
    /**
     * Counts the edges.
     *
     * @return maps between input and output
     */
    public int length() {
      return nodes.size() - 1;
    }
  }

  /**
   * Describes plain layers, one upon the other.
   *
   * @param layers at least 1
   * @return without skips
   */
  public static Architecture stacked(int layers) {
    return new Architecture(layers, 1, false, List.of(1), false);
  }

  /**
   * Makes the hidden-to-hidden map an MLP.
   *
   * @param maps from a state to the next, at least 1
   * @return a changed copy
   */
  public Architecture withTransitionDepth(int maps) {
    return new Architecture(layers, maps, shortcut, delays, depthSkips);
  }

  /**
   * Bridges the MLP between states by a single map.
   *
   * @return a changed copy
   */
  public Architecture withShortcut() {
    return new Architecture(layers, transitionDepth, true, delays, depthSkips);
  }

  /**
   * Chooses the connections over time: {@code (1, 5)} adds a skip over 5 steps, {@code (5)} also
   * removes the connection from step to step.
   *
   * @param steps each at least 1
   * @return a changed copy
   */
  public Architecture withDelays(Integer... steps) {
    return new Architecture(layers, transitionDepth, shortcut, Arrays.asList(steps), depthSkips);
  }

  /**
   * Connects the input with every layer and every layer with the output.
   *
   * @return a changed copy
   */
  public Architecture withDepthSkips() {
    return new Architecture(layers, transitionDepth, shortcut, delays, true);
  }

  /**
   * Finds a shortest path from an input to an output by breadth-first search.
   *
   * @param from the time of the input
   * @param to the time of the output, not before
   * @return the path, or empty where the output does not depend on the input
   * @throws IllegalArgumentException if the output lies before the input
   */
  public Optional<Path> shortestPath(int from, int to) {
    Map<String, List<String>> edges = unrolled(from, to);
    String start = "x" + from;
    String goal = "o" + to;
    Map<String, String> cameFrom = new HashMap<>(Map.of(start, start));
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty() && !cameFrom.containsKey(goal)) {
      String node = queue.remove();
      for (String next : edges.getOrDefault(node, List.of())) {
        if (cameFrom.putIfAbsent(next, node) == null) {
          queue.add(next);
        }
      }
    }
    if (!cameFrom.containsKey(goal)) {
      return Optional.empty();
    }
    List<String> nodes = new ArrayList<>(List.of(goal));
    while (!nodes.get(0).equals(start)) {
      nodes.add(0, cameFrom.get(nodes.get(0)));
    }
    return Optional.of(new Path(List.copyOf(nodes)));
  }

  /**
   * Computes the length of the shortest path against the lag between input and output.
   *
   * @param lags the largest lag, at least 0
   * @return lags + 1 numbers; NaN where there is no path
   */
  public double[] lengthByLag(int lags) {
    double[] lengths = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      lengths[lag] = shortestPath(0, lag).map(path -> (double) path.length()).orElse(Double.NaN);
    }
    return lengths;
  }

  /**
   * Draws the unrolled graph.
   *
   * @param from the first time
   * @param to the last time, not before
   * @return from each node to the nodes that read it
   * @throws IllegalArgumentException if the last time lies before the first
   */
  public Map<String, List<String>> unrolled(int from, int to) {
    if (to < from) {
      throw new IllegalArgumentException(
          "an output at time " + to + " cannot depend on an input at time " + from);
    }
    Map<String, List<String>> edges = new HashMap<>();
    for (int t = from; t <= to; t++) {
      for (int layer = 1; layer <= layers; layer++) {
        String here = hidden(layer, t);
        if (layer == 1 || depthSkips) {
          connect(edges, "x" + t, here, transitionDepth);
        }
        if (layer < layers) {
          connect(edges, here, hidden(layer + 1, t), transitionDepth);
        }
        if (layer == layers || depthSkips) {
          connect(edges, here, "o" + t, 1);
        }
        for (int delay : delays) {
          if (t + delay <= to) {
            connect(edges, here, hidden(layer, t + delay), transitionDepth);
            if (shortcut && transitionDepth > 1) {
              connect(edges, here, hidden(layer, t + delay), 1);
            }
          }
        }
      }
    }
    return edges;
  }

  private static String hidden(int layer, int t) {
    return "h" + layer + "@" + t;
  }

  private static void connect(Map<String, List<String>> edges, String from, String to, int maps) {
    String node = from;
    for (int i = 1; i <= maps; i++) {
      String next = i == maps ? to : from + ">" + to + "#" + i;
      edges.computeIfAbsent(node, any -> new ArrayList<>()).add(next);
      node = next;
    }
  }
}
