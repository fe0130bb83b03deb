package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * No message of a hidden test holds its input: each known-wrong answer, the starter, and answers
 * that throw their arguments back are run on the hidden tests of every exercise, while what they
 * are called with is written down and then looked for.
 */
class HiddenInputTest {
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Pattern SEED = Pattern.compile("new (?:Splittable)?Random\\(([0-9]+)\\)");
  // what came and what was expected are printed with twelve digits
  private static final double SAME = 1e-11;

  @TempDir static Path received;

  /** What is examined. */
  List<Exercise> exercises() {
    return new ExercisesTest().exercises();
  }

  @TestFactory
  Stream<DynamicContainer> everyExercise() {
    return exercises().stream()
        .filter(exercise -> !exercise.hiddenTests().isEmpty())
        .map(exercise -> dynamicContainer(exercise.name(), promises(exercise)));
  }

  private static List<DynamicNode> promises(Exercise exercise) {
    Workbench bench =
        Workbench.of(exercise, exercise.hiddenTests(), received.resolve(exercise.name()));
    // wrong answers have names of their own, so one compilation serves all of an exercise
    List<Path> answers = new ArrayList<>(exercise.wrongAnswers());
    answers.add(exercise.reference());
    Compilation compiled = Workbench.compiled(exercise, answers);
    Set<String> seeds = seeds(exercise);
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path wrong : exercise.wrongAnswers()) {
      String name = wrong.getFileName().toString().replace(".java", "");
      nodes.add(staysHidden(name, bench, compiled, bench.maker(compiled, name), seeds));
    }
    Supplier<Object> right = bench.maker(compiled, exercise.subject());
    nodes.add(
        staysHidden("throwsItBack", bench, compiled, () -> spite(false).apply(right.get()), seeds));
    nodes.add(
        staysHidden(
            "throwsItBackAsAStarterDoes",
            bench,
            compiled,
            () -> spite(true).apply(right.get()),
            seeds));
    nodes.add(
        dynamicTest(
            "hiddenTestsAreNotVisibleAtOnce",
            () ->
                assertEquals(
                    List.of(),
                    bench.check(new Object()).tests().stream()
                        .filter(test -> test.testCase().visibility() == Visibility.VISIBLE)
                        .toList())));
    return nodes;
  }

  private static DynamicTest staysHidden(
      String name,
      Workbench bench,
      Compilation compiled,
      Supplier<Object> maker,
      Set<String> seeds) {
    return dynamicTest(
        name,
        () -> {
          Set<Double> inputs = new TreeSet<>();
          Report report =
              bench.check(() -> recording(maker.get(), inputs), compiled.classes()::containsKey);
          assertFalse(inputs.isEmpty(), "nothing was called");
          String said =
              report.tests().stream().map(TestResult::message).collect(Collectors.joining("\n"));
          assertEquals(Set.of(), leaks(said, inputs, seeds), said);
        });
  }

  /** The numbers in a text that are part of an input, or a seed. */
  private static Set<String> leaks(String said, Set<Double> inputs, Set<String> seeds) {
    return NUMBER
        .matcher(said)
        .results()
        .map(match -> match.group())
        .filter(
            number ->
                seeds.contains(number)
                    || inputs.stream().anyMatch(in -> same(in, Double.parseDouble(number))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean same(double input, double printed) {
    // small whole numbers are counts, places and classes: they give nothing away, nor does infinity
    boolean telling =
        Double.isFinite(input) && (input != Math.rint(input) || Math.abs(input) >= 100);
    return telling && Math.abs(input - printed) <= SAME * Math.abs(input);
  }

  private static Set<String> seeds(Exercise exercise) {
    return exercise.hiddenTests().stream()
        .flatMap(file -> SEED.matcher(read(file)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  /** An object with the same methods that throws its arguments instead of answering. */
  private static UnaryOperator<Object> spite(boolean asAStarter) {
    return answer ->
        around(
            answer,
            (arguments, call) -> {
              Set<Double> inputs = new TreeSet<>();
              write(arguments, inputs);
              throw asAStarter
                  ? new UnsupportedOperationException(inputs.toString())
                  : new IllegalStateException(inputs.toString());
            });
  }

  private static Object recording(Object answer, Set<Double> inputs) {
    return around(
        answer,
        (arguments, call) -> {
          write(arguments, inputs);
          return call.call();
        });
  }

  private interface Call {
    Object call() throws Throwable;
  }

  private interface Around {
    Object call(Object[] arguments, Call call) throws Throwable;
  }

  private static Object around(Object answer, Around around) {
    Class<?>[] contracts =
        Stream.<Class<?>>iterate(answer.getClass(), c -> c != null, Class::getSuperclass)
            .flatMap(c -> Stream.of(c.getInterfaces()))
            .toArray(Class<?>[]::new);
    return Proxy.newProxyInstance(
        contracts[0].getClassLoader(),
        contracts,
        (proxy, method, arguments) ->
            around.call(
                arguments,
                () -> {
                  try {
                    return method.invoke(answer, arguments);
                  } catch (InvocationTargetException e) {
                    // as the worker reports it: what the student's code threw
                    throw new StudentException(e.getCause());
                  }
                }));
  }

  private static void write(Object value, Set<Double> inputs) throws ReflectiveOperationException {
    if (value instanceof Number number) {
      inputs.add(number.doubleValue());
    } else if (value instanceof DMatrixRMaj matrix) {
      write(matrix.data, inputs);
    } else if (value instanceof FMatrixRMaj matrix) {
      write(matrix.data, inputs);
    } else if (value instanceof Iterable<?> items) {
      for (Object item : items) {
        write(item, inputs);
      }
    } else if (value instanceof Record record) {
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        part.getAccessor().setAccessible(true);
        write(part.getAccessor().invoke(record), inputs);
      }
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        write(Array.get(value, i), inputs);
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
