package unroll.grade;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs an exercise's tests on JUnit's platform, in this process, on a subject handed to them. */
final class TestRun {
  private TestRun() {}

  /**
   * Runs the tests.
   *
   * @param exercise whose tasks the tests examine
   * @param tests the test classes
   * @param subject whose code they examine
   * @return one result for each test method, by task
   */
  static List<TestResult> of(Exercise exercise, List<Class<?>> tests, Subject subject) {
    try (LauncherSession session = session()) {
      SubjectExtension.inject(subject, session.getStore());
      TestPlan plan = session.getLauncher().discover(request(tests));
      Results results =
          new Results(plan, exercise, subject.isStudents(), subject.maker().testsAreProven());
      session
          .getLauncher()
          .execute(LauncherExecutionRequestBuilder.request(plan).listeners(results).build());
      return results.byTask();
    }
  }

  /**
   * Lists the tests without running them.
   *
   * @param outcome what to say of each
   * @param message the message of each
   */
  static List<TestResult> notRun(
      Exercise exercise, List<Class<?>> tests, Outcome outcome, String message) {
    try (LauncherSession session = session()) {
      TestPlan plan = session.getLauncher().discover(request(tests));
      return new Results(plan, exercise, name -> false, false)
          .byTask().stream()
              .map(
                  test ->
                      test.outcome() == Outcome.GRADER_FAULT ? test : test.but(outcome, message))
              .toList();
    }
  }

  // nothing from the class path joins in: neither other engines nor listeners nor extensions
  private static LauncherSession session() {
    return LauncherFactory.openSession(
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build());
  }

  private static LauncherDiscoveryRequest request(List<Class<?>> tests) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(
            tests.stream().map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
        .filters(EngineFilter.includeEngines("junit-jupiter"))
        .enableImplicitConfigurationParameters(false)
        .configurationParameter(
            MethodOrderer.DEFAULT_ORDER_PROPERTY_NAME, TaskOrder.class.getName())
        .build();
  }

  /** Gathers the results; the invocations of one method count as one test. */
  private static final class Results implements TestExecutionListener {
    private final TestPlan plan;
    private final Exercise exercise;
    private final Predicate<String> isStudents;
    private final boolean testsAreProven;
    private final Map<Method, TestResult> results = new LinkedHashMap<>();
    private final Map<String, Long> started = new LinkedHashMap<>();

    Results(
        TestPlan plan, Exercise exercise, Predicate<String> isStudents, boolean testsAreProven) {
      this.plan = plan;
      this.exercise = exercise;
      this.isStudents = isStudents;
      this.testsAreProven = testsAreProven;
      plan.getRoots().forEach(this::expect);
    }

    List<TestResult> byTask() {
      // what everybody may read comes first
      return results.values().stream()
          .sorted(
              Comparator.comparingInt(TestResult::task)
                  .thenComparing(test -> test.testCase().visibility()))
          .toList();
    }

    private void expect(TestIdentifier node) {
      methodOf(node).ifPresent(m -> results.put(m, result(m, Outcome.NOT_RUN, "", Duration.ZERO)));
      plan.getChildren(node).forEach(this::expect);
    }

    @Override
    public void executionStarted(TestIdentifier node) {
      started.put(node.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier node, TestExecutionResult execution) {
      Duration time =
          Duration.ofNanos(
              System.nanoTime() - started.getOrDefault(node.getUniqueId(), System.nanoTime()));
      Optional<Method> method = methodOf(node);
      if (method.isPresent()) {
        record(method.get(), execution, time);
      } else if (execution.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        methodsBelow(node).forEach(each -> record(each, execution, time));
      }
    }

    private void record(Method method, TestExecutionResult execution, Duration time) {
      TestResult before = results.get(method);
      if (before != null
          && before.outcome() != Outcome.PASSED
          && before.outcome() != Outcome.NOT_RUN) {
        return; // the first failing invocation speaks for its method
      }
      results.put(
          method,
          switch (execution.getStatus()) {
            case SUCCESSFUL -> result(method, Outcome.PASSED, "", time);
            case ABORTED ->
                result(
                    method,
                    Outcome.NOT_RUN,
                    execution.getThrowable().map(Throwable::getMessage).orElse(""),
                    time);
            case FAILED -> failed(method, execution.getThrowable(), time);
          });
    }

    private TestResult failed(Method method, Optional<Throwable> thrown, Duration time) {
      boolean hidden = TestCase.of(exercise, method).visibility() != Visibility.VISIBLE;
      Failure failure =
          Failure.of(
              thrown,
              isStudents,
              testsAreProven,
              said ->
                  !hidden
                      || exercise.tasks().keySet().stream()
                          .anyMatch(task -> exercise.loudly(task).equals(said)));
      return result(method, failure.outcome(), failure.message(), time);
    }

    private TestResult result(Method method, Outcome outcome, String message, Duration time) {
      TestCase test = TestCase.of(exercise, method);
      TestResult result = new TestResult(test, outcome, message, time);
      return test.flaw().map(flaw -> result.but(Outcome.GRADER_FAULT, flaw)).orElse(result);
    }

    private List<Method> methodsBelow(TestIdentifier node) {
      List<Method> methods = new ArrayList<>();
      for (TestIdentifier child : plan.getDescendants(node)) {
        methodOf(child).ifPresent(methods::add);
      }
      return methods;
    }

    private static Optional<Method> methodOf(TestIdentifier node) {
      return node.getSource()
          .filter(MethodSource.class::isInstance)
          .map(source -> ((MethodSource) source).getJavaMethod());
    }
  }
}
