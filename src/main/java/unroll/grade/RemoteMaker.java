package unroll.grade;

import java.util.Optional;
import unroll.grade.worker.Answer;
import unroll.grade.worker.LateException;
import unroll.grade.worker.LostException;
import unroll.grade.worker.NoWorkerException;

/** Objects in a process of their own: a fresh one for each test class. */
final class RemoteMaker implements InstanceMaker {
  private final Answer answer;
  private final String className;
  private final boolean proven;
  private Optional<Class<?>> tests = Optional.empty();
  // what a constructor does once it does again: five seconds, or a process, for each test
  private Optional<RuntimeException> failure = Optional.empty();

  RemoteMaker(Answer answer, String className, boolean proven) {
    this.answer = answer;
    this.className = className;
    this.proven = proven;
  }

  @Override
  public Object make(Class<?> testClass, int seconds) {
    if (!tests.equals(Optional.of(testClass))) {
      // static fields that one class's tests have filled are empty for the next one's
      answer.close();
      tests = Optional.of(testClass);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      return answer.make(seconds);
    } catch (LateException e) {
      failure = Optional.of(new TimedOutException(e.getMessage()));
      throw failure.get();
    } catch (LostException e) {
      failure = Optional.of(e);
      throw e;
    } catch (NoWorkerException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      if (Subject.missing(className).equals(e.getMessage())) {
        throw new AssertionError(e.getMessage(), e);
      }
      throw new StudentException(e);
    } catch (Throwable e) {
      throw new StudentException(e);
    }
  }

  @Override
  public StackTraceElement[] stackOf(Thread test) {
    return answer.lastPlace().toArray(StackTraceElement[]::new);
  }

  @Override
  public boolean testsAreProven() {
    return proven;
  }
}
