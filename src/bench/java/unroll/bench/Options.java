package unroll.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run measures.
 *
 * @param shapes to train
 * @param only names of contenders; empty for all
 * @param rounds each contender in turn, so often
 * @param threads for shapes with a batch
 * @param seconds of a measurement
 * @param warmUp seconds before the first
 * @param parts of the report: train, sample, kernels, curve
 * @param python the program
 * @param report where it is written
 * @param quick whether this is the short run
 */
record Options(
    List<Shape> shapes,
    Set<String> only,
    int rounds,
    int threads,
    double seconds,
    double warmUp,
    Set<String> parts,
    String python,
    Path report,
    boolean quick) {

  static final String HELP =
      """
      mvn -Pbench verify [options]      training and sampling beside other libraries, on this machine

        -Dbench.quick              two minutes instead of twelve; the report goes to target/bench/results.md
        -Dbench.shapes=S1,S2       of S1 S2 S3 S4 S5, and E2 (vanilla) and G2 (GRU) at the size of S2
        -Dbench.only=unroll-float,djl
                                   of unroll-float unroll-double djl torch torch-double dl4j ejml numpy
        -Dbench.parts=train,sample of train sample kernels curve
        -Dbench.rounds=5           contenders take turns so often; the medians are told
        -Dbench.seconds=0.8        of each measurement of training, half of it for sampling
        -Dbench.threads=2          for shapes with a batch; S1 always has one
        -Dbench.python=python3     a Python that may have torch or numpy
        -Dbench.report=FILE        the report, src/bench/results.md if not told
        -Dbench.help               this text

      Whoever is missing is named and left out. Ctrl-C ends the run; what was measured is still reported.
      Example: mvn -Pbench verify -Dbench.shapes=S2 -Dbench.only=unroll-float,djl -Dbench.parts=train
      """;

  private static final List<String> PARTS = List.of("train", "sample", "curve", "kernels");

  private static final List<String> CONTENDERS =
      List.of(
          "unroll-float", "unroll-double", "djl", "torch", "torch-double", "dl4j", "ejml", "numpy");

  static Options read() {
    boolean quick = flag("quick");
    String defaultReport = quick ? "target/bench/results.md" : "src/bench/results.md";
    return new Options(
        words("shapes", quick ? "S1,S2" : "S1,S2,S3,S4,S5").map(Shape::named).toList(),
        known("only", "", CONTENDERS),
        (int) number("rounds", quick ? 2 : 5, 1),
        (int) number("threads", Math.min(2, Runtime.getRuntime().availableProcessors()), 1),
        number("seconds", quick ? 0.5 : 0.8, 0.01),
        quick ? 1.5 : 3,
        known("parts", String.join(",", PARTS), PARTS),
        text("python", "python3"),
        Path.of(text("report", defaultReport)),
        quick);
  }

  static boolean flag(String name) {
    String value = text(name, "false");
    return !value.equals("false");
  }

  private static Set<String> known(String name, String otherwise, List<String> names) {
    Set<String> asked = new TreeSet<>(words(name, otherwise).toList());
    for (String word : asked) {
      if (!names.contains(word)) {
        throw new IllegalArgumentException(
            "-Dbench." + name + "=" + word + ": give some of " + String.join(", ", names));
      }
    }
    return asked;
  }

  private static Stream<String> words(String name, String otherwise) {
    return Arrays.stream(text(name, otherwise).split("[, ]+")).filter(word -> !word.isEmpty());
  }

  /** Maven hands on a property that was not given as an empty text. */
  private static String text(String name, String otherwise) {
    String value = System.getProperty("bench." + name, "");
    return value.isBlank() ? otherwise : value.strip();
  }

  private static double number(String name, double otherwise, double least) {
    String text = text(name, String.valueOf(otherwise));
    try {
      double number = Double.parseDouble(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT, "-Dbench.%s=%s: give a number of %s or more", name, text, least));
  }

  boolean has(Contender contender) {
    return only.isEmpty() || only.contains(contender.name());
  }
}
