package unroll.grade;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import unroll.data.CourseHome;

/**
 * Checks an answer while it is being written: fast, in this process, and advisory.
 *
 * <p>The tests are the public ones; marks that count are given elsewhere, by the same tests and the
 * hidden ones, with the answer in a process of its own.
 */
public final class Practice {
  private Practice() {}

  /**
   * Checks the student's file in the exercise's folder.
   *
   * @param name the exercise, for example {@code 02-elman}
   * @return what passed, what failed, and where to look
   * @throws IllegalArgumentException if there is no such exercise or its file is missing; the
   *     message is one line
   * @throws IllegalStateException if there is no course folder, or the exercise itself is broken;
   *     the message is one line
   */
  public static Report check(String name) {
    return check(CourseHome.find(), name);
  }

  /**
   * Checks an object, for example of a class that was written in a notebook.
   *
   * @param name the exercise, for example {@code 02-elman}
   * @param implementation an object with the contract's methods, by name and number of parameters;
   *     its class need not implement the contract, and may have records of its own with parts of
   *     the same names
   * @return what passed, what failed, and where to look
   * @throws IllegalArgumentException if there is no such exercise, or no object; the message is one
   *     line
   * @throws IllegalStateException if there is no course folder, or the exercise itself is broken;
   *     the message is one line
   */
  public static Report check(String name, Object implementation) {
    if (implementation == null) {
      throw new IllegalArgumentException(
          "There is nothing to check: give an object, as in check(\"" + name + "\", new Mine()).");
    }
    Path home = CourseHome.find();
    Exercise exercise = Exercise.named(home, name);
    return bench(home, exercise).check(implementation);
  }

  /**
   * Checks the student's file in the exercise's folder of a given course.
   *
   * @param home the course folder
   * @param name the exercise, for example {@code 02-elman}
   * @return what passed, what failed, and where to look
   * @throws IllegalArgumentException if there is no such exercise or its file is missing; the
   *     message is one line
   * @throws IllegalStateException if the exercise itself is broken; the message is one line
   */
  public static Report check(Path home, String name) {
    Exercise exercise = Exercise.named(home, name);
    // the compiler is most of the wait, and it has two things to do
    CompletableFuture<Compilation> answer =
        CompletableFuture.supplyAsync(
            () -> Workbench.compiled(exercise, exercise.studentSources()));
    Workbench bench = bench(home, exercise);
    try {
      return bench.check(answer.join(), exercise.subject());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Workbench bench(Path home, Exercise exercise) {
    return Workbench.of(exercise, exercise.publicTests(), Workbench.received(home, exercise))
        .with(Variant.chosen(exercise));
  }
}
