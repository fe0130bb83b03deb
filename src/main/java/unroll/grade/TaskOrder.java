package unroll.grade;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * Runs the tests of a class by task, then by name: what a test needs is known before it runs, and
 * two runs say the same.
 */
public final class TaskOrder implements MethodOrderer {

  /** Made by JUnit. */
  public TaskOrder() {}

  @Override
  public void orderMethods(MethodOrdererContext context) {
    context
        .getMethodDescriptors()
        .sort(
            Comparator.<MethodDescriptor>comparingInt(TaskOrder::task)
                .thenComparing(method -> method.getMethod().getName()));
  }

  private static int task(MethodDescriptor method) {
    return Optional.ofNullable(method.getMethod().getAnnotation(Task.class))
        .map(Task::value)
        .orElse(0);
  }
}
