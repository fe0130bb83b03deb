package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every kernel of every provider against the plain one in double, at odd sizes. All operands
 * are row ranges inside larger matrices, whose other rows must come out untouched.
 */
class KernelsTest {
  /**
   * The longest sums have 300 terms of size 1, the largest operands are about 4; sums in another
   * order and fused multiply-adds then differ by some 100 roundings of 2^-53, in float of 2^-24.
   */
  private static final double DOUBLE_ROUNDING = 1e-13;

  private static final double FLOAT_ROUNDING = 5e-5;

  private static final double[] INFINITIES = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

  /** What stands around the first operand; around the next it is 1 more. */
  private static final double UNTOUCHED = 7.25;

  /** Up to what is shared and laid out in another way than what is smaller, in every precision. */
  private static final int[] SIZES = {
    1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 15, 16, 17, 19, 23, 24, 25, 31, 32, 33, 47, 48, 49, 63, 64, 65,
    70, 97, 127, 129, 200, 255, 257
  };

  /** Makes the operands of one size out of a source of matrices and works on them. */
  private interface Work {
    double on(Kernels kernels, Operands operands, int n, int k, int m);
  }

  private record Kernel(String name, Work work) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Subject(String name, Provider provider, Precision precision, double tolerance) {
    Kernels kernels() {
      return precision == Precision.DOUBLE ? provider.doubles() : provider.floats();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Deals the same numbers to every precision, and keeps what it dealt. */
  private static final class Operands {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Precision precision;
    private final List<Matrix> dealt = new ArrayList<>();

    private final double[] specials;

    Operands(Precision precision) {
      this(precision, new double[0]);
    }

    /** Every few numbers one of these. */
    Operands(Precision precision, double[] specials) {
      this.precision = precision;
      this.specials = specials;
    }

    private double number() {
      // A float, so that no precision has to round it.
      float number = (float) random.nextGaussian();
      return specials.length > 0 && random.nextInt(9) == 0
          ? specials[random.nextInt(specials.length)]
          : number;
    }

    /** An n x m view that begins at the second row of its storage. */
    Matrix next(int n, int m) {
      Matrix storage = Matrix.zeros(precision, n + 2, m);
      storage.fill(UNTOUCHED + dealt.size());
      Matrix view = storage.rows(1, n + 1);
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < m; c++) {
          view.set(r, c, number());
        }
      }
      dealt.add(storage);
      return view;
    }

    Matrix positive(int n, int m) {
      Matrix result = next(n, m);
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < m; c++) {
          result.set(r, c, 0.5f + Math.abs((float) result.get(r, c)));
        }
      }
      return result;
    }

    int[] indices(int n, int from, int to) {
      return random.ints(n, from, to).toArray();
    }
  }

  private static Kernel kernel(String name, Work work) {
    return new Kernel(name, work);
  }

  private static List<Kernel> kernels() {
    return List.of(
        kernel(
            "addProduct",
            (x, o, n, k, m) -> {
              x.addProduct(o.next(n, k), o.next(k, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProduct over a long inner size",
            (x, o, n, k, m) -> {
              x.addProduct(o.next(n, 300), o.next(300, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProductLeftTransposed",
            (x, o, n, k, m) -> {
              x.addProductLeftTransposed(o.next(k, n), o.next(k, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProductLeftTransposed over a long inner size",
            (x, o, n, k, m) -> {
              x.addProductLeftTransposed(o.next(300, n), o.next(300, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProductRightTransposed",
            (x, o, n, k, m) -> {
              x.addProductRightTransposed(o.next(n, k), o.next(m, k), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProductRightTransposed over a long inner size",
            (x, o, n, k, m) -> {
              x.addProductRightTransposed(o.next(n, 300), o.next(m, 300), o.next(n, m));
              return 0;
            }),
        kernel(
            "addProduct of a packed factor",
            (x, o, n, k, m) -> {
              Packed b = x.pack(o.next(k, m), 100);
              x.addProduct(o.next(n, k), b, o.next(n, m));
              return 0;
            }),
        kernel(
            "addProduct of a packed transpose",
            (x, o, n, k, m) -> {
              Packed b = x.packTransposed(o.next(m, k), 100);
              x.addProduct(o.next(n, k), b, o.next(n, m));
              return 0;
            }),
        kernel(
            "addProduct of a factor packed for few rows",
            (x, o, n, k, m) -> {
              Packed b = x.packTransposed(o.next(m, k), 1);
              x.addProduct(o.next(n, k), b, o.next(n, m));
              return 0;
            }),
        kernel(
            "addScaled",
            (x, o, n, k, m) -> {
              x.addScaled(-0.75, o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "scale",
            (x, o, n, k, m) -> {
              x.scale(o.next(n, m), 1.5);
              return 0;
            }),
        kernel(
            "addElementProduct",
            (x, o, n, k, m) -> {
              x.addElementProduct(o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addElementQuotient",
            (x, o, n, k, m) -> {
              x.addElementQuotient(o.next(n, m), o.positive(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addColumns",
            (x, o, n, k, m) -> {
              x.addColumns(o.next(n, m + 3), 2, o.next(n, m + k), k, m);
              return 0;
            }),
        kernel(
            "addTransposed",
            (x, o, n, k, m) -> {
              x.addTransposed(o.next(n, m), o.next(m, n));
              return 0;
            }),
        kernel(
            "addRow",
            (x, o, n, k, m) -> {
              x.addRow(o.next(1, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addSumOfRows",
            (x, o, n, k, m) -> {
              x.addSumOfRows(o.next(n, m), o.next(1, m));
              return 0;
            }),
        kernel("sum", (x, o, n, k, m) -> x.sum(o.next(n, m))),
        kernel("sumOfSquares", (x, o, n, k, m) -> x.sumOfSquares(o.next(n, m)) / (n * m)),
        kernel(
            "tanh",
            (x, o, n, k, m) -> {
              x.tanh(o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "tanh in place",
            (x, o, n, k, m) -> {
              Matrix a = o.next(n, m);
              x.tanh(a, a);
              return 0;
            }),
        kernel(
            "addTanhGradient",
            (x, o, n, k, m) -> {
              x.addTanhGradient(o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "sigmoid",
            (x, o, n, k, m) -> {
              x.sigmoid(o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "sigmoid in place",
            (x, o, n, k, m) -> {
              Matrix a = o.next(n, m);
              x.sigmoid(a, a);
              return 0;
            }),
        kernel(
            "addSigmoidGradient",
            (x, o, n, k, m) -> {
              x.addSigmoidGradient(o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "relu",
            (x, o, n, k, m) -> {
              x.relu(o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "addReluGradient",
            (x, o, n, k, m) -> {
              x.addReluGradient(o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "exp",
            (x, o, n, k, m) -> {
              x.exp(o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "log",
            (x, o, n, k, m) -> {
              x.log(o.positive(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "softmax",
            (x, o, n, k, m) -> {
              x.softmax(o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "softmax in place",
            (x, o, n, k, m) -> {
              Matrix a = o.next(n, m);
              x.softmax(a, a);
              return 0;
            }),
        kernel(
            "addSoftmaxGradient",
            (x, o, n, k, m) -> {
              x.addSoftmaxGradient(o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "softmaxCrossEntropy, some rows masked",
            (x, o, n, k, m) ->
                x.softmaxCrossEntropy(o.next(n, m), o.indices(n, -1, m), o.next(n, m)) / n),
        kernel(
            "addSoftmaxCrossEntropyGradient, some rows masked",
            (x, o, n, k, m) -> {
              x.addSoftmaxCrossEntropyGradient(
                  o.next(n, m), o.indices(n, -1, m), 0.25, o.next(n, m));
              return 0;
            }),
        kernel(
            "addGatheredRows",
            (x, o, n, k, m) -> {
              x.addGatheredRows(o.next(k, m), o.indices(n, 0, k), o.next(n, m));
              return 0;
            }),
        kernel(
            "addScatteredRows",
            (x, o, n, k, m) -> {
              x.addScatteredRows(o.next(n, m), o.indices(n, 0, k), o.next(k, m));
              return 0;
            }),
        kernel(
            "addScatteredRows with their sum",
            (x, o, n, k, m) -> {
              x.addScatteredRows(o.next(n, m), o.indices(n, 0, k), o.next(k, m), o.next(1, m));
              return 0;
            }),
        kernel(
            "gatherRows",
            (x, o, n, k, m) -> {
              x.gatherRows(o.next(k, m), o.next(1, m), o.indices(n + 2, 0, k), 1, o.next(n, m));
              return 0;
            }),
        kernel(
            "lstmGates",
            (x, o, n, k, m) -> {
              x.lstmGates(o.next(n, 4 * m), o.next(n, m), o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "lstmGatesGradient",
            (x, o, n, k, m) -> {
              x.lstmGatesGradient(
                  o.next(n, 4 * m),
                  o.next(n, m),
                  o.next(n, m),
                  o.next(n, m),
                  o.next(n, m),
                  o.next(n, m));
              return 0;
            }),
        kernel(
            "gruReset",
            (x, o, n, k, m) -> {
              x.gruReset(o.next(n, 3 * m), o.next(n, 2 * m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "gruResetGradient",
            (x, o, n, k, m) -> {
              x.gruResetGradient(
                  o.next(n, 3 * m), o.next(n, m), o.next(n, m), o.next(n, 2 * m), o.next(n, m));
              return 0;
            }),
        kernel(
            "gruMix",
            (x, o, n, k, m) -> {
              x.gruMix(o.next(n, 3 * m), o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "gruMixGradient",
            (x, o, n, k, m) -> {
              x.gruMixGradient(
                  o.next(n, 3 * m), o.next(n, m), o.next(n, m), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "normalizeRows",
            (x, o, n, k, m) -> {
              x.normalizeRows(o.next(n, m), 0.1, o.next(n, m), o.next(n, 1));
              return 0;
            }),
        kernel(
            "addNormalizeRowsGradient",
            (x, o, n, k, m) -> {
              x.addNormalizeRowsGradient(o.next(n, m), o.next(n, 1), o.next(n, m), o.next(n, m));
              return 0;
            }),
        kernel(
            "adam",
            (x, o, n, k, m) -> {
              x.adam(
                  o.next(n, m),
                  o.next(n, m),
                  o.next(n, m),
                  o.positive(n, m),
                  0.01,
                  0.9,
                  0.99,
                  1e-8);
              return 0;
            }));
  }

  static Stream<Arguments> kernelsAndSubjects() {
    Provider plain = Provider.of("plain", true);
    Provider vector = Provider.of("vector", true);
    List<Subject> subjects =
        List.of(
            new Subject("plain float", plain, Precision.FLOAT, FLOAT_ROUNDING),
            new Subject("vector double", vector, Precision.DOUBLE, DOUBLE_ROUNDING),
            new Subject("vector float", vector, Precision.FLOAT, FLOAT_ROUNDING));
    return kernels().stream()
        .flatMap(kernel -> subjects.stream().map(subject -> Arguments.of(kernel, subject)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("kernelsAndSubjects")
  void everyProviderAgreesWithThePlainDoubleKernelAtOddSizes(Kernel kernel, Subject subject) {
    for (int i = 0; i < SIZES.length; i++) {
      agree(kernel, subject, i);
    }
  }

  private static void agree(Kernel kernel, Subject subject, int size) {
    Kernels oracle = Provider.of("plain", true).doubles();
    int n = SIZES[size];
    int k = SIZES[(5 * size + 3) % SIZES.length];
    int m = SIZES[(7 * size + 1) % SIZES.length];
    String where = n + ", " + k + ", " + m;
    Operands expected = new Operands(Precision.DOUBLE);
    Operands actual = new Operands(subject.precision());
    double expectedNumber = kernel.work().on(oracle, expected, n, k, m);
    double actualNumber = kernel.work().on(subject.kernels(), actual, n, k, m);
    close(expectedNumber, actualNumber, subject.tolerance(), where);
    for (int q = 0; q < expected.dealt.size(); q++) {
      close(expected.dealt.get(q), actual.dealt.get(q), subject.tolerance(), where);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("kernelsAndSubjects")
  void everyProviderTreatsDenormalsInfinitiesAndNansAsThePlainDoubleKernelDoes(
      Kernel kernel, Subject subject) {
    Kernels oracle = Provider.of("plain", true).doubles();
    // A gate of exactly 0 makes an infinite memory NaN, one of 1e-38 leaves it, and tanh is then 1.
    double[] infinities = kernel.name().equals("lstmGates") ? new double[] {1} : INFINITIES;
    for (double[] specials : new double[][] {{1e-40f, -3e-42f}, infinities, {Double.NaN}}) {
      for (int[] nkm : new int[][] {{3, 5, 17}, {9, 33, 50}, {13, 8, 16}}) {
        Operands expected = new Operands(Precision.DOUBLE, specials);
        Operands actual = new Operands(subject.precision(), specials);
        kernel.work().on(oracle, expected, nkm[0], nkm[1], nkm[2]);
        kernel.work().on(subject.kernels(), actual, nkm[0], nkm[1], nkm[2]);
        String where = Arrays.toString(nkm) + " with " + Arrays.toString(specials);
        for (int q = 0; q < expected.dealt.size(); q++) {
          close(expected.dealt.get(q), actual.dealt.get(q), subject.tolerance(), where);
        }
      }
    }
  }

  /** One size each, since without fused multiply-adds they are made of decimals and slow. */
  @ParameterizedTest
  @CsvSource({"-XX:UseAVX=2, 17", "-XX:UseAVX=0, 7", "-XX:MaxVectorSize=16, 17"})
  void theVectorKernelsAgreeOnNarrowerVectors(String option, String size) throws Exception {
    assertEquals("as the plain ones", child(option, size));
  }

  /** Runs {@link Child} in a JVM whose vectors are narrower, where the processor has such. */
  private static String child(String option, String size) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                option,
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                size)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(60, TimeUnit.SECONDS);
      return printed.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Holds the vector kernels against the plain ones at one of {@link #SIZES}. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      kernelsAndSubjects()
          .forEach(
              pair -> {
                var kernel = (Kernel) pair.get()[0];
                var subject = (Subject) pair.get()[1];
                if (subject.name().startsWith("vector")) {
                  agree(kernel, subject, Integer.parseInt(arguments[0]));
                }
              });
      System.out.println("as the plain ones");
    }
  }

  private static void close(Matrix expected, Matrix actual, double tolerance, String where) {
    for (int r = 0; r < expected.rows(); r++) {
      for (int c = 0; c < expected.columns(); c++) {
        close(expected.get(r, c), actual.get(r, c), tolerance, where);
      }
    }
  }

  private static void close(double expected, double actual, double tolerance, String where) {
    if (Double.isNaN(expected)) {
      assertFalse(Double.isFinite(actual), where);
      return;
    }
    double size = Double.isFinite(expected) ? Math.max(1, Math.abs(expected)) : 1;
    assertEquals(expected, actual, tolerance * size, () -> "at sizes n, k, m = " + where);
  }
}
