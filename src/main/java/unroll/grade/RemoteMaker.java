package unroll.grade;

import java.util.Optional;
import unroll.grade.worker.Answer;
import unroll.grade.worker.LateException;

/** Objects in a process of their own: a fresh one for each test class. */
final class RemoteMaker implements InstanceMaker {
  private final Answer answer;
  private final boolean proven;
  private Optional<Class<?>> tests = Optional.empty();

  RemoteMaker(Answer answer, boolean proven) {
    this.answer = answer;
    this.proven = proven;
  }

  @Override
  public Object make(Class<?> testClass, int seconds) {
    if (!tests.equals(Optional.of(testClass))) {
      // static fields that one class's tests have filled are empty for the next one's
      answer.close();
      tests = Optional.of(testClass);
    }
    try {
      return answer.make(seconds);
    } catch (LateException e) {
      throw new TimedOutException(e.getMessage());
    } catch (RuntimeException | Error e) {
      throw e;
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
