package unroll.cell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Measures the kernels and one training step on this machine; not a test. Run its main with and
 * without {@code -Dunroll.kernels=plain}.
 *
 * <p>The step is that of the text lessons: one-hot V = 65, one LSTM of H = 128, B = 50, T = 50,
 * forward, backward and Adam.
 */
final class Speed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SLICES = 20;
  private static final int VOCABULARY = 65;
  private static final int HIDDEN = 128;
  private static final int BATCH = 50;
  private static final int STEPS = 50;

  private Speed() {}

  public static void main(String[] arguments) {
    double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
    System.out.printf("%s on Java %s%n", Kernels.provider(), System.getProperty("java.version"));
    for (Precision precision : Precision.values()) {
      training(precision, seconds);
    }
    for (Precision precision : Precision.values()) {
      products(precision, seconds / 3);
    }
  }

  private static void products(Precision precision, double seconds) {
    Matrix h = random(precision, BATCH, HIDDEN);
    Matrix w = random(precision, HIDDEN, 4 * HIDDEN);
    Matrix z = random(precision, BATCH, 4 * HIDDEN);
    Kernels kernels = h.kernels();
    var packed = kernels.pack(w, BATCH);
    double flop = 2.0 * BATCH * HIDDEN * 4 * HIDDEN;
    report(precision, "a b", "GFLOP/s", flop / 1e9, seconds, () -> kernels.addProduct(h, w, z));
    report(
        precision,
        "a packed",
        "GFLOP/s",
        flop / 1e9,
        seconds,
        () -> kernels.addProduct(h, packed, z));
    Matrix allH = random(precision, BATCH * STEPS, HIDDEN);
    Matrix allZ = random(precision, BATCH * STEPS, 4 * HIDDEN);
    report(
        precision,
        "a' b, 2500 rows",
        "GFLOP/s",
        STEPS * flop / 1e9,
        seconds,
        () -> kernels.addProductLeftTransposed(allH, allZ, w));
    report(
        precision,
        "a b', 2500 rows",
        "GFLOP/s",
        STEPS * flop / 1e9,
        seconds,
        () -> kernels.addProductRightTransposed(allZ, w, allH));
    report(
        precision,
        "1 row",
        "GFLOP/s",
        flop / BATCH / 1e9,
        seconds,
        () -> kernels.addProduct(h.rows(0, 1), w, z.rows(0, 1)));
    Matrix y = random(precision, BATCH, 4 * HIDDEN);
    double numbers = y.size() / 1e6;
    report(precision, "tanh", "M/s", numbers, seconds, () -> kernels.tanh(z, y));
    report(precision, "sigmoid", "M/s", numbers, seconds, () -> kernels.sigmoid(z, y));
    report(precision, "exp", "M/s", numbers, seconds, () -> kernels.exp(y, z));
  }

  private static void training(Precision precision, double seconds) {
    Initializer init = Initializer.of(new SplittableRandom(1), precision);
    Lstm cell = Lstm.of(VOCABULARY, HIDDEN, init);
    Linear readout = Linear.of(HIDDEN, VOCABULARY, init);
    List<Parameter> parameters = new ArrayList<>(cell.parameters());
    parameters.addAll(readout.parameters());
    List<Matrix> moments = new ArrayList<>();
    for (Parameter p : parameters) {
      moments.add(p.matrix().zerosLike(p.matrix().rows(), p.matrix().columns()));
      moments.add(p.matrix().zerosLike(p.matrix().rows(), p.matrix().columns()));
    }
    SplittableRandom random = new SplittableRandom(2);
    int[] symbols = random.ints(BATCH * STEPS, 0, VOCABULARY).toArray();
    int[] targets = random.ints(BATCH * STEPS, 0, VOCABULARY).toArray();
    Tape tape = new Tape();
    Lstm.State[] state = {cell.initialState(tape, BATCH)};
    Runnable step =
        () -> {
          Lstm.State start = cell.carry(state[0], tape);
          tape.clear();
          start =
              new Lstm.State(tape.constant(start.h().matrix()), tape.constant(start.c().matrix()));
          Value x = tape.oneHot(precision, symbols, VOCABULARY);
          var unrolled = cell.unroll(new Sequence(x, STEPS), start);
          Value loss = CrossEntropy.mean(readout.apply(unrolled.outputs().rows()), targets);
          parameters.forEach(Parameter::zeroGradient);
          tape.backward(loss);
          for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            p.matrix()
                .kernels()
                .adam(
                    p.matrix(),
                    p.gradient(),
                    moments.get(2 * i),
                    moments.get(2 * i + 1),
                    1e-3,
                    0.9,
                    0.999,
                    1e-8);
          }
          state[0] = unrolled.last();
        };
    double characters = (double) BATCH * STEPS;
    report(precision, "training", "characters/s", characters, seconds, step);
  }

  /** Prints the amount done a second: the best of some slices, the first of which warm up. */
  private static void report(
      Precision precision,
      String what,
      String unit,
      double amount,
      double seconds,
      Runnable action) {
    double best = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      best = Math.max(best, perSecond(seconds / SLICES, action));
    }
    System.out.printf("%-7s %-16s %12.1f %s%n", precision, what, amount * best, unit);
  }

  private static double perSecond(double seconds, Runnable action) {
    long start = cpuTime();
    long count = 0;
    do {
      action.run();
      count++;
    } while (cpuTime() - start < seconds * 1e9);
    return count * 1e9 / (cpuTime() - start);
  }

  /** Time of this thread alone, so that a busy machine does not blur the figures. */
  private static long cpuTime() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static Matrix random(Precision precision, int rows, int columns) {
    return Initializer.of(new SplittableRandom(3), precision)
        .normal("m", rows, columns, 0.1)
        .matrix();
  }
}
