package unroll.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A deterministic machine with two stacks of bits, which can do what any Turing machine can: the
 * reference that {@link StackNetwork} is held against.
 *
 * @param start the first state
 * @param rules at most one fits any situation; the machine halts where none does
 */
public record StackMachine(String start, List<Rule> rules) {

  /** What a rule asks of the top of a stack. */
  public enum Reading {
    /** Nothing. */
    ANY,
    /** The stack is empty. */
    EMPTY,
    /** The top is 0. */
    ZERO,
    /** The top is 1. */
    ONE
  }

  /** What a rule does to a stack. */
  public enum Action {
    /** Leaves it alone. */
    KEEP,
    /** Puts a 0 on top. */
    PUSH_ZERO,
    /** Puts a 1 on top. */
    PUSH_ONE,
    /** Takes the top away; the stack must not be empty. */
    POP
  }

  /**
   * One rule.
   *
   * @param state in which it applies
   * @param left what the left stack must show
   * @param right what the right stack must show
   * @param next the state after it
   * @param leftAction what happens to the left stack
   * @param rightAction what happens to the right stack
   */
  public record Rule(
      String state,
      Reading left,
      Reading right,
      String next,
      Action leftAction,
      Action rightAction) {}

  /**
   * A situation of the machine.
   *
   * @param state its name
   * @param left the bits of the left stack, the top first
   * @param right the bits of the right stack, the top first
   */
  public record Configuration(String state, String left, String right) {}

  /**
   * Checks that the machine is deterministic and never pops an empty stack.
   *
   * @param start the first state
   * @param rules in any order. Copied.
   * @throws IllegalArgumentException if two rules fit one situation, or a rule pops a stack that it
   *     does not know to hold a bit
   */
  public StackMachine {
    rules = List.copyOf(rules);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (popsBlindly(rule.left(), rule.leftAction())
          || popsBlindly(rule.right(), rule.rightAction())) {
        throw new IllegalArgumentException(rule + " pops a stack that may be empty");
      }
      for (Rule other : rules.subList(0, i)) {
        if (rule.state().equals(other.state())
            && meet(rule.left(), other.left())
            && meet(rule.right(), other.right())) {
          throw new IllegalArgumentException("both " + other + " and " + rule + " may apply");
        }
      }
    }
  }

  /**
   * Moves every bit of the left stack to the right one, but the 0 between two numbers: {@code 1^m 0
   * 1^n} on the left becomes {@code 1^(m+n)} on the right. Addition of unary numbers.
   *
   * @return a machine of one state and two rules
   */
  public static StackMachine unaryAddition() {
    return new StackMachine(
        "add",
        List.of(
            new Rule("add", Reading.ONE, Reading.ANY, "add", Action.POP, Action.PUSH_ONE),
            new Rule("add", Reading.ZERO, Reading.ANY, "add", Action.POP, Action.KEEP)));
  }

  /**
   * Reads brackets from the left stack, 1 to open and 0 to close, and keeps the open ones on the
   * right stack. Ends in {@code balanced} or {@code unbalanced}.
   *
   * @return a machine of three states
   */
  public static StackMachine balancedBrackets() {
    return new StackMachine(
        "read",
        List.of(
            new Rule("read", Reading.ONE, Reading.ANY, "read", Action.POP, Action.PUSH_ONE),
            new Rule("read", Reading.ZERO, Reading.ONE, "read", Action.POP, Action.POP),
            new Rule("read", Reading.ZERO, Reading.EMPTY, "unbalanced", Action.POP, Action.KEEP),
            new Rule("read", Reading.EMPTY, Reading.ONE, "unbalanced", Action.KEEP, Action.KEEP),
            new Rule("read", Reading.EMPTY, Reading.EMPTY, "balanced", Action.KEEP, Action.KEEP)));
  }

  /**
   * Runs the machine until no rule applies.
   *
   * @param left the bits of the left stack, the top first
   * @param right the bits of the right stack, the top first
   * @param limit the most steps
   * @return all configurations, the first included
   */
  public List<Configuration> run(String left, String right, int limit) {
    List<Configuration> run = new ArrayList<>(List.of(new Configuration(start, left, right)));
    for (int step = 0; step < limit; step++) {
      Configuration now = run.get(step);
      Optional<Rule> rule = ruleFor(now);
      if (rule.isEmpty()) {
        return run;
      }
      run.add(
          new Configuration(
              rule.get().next(),
              after(rule.get().leftAction(), now.left()),
              after(rule.get().rightAction(), now.right())));
    }
    return run;
  }

  /**
   * Finds the rule that applies.
   *
   * @param now a configuration
   * @return the rule, or empty where the machine halts
   */
  public Optional<Rule> ruleFor(Configuration now) {
    return rules.stream()
        .filter(rule -> rule.state().equals(now.state()))
        .filter(rule -> meet(rule.left(), reading(now.left())))
        .filter(rule -> meet(rule.right(), reading(now.right())))
        .findFirst();
  }

  /**
   * Lists the states.
   *
   * @return the start first, then by appearance
   */
  public Set<String> states() {
    Set<String> states = new LinkedHashSet<>(List.of(start));
    for (Rule rule : rules) {
      states.add(rule.state());
      states.add(rule.next());
    }
    return states;
  }

  private static boolean popsBlindly(Reading reading, Action action) {
    return action == Action.POP && (reading == Reading.ANY || reading == Reading.EMPTY);
  }

  private static boolean meet(Reading one, Reading other) {
    return one == other || one == Reading.ANY || other == Reading.ANY;
  }

  private static Reading reading(String stack) {
    if (stack.isEmpty()) {
      return Reading.EMPTY;
    }
    return stack.charAt(0) == '0' ? Reading.ZERO : Reading.ONE;
  }

  private static String after(Action action, String stack) {
    return switch (action) {
      case KEEP -> stack;
      case PUSH_ZERO -> "0" + stack;
      case PUSH_ONE -> "1" + stack;
      case POP -> stack.substring(1);
    };
  }
}
