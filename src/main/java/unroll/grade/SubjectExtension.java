package unroll.grade;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.opentest4j.TestAbortedException;
import unroll.data.CourseHome;
import unroll.grade.wire.Adapter;

/**
 * Hands the student's code to a test, as the exercise's contract, and holds the test to its time.
 *
 * <p>A test class asks for the contract in its constructor, and for an {@link Approval} in a method
 * that needs one; a {@link Variant} in either. In a run of the kit the subject is the one of that
 * run; started as plain JUnit, by an IDE, it is the student's class of the exercise's own package.
 */
public final class SubjectExtension implements ParameterResolver, InvocationInterceptor {
  // one name for both worlds: the launcher writes what the extension reads
  private static final Namespace NAMESPACE = Namespace.create(SubjectExtension.class);
  private static final ExtensionContext.Namespace SEEN_BY_TESTS =
      ExtensionContext.Namespace.create(SubjectExtension.class);

  /** Made by JUnit. */
  public SubjectExtension() {}

  /** Makes a subject the one of every test of a launcher session. */
  static void inject(Subject subject, NamespacedHierarchicalStore<Namespace> session) {
    session.put(NAMESPACE, Subject.class, subject);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Approval.class
        || type == Variant.class
        || (type.isInterface()
            && type.getPackageName().equals(context.getRequiredTestClass().getPackageName()));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Subject subject = subjectOf(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == Approval.class) {
      return new Approval(subject.approved(), subject.received());
    }
    if (type == Variant.class) {
      return subject.variant();
    }
    return Adapter.to(type, subject.maker().make(context.getRequiredTestClass(), seconds(context)));
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    inTime(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    inTime(invocation, context);
  }

  private static void inTime(Invocation<Void> invocation, ExtensionContext context) {
    Optional<Task> annotation = context.getTestMethod().map(m -> m.getAnnotation(Task.class));
    int task = annotation.map(Task::value).orElse(0);
    Set<Integer> stuck = tasks(context, "stuck");
    Set<Integer> failed = tasks(context, "failed");
    if (stuck.contains(task)) {
      invocation.skip();
      throw new TestAbortedException("Not run: an earlier test of task " + task + " timed out.");
    }
    for (int needed : annotation.map(Task::needs).orElse(new int[0])) {
      if (failed.contains(needed)) {
        invocation.skip();
        throw new TestAbortedException(Prerequisites.message(needed));
      }
    }
    try {
      limited(
          context,
          () -> {
            try {
              return invocation.proceed();
            } catch (Exception | Error e) {
              throw e;
            } catch (Throwable e) {
              throw new InvocationTargetException(e);
            }
          });
    } catch (TimedOutException e) {
      stuck.add(task);
      failed.add(task);
      throw e;
    } catch (RuntimeException | Error e) {
      if (!isBonus(context)) {
        failed.add(task);
      }
      throw e;
    }
  }

  private static boolean isBonus(ExtensionContext context) {
    return context
        .getTestMethod()
        .map(method -> method.getAnnotation(Points.class))
        .map(Points::bonus)
        .orElse(false);
  }

  private static <T> T limited(ExtensionContext context, Callable<T> work) {
    Subject subject = subjectOf(context);
    return Limited.call(work, seconds(context), subject.maker()::stackOf, subject.isStudents());
  }

  private static int seconds(ExtensionContext context) {
    return context
        .getTestMethod()
        .map(method -> method.getAnnotation(TimeLimit.class))
        .map(TimeLimit::seconds)
        .orElse(TimeLimit.DEFAULT_SECONDS);
  }

  @SuppressWarnings("unchecked")
  private static Set<Integer> tasks(ExtensionContext context, String which) {
    return context
        .getStore(StoreScope.EXECUTION_REQUEST, SEEN_BY_TESTS)
        .computeIfAbsent(which, key -> new HashSet<Integer>(), Set.class);
  }

  private static Subject subjectOf(ExtensionContext context) {
    return Optional.ofNullable(
            context
                .getStore(StoreScope.LAUNCHER_SESSION, SEEN_BY_TESTS)
                .get(Subject.class, Subject.class))
        .orElseGet(() -> onTheClassPath(context.getRequiredTestClass()));
  }

  /** The student's class beside the tests, as an IDE has compiled it. */
  private static Subject onTheClassPath(Class<?> tests) {
    Path home = CourseHome.find();
    Exercise exercise = Exercise.named(home, tests.getPackageName());
    String subject = exercise.packageName() + "." + exercise.subject();
    return new Subject(
        InstanceMaker.here(
            () -> Subject.newInstance(tests.getClassLoader(), subject), subject::equals),
        subject::equals,
        exercise.folder(),
        Workbench.received(home, exercise),
        Variant.chosen(exercise));
  }
}
