package unroll.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unroll.probe.StackMachine.Action;
import unroll.probe.StackMachine.Reading;

/**
 * A Turing machine on a tape of 0 and 1, blank being 0. The tape is two stacks, what lies left and
 * right of the head, so it becomes a {@link StackMachine} and, through {@link StackNetwork}, a
 * recurrent network.
 *
 * @param start the first state
 * @param rules one for each state and symbol, but for states that halt
 */
public record TuringMachine(String start, List<Rule> rules) {

  /**
   * One rule.
   *
   * @param state in which it applies
   * @param read the symbol under the head, 0 or 1
   * @param write the symbol that replaces it, 0 or 1
   * @param right whether the head moves right, else left
   * @param next the state after it
   */
  public record Rule(String state, int read, int write, boolean right, String next) {}

  /**
   * What is left when the machine halts.
   *
   * @param steps taken
   * @param ones on the tape
   */
  public record Result(int steps, int ones) {}

  /**
   * The busy beaver of four states: of all machines of that size that halt on an empty tape, the
   * one that writes most, 13 ones in 107 steps (Brady 1983).
   *
   * @return a machine of four states, and H to halt
   */
  public static TuringMachine busyBeaver() {
    return new TuringMachine(
        "A",
        List.of(
            new Rule("A", 0, 1, true, "B"),
            new Rule("A", 1, 1, false, "B"),
            new Rule("B", 0, 1, false, "A"),
            new Rule("B", 1, 0, false, "C"),
            new Rule("C", 0, 1, true, "H"),
            new Rule("C", 1, 1, false, "D"),
            new Rule("D", 0, 1, true, "D"),
            new Rule("D", 1, 0, true, "A")));
  }

  /**
   * Runs the machine on an empty tape.
   *
   * @param limit the most steps
   * @return steps taken and ones written
   */
  public Result run(int limit) {
    Map<Integer, Integer> tape = new HashMap<>();
    String state = start;
    int head = 0;
    int steps = 0;
    while (steps < limit) {
      int symbol = tape.getOrDefault(head, 0);
      String now = state;
      var rule =
          rules.stream().filter(r -> r.state().equals(now) && r.read() == symbol).findFirst();
      if (rule.isEmpty()) {
        break;
      }
      tape.put(head, rule.get().write());
      head += rule.get().right() ? 1 : -1;
      state = rule.get().next();
      steps++;
    }
    return new Result(steps, tape.values().stream().mapToInt(i -> i).sum());
  }

  /**
   * Turns the machine into one with two stacks. Its states are the pairs of a state and the symbol
   * under the head, {@code A0} and {@code A1}; one step stays one step.
   *
   * @return a machine that starts with two empty stacks
   */
  public StackMachine toStackMachine() {
    List<StackMachine.Rule> result = new ArrayList<>();
    for (Rule rule : rules) {
      for (Reading shown : List.of(Reading.EMPTY, Reading.ZERO, Reading.ONE)) {
        // Moving right leaves the written symbol on the left and takes the next from the right.
        Action leave = rule.write() == 1 ? Action.PUSH_ONE : Action.PUSH_ZERO;
        Action take = shown == Reading.EMPTY ? Action.KEEP : Action.POP;
        String from = rule.state() + rule.read();
        String to = rule.next() + (shown == Reading.ONE ? 1 : 0);
        result.add(
            rule.right()
                ? new StackMachine.Rule(from, Reading.ANY, shown, to, leave, take)
                : new StackMachine.Rule(from, shown, Reading.ANY, to, take, leave));
      }
    }
    return new StackMachine(start + "0", result);
  }

  /**
   * Counts the ones on the tape of a configuration of the stack machine.
   *
   * @param configuration of {@link #toStackMachine}
   * @return ones left of, under and right of the head
   */
  public static int ones(StackMachine.Configuration configuration) {
    String tape = configuration.left() + configuration.state() + configuration.right();
    return (int) tape.chars().filter(c -> c == '1').count();
  }
}
