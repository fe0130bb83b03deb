package unroll.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.annotation.Testable;
import org.opentest4j.AssertionFailedError;
import unroll.grade.guest.MemoryLoader;

/**
 * An exercise made ready: its contract and tests compiled and loaded, answers welcome.
 *
 * <p>Three loaders keep things apart. The contract sees EJML and the JDK; the tests see the
 * contract and the kit; an answer sees the contract and nothing else, so that what works here also
 * works where an answer is marked in a process of its own.
 */
final class Workbench {
  private static final List<Class<?>> FOR_ANSWERS =
      List.of(DMatrixRMaj.class, CommonOps_DDRM.class, CommonOps_FDRM.class);
  private static final List<Class<?>> FOR_TESTS =
      List.of(
          DMatrixRMaj.class,
          CommonOps_DDRM.class,
          CommonOps_FDRM.class,
          Expect.class,
          Test.class,
          ParameterizedTest.class,
          Testable.class,
          AssertionFailedError.class,
          API.class);

  private final Exercise exercise;
  private final Path received;
  private final Map<String, byte[]> contractClasses;
  private final MemoryLoader contracts;
  private final Map<String, byte[]> testClasses;
  private final Variant variant;
  private final List<Class<?>> tests;

  private Workbench(
      Exercise exercise,
      Path received,
      Map<String, byte[]> contractClasses,
      Map<String, byte[]> testClasses,
      Variant variant) {
    ClassLoader kit = Workbench.class.getClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    this.exercise = exercise;
    this.variant = variant;
    this.received = received;
    this.contractClasses = contractClasses;
    this.contracts =
        new MemoryLoader(contractClasses, name -> name.startsWith("org.ejml.") ? kit : platform);
    this.testClasses = testClasses;
    this.tests = freshTests();
  }

  /**
   * Compiles and loads an exercise's contract and tests.
   *
   * @param exercise the exercise
   * @param testSources the tests to use, and what they lean on
   * @param received the folder for texts that differ from the approved ones
   * @throws IllegalStateException if they do not compile; the message names file and line
   */
  static Workbench of(Exercise exercise, List<Path> testSources, Path received) {
    List<Path> sources = new ArrayList<>(testSources);
    sources.add(exercise.contractSource());
    Map<String, byte[]> classes =
        Compilation.of(sources, FOR_TESTS).orFault("The tests of " + exercise.name());
    Map<String, byte[]> contractClasses = named(classes, exercise, exercise.contract());
    return new Workbench(
        exercise,
        received,
        contractClasses,
        without(classes, contractClasses),
        Variant.none(exercise));
  }

  /** The same tests, asking for a variant. */
  Workbench with(Variant other) {
    return new Workbench(exercise, received, contractClasses, testClasses, other);
  }

  /** The contract's classes, for a process that has no loader in common with this one. */
  Map<String, byte[]> contractClasses() {
    return contractClasses;
  }

  /** The contract, as the tests see it. */
  Class<?> contract() {
    return loaded(contracts, exercise.packageName() + "." + exercise.contract());
  }

  /**
   * The test classes, loaded anew: an answer may have changed the arrays and matrices that they
   * keep in static fields, and must not do so to the next one.
   */
  List<Class<?>> freshTests() {
    ClassLoader kit = Workbench.class.getClassLoader();
    MemoryLoader trusted =
        new MemoryLoader(testClasses, name -> contractClasses.containsKey(name) ? contracts : kit);
    return testClasses.keySet().stream()
        .filter(name -> name.endsWith("Test"))
        .<Class<?>>map(name -> loaded(trusted, name))
        .toList();
  }

  private static Class<?> loaded(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was compiled but cannot be loaded", e);
    }
  }

  /**
   * Compiles an answer and runs the tests on it.
   *
   * @param answer the answer's sources
   * @param subject the simple name of the class that implements the contract
   * @return the report, with the compiler's complaints if there are any
   */
  Report check(List<Path> answer, String subject) {
    return check(compiled(exercise, answer), subject);
  }

  /**
   * Compiles an answer; it needs no workbench, so both can be made at the same time.
   *
   * @throws IllegalArgumentException if a file cannot be read, or there is none
   */
  static Compilation compiled(Exercise exercise, List<Path> answer) {
    if (answer.isEmpty()) {
      throw new IllegalArgumentException("There is no answer: " + exercise.starter() + ".");
    }
    for (Path file : answer) {
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException("Cannot read " + file + ".");
      }
    }
    List<Path> sources = new ArrayList<>(answer);
    sources.add(exercise.contractSource());
    return Compilation.of(sources, FOR_ANSWERS);
  }

  /** Runs the tests on an answer that was compiled. */
  Report check(Compilation compilation, String subject) {
    if (!compilation.problems().isEmpty()) {
      return new Report(
          exercise,
          TestRun.notRun(exercise, tests, Outcome.COMPILE_ERROR, "It does not compile."),
          compilation.problems());
    }
    return check(maker(compilation, subject), compilation.classes()::containsKey);
  }

  /** Gives instances of an answer that was compiled. */
  Supplier<Object> maker(Compilation compilation, String subject) {
    Map<String, byte[]> classes =
        without(compilation.classes(), named(compilation.classes(), exercise, exercise.contract()));
    MemoryLoader loader = new MemoryLoader(classes, name -> contracts);
    String className = exercise.packageName() + "." + subject;
    return () -> Subject.newInstance(loader, className);
  }

  /**
   * Runs the tests on an object.
   *
   * @param implementation an object with the contract's methods, for example of a notebook's class
   */
  Report check(Object implementation) {
    String name = implementation.getClass().getName();
    // the classes of a notebook's cells are members of REPL.$JShell$NN
    return check(
        () -> implementation,
        className -> className.startsWith("REPL.") || className.startsWith(name));
  }

  /**
   * Runs the tests on what a maker gives.
   *
   * @param maker gives an instance for one test
   * @param isStudents whether a class, by its binary name, is the student's
   */
  Report check(Supplier<Object> maker, Predicate<String> isStudents) {
    Subject subject =
        new Subject(
            InstanceMaker.here(maker, isStudents),
            isStudents,
            exercise.folder(),
            received,
            variant);
    return new Report(exercise, TestRun.of(exercise, tests, subject), List.of());
  }

  /** The class of that simple name and its members. */
  static Map<String, byte[]> named(
      Map<String, byte[]> classes, Exercise exercise, String simpleName) {
    String name = exercise.packageName() + "." + simpleName;
    Map<String, byte[]> named = new TreeMap<>(classes);
    named.keySet().removeIf(each -> !each.equals(name) && !each.startsWith(name + "$"));
    return named;
  }

  /** Some classes without others. */
  static Map<String, byte[]> without(Map<String, byte[]> all, Map<String, byte[]> some) {
    Map<String, byte[]> rest = new TreeMap<>(all);
    rest.keySet().removeAll(some.keySet());
    return rest;
  }

  /**
   * A folder for received texts: below the course's target/, or a temporary one where that cannot
   * be written.
   */
  static Path received(Path home, Exercise exercise) {
    Path folder = home.resolve("target").resolve("received").resolve(exercise.name());
    try {
      Files.createDirectories(folder);
      // one that somebody else made may be there and not be ours
      if (Files.isWritable(folder)) {
        return folder;
      }
    } catch (IOException readOnly) {
      // a temporary one, then
    }
    return temporary();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("unroll-received");
    } catch (IOException e) {
      throw new IllegalStateException("No folder for received texts: " + e.getMessage(), e);
    }
  }
}
