package unroll.probe;

import java.util.ArrayList;
import java.util.List;
import unroll.matrix.Precision;
import unroll.probe.StackMachine.Action;
import unroll.probe.StackMachine.Configuration;
import unroll.probe.StackMachine.Reading;
import unroll.probe.StackMachine.Rule;

/**
 * A two-stack machine as a recurrent network of saturated-linear units, after Siegelmann and Sontag
 * 1995: architecture (i) realises any Turing machine. The stacks are numbers, see {@link
 * EncodedStack}.
 *
 * <p>One step of the machine takes four steps of the network, told apart by a ring of four clock
 * units:
 *
 * <ol>
 *   <li>read: {@code top = sigma(4q - 2), some = sigma(4q)};
 *   <li>choose: one unit a rule, {@code sigma(state + clock - 1 + what the stacks must show)};
 *   <li>order: the state changes; {@code moved} rises where a stack is to change, {@code no pop}
 *       falls where it is to be popped, and so on;
 *   <li>move: {@code hold = sigma(q - moved), pop = sigma(4q - 2 top - 1 - 4 no_pop), push_b =
 *       sigma(q/4 + (2b + 1)/4 - no_push_b)}. One of the four is not 0, and q is their sum.
 * </ol>
 *
 * <p>No sum here adds a large number to a small one and takes it away again, so nothing is rounded
 * before the stack itself is too deep. The network runs by itself: its one input is silent.
 *
 * @param network the weights, with the stacks in its start
 * @param machine what it computes
 */
public record StackNetwork(WiredNetwork network, StackMachine machine) {
  /** Steps of the network for one of the machine. */
  public static final int TICKS = 4;

  /** Deeper than any stack that double precision can hold. */
  private static final int DEEPEST = 64;

  private static final List<String> BRANCHES = List.of("hold", "pop", "push0", "push1");

  /**
   * Writes the weights.
   *
   * @param machine what the network shall compute
   * @param left the bits of the left stack, the top first
   * @param right the bits of the right stack, the top first
   * @param precision of the weights and states
   * @return the network
   */
  public static StackNetwork of(
      StackMachine machine, String left, String right, Precision precision) {
    Wiring wiring = new Wiring("silence");
    for (int i = 0; i < TICKS; i++) {
      wiring.unit("clock " + i, 0, i == 0 ? 1 : 0);
    }
    for (int i = 0; i < TICKS; i++) {
      wiring.connect("clock " + i, "clock " + (i + 1) % TICKS, 1);
    }
    for (String state : machine.states()) {
      wiring.unit(state, 0, state.equals(machine.start()) ? 1 : 0).connect(state, state, 1);
    }
    addStack(wiring, "left", EncodedStack.of(left).q());
    addStack(wiring, "right", EncodedStack.of(right).q());
    for (int r = 0; r < machine.rules().size(); r++) {
      addRule(wiring, "rule " + r, machine.rules().get(r));
    }
    return new StackNetwork(wiring.network(precision), machine);
  }

  private static void addStack(Wiring wiring, String stack, double q) {
    wiring.unit(stack + " hold", 0, q).unit(stack + " pop", -1, 0);
    wiring.unit(stack + " push0", 0.25, 0).unit(stack + " push1", 0.75, 0);
    wiring.unit(stack + " top", -2, 0).unit(stack + " some").unit(stack + " moved");
    for (String branch : BRANCHES) {
      String from = stack + " " + branch;
      wiring.connect(from, stack + " top", 4).connect(from, stack + " some", 4);
      wiring.connect(from, stack + " hold", 1).connect(from, stack + " pop", 4);
      wiring.connect(from, stack + " push0", 0.25).connect(from, stack + " push1", 0.25);
    }
    wiring.connect(stack + " moved", stack + " hold", -1);
    wiring.connect(stack + " top", stack + " pop", -2);
    for (String order : List.of("pop", "push0", "push1")) {
      String no = stack + " no " + order;
      wiring.unit(no, 1, 1).connect(no, stack + " " + order, order.equals("pop") ? -4 : -1);
    }
  }

  private static void addRule(Wiring wiring, String name, Rule rule) {
    int bias = -1;
    bias += rule.left() == Reading.ONE || rule.left() == Reading.ZERO ? -1 : 0;
    bias += rule.right() == Reading.ONE || rule.right() == Reading.ZERO ? -1 : 0;
    wiring.unit(name, bias, 0).connect("clock 1", name, 1).connect(rule.state(), name, 1);
    addReading(wiring, name, "left", rule.left());
    addReading(wiring, name, "right", rule.right());
    wiring.connect(name, rule.state(), -1).connect(name, rule.next(), 1);
    addAction(wiring, name, "left", rule.leftAction());
    addAction(wiring, name, "right", rule.rightAction());
  }

  private static void addReading(Wiring wiring, String rule, String stack, Reading reading) {
    switch (reading) {
      case ANY -> {}
      case EMPTY -> wiring.connect(stack + " some", rule, -1);
      case ZERO -> wiring.connect(stack + " some", rule, 1).connect(stack + " top", rule, -1);
      case ONE -> wiring.connect(stack + " top", rule, 1);
    }
  }

  private static void addAction(Wiring wiring, String rule, String stack, Action action) {
    if (action != Action.KEEP) {
      String order =
          switch (action) {
            case POP -> "pop";
            case PUSH_ZERO -> "push0";
            default -> "push1";
          };
      wiring.connect(rule, stack + " moved", 1).connect(rule, stack + " no " + order, -1);
    }
  }

  /**
   * Runs the network.
   *
   * @param machineSteps how many steps of the machine, at least 0
   * @return {@code 4 machineSteps + 1} states of H numbers, the start first
   */
  public double[][] trace(int machineSteps) {
    return network.run(new double[TICKS * machineSteps][1]);
  }

  /**
   * Runs the network until the machine halts, decoding every fourth state.
   *
   * @param limit the most steps of the machine
   * @return all configurations, the first included; what {@link StackMachine#run} gives as long as
   *     the stacks are not too deep for the precision
   */
  public List<Configuration> run(int limit) {
    double[][] states = trace(limit);
    List<Configuration> run = new ArrayList<>(List.of(configuration(states[0])));
    for (int step = 1; step <= limit; step++) {
      Configuration before = run.get(step - 1);
      if (machine.ruleFor(before).isEmpty()) {
        return run;
      }
      run.add(configuration(states[TICKS * step]));
    }
    return run;
  }

  /**
   * Decodes a state at a multiple of four steps.
   *
   * @param state H numbers. Not modified.
   * @return the state's name, or {@code ?} where no single one is on, and the stacks
   */
  public Configuration configuration(double[] state) {
    List<String> on =
        machine.states().stream().filter(name -> state[network.unit(name)] > 0.5).toList();
    return new Configuration(
        on.size() == 1 ? on.get(0) : "?", bits(state, "left"), bits(state, "right"));
  }

  private String bits(double[] state, String stack) {
    return new EncodedStack(stackValue(state, stack)).bits(DEEPEST);
  }

  /**
   * Reads the number that is a stack.
   *
   * @param state H numbers. Not modified.
   * @param stack {@code left} or {@code right}
   * @return q, from 0 to 1
   */
  public double stackValue(double[] state, String stack) {
    double q = 0;
    for (String branch : BRANCHES) {
      q += state[network.unit(stack + " " + branch)];
    }
    return q;
  }
}
