package unroll.grade;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a test promises before it runs: which task it examines, what it is worth, who may read it.
 *
 * @param task the number of the task that it examines; 0 if it names none, which is a grader fault
 * @param suite the simple name of its class
 * @param test the method's name, a claim about a right answer
 * @param weight the points that a pass earns
 * @param bonus whether they come on top of what is possible
 * @param visibility when the student may read what it said
 * @param needs the earlier tasks that must pass for it to count
 */
public record TestCase(
    int task,
    String suite,
    String test,
    int weight,
    boolean bonus,
    Visibility visibility,
    Set<Integer> needs) {

  /** Copies the set, so that the case never changes. */
  public TestCase {
    needs = Set.copyOf(needs);
  }

  /**
   * Reads the annotations of a test method.
   *
   * @param exercise whose test it is
   * @param method the test
   * @return what it promises
   */
  static TestCase of(Exercise exercise, Method method) {
    Class<?> suite = method.getDeclaringClass();
    Task task = method.getAnnotation(Task.class);
    Points points = method.getAnnotation(Points.class);
    boolean named = task != null && exercise.tasks().containsKey(task.value());
    return new TestCase(
        named ? task.value() : 0,
        suite.getSimpleName(),
        method.getName(),
        !named ? 0 : points == null ? 1 : points.value(),
        points != null && points.bonus(),
        Optional.ofNullable(method.getAnnotation(Shown.class))
            .or(() -> Optional.ofNullable(suite.getAnnotation(Shown.class)))
            .map(Shown::value)
            .orElse(exercise.hides(suite) ? Visibility.HIDDEN : Visibility.VISIBLE),
        named ? Arrays.stream(task.needs()).boxed().collect(Collectors.toSet()) : Set.of());
  }

  /**
   * What is wrong with the promise itself; then no answer can be judged by it.
   *
   * @return one sentence for the instructor, or empty if all is well
   */
  Optional<String> flaw() {
    if (task == 0) {
      return Optional.of("The test names no task of the exercise: give it @Task.");
    }
    if (weight < 1) {
      return Optional.of("The test is worth " + weight + " points: give it 1 or more.");
    }
    if (needs.stream().anyMatch(needed -> needed < 1 || needed >= task)) {
      return Optional.of("The test of task " + task + " may only need earlier tasks.");
    }
    return Optional.empty();
  }

  /**
   * The points that count as possible.
   *
   * @return the weight, or 0 for a bonus
   */
  public int possible() {
    return bonus ? 0 : weight;
  }

  /**
   * The claim as a sentence: {@code lossOfOneStep} reads "loss of one step".
   *
   * @return the words of the method's name, in lower case
   */
  public String claim() {
    return test.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
