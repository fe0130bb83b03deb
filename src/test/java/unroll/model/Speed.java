package unroll.model;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.data.Corpus;
import unroll.data.Windows;
import unroll.matrix.Crew;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Trainer;

/**
 * Measures training, sampling and products on this machine; not a test. Run its main, for example
 * {@code Speed S2 lstm float 5}, with {@code -Dunroll.threads=1}, {@code -Dunroll.kernels=plain},
 * ... to compare.
 *
 * <p>A vocabulary of 65 characters. S1: hidden 100, batch 1, window 25; S2: hidden 128, batch 50,
 * window 50; S3: two layers of it; S4: hidden 256, batch 64, window 64; S5: three layers of 512,
 * batch 50, window 50.
 */
final class Speed {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int VOCABULARY = 65;
  private static final int SLICES = 20;

  private record Shape(int layers, int hidden, int batch, int window) {
    static Shape of(String name) {
      return switch (name) {
        case "S1" -> new Shape(1, 100, 1, 25);
        case "S2" -> new Shape(1, 128, 50, 50);
        case "S3" -> new Shape(2, 128, 50, 50);
        case "S4" -> new Shape(1, 256, 64, 64);
        case "S5" -> new Shape(3, 512, 50, 50);
        default -> throw new IllegalArgumentException("S1 to S5, not " + name);
      };
    }
  }

  private Speed() {}

  public static void main(String[] arguments) {
    Shape shape = Shape.of(arguments[0]);
    Precision precision = Precision.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    double seconds = Double.parseDouble(arguments[3]);
    String title =
        String.format(
            "%s, %d threads, Java %s, %s %s %s",
            Kernels.provider(),
            Crew.shared().threads(),
            System.getProperty("java.version"),
            arguments[0],
            arguments[1],
            arguments[2]);
    Initializer init = Initializer.of(new SplittableRandom(1), precision);
    Corpus text = text(Math.max(100_000, 20 * shape.batch() * shape.window()));
    Cell<?> cell = cell(arguments[1], shape, text.vocabulary().size(), init);
    LanguageModel<?> model = LanguageModel.of(text.vocabulary(), cell, init);
    if (arguments.length > 4) {
      sampling(title + " sampling", model, seconds);
    } else {
      training(
          title + " training", model, Windows.of(text, shape.batch(), shape.window()), seconds);
    }
  }

  private static Cell<?> cell(String kind, Shape shape, int vocabulary, Initializer init) {
    Cell<?>[] layers = new Cell<?>[shape.layers()];
    for (int l = 0; l < layers.length; l++) {
      int inputs = l == 0 ? vocabulary : shape.hidden();
      Initializer named = init.named("layer" + l);
      layers[l] =
          switch (kind) {
            case "lstm" -> Lstm.of(inputs, shape.hidden(), named);
            case "gru" -> Gru.of(inputs, shape.hidden(), named);
            case "gru-after" -> Gru.of(inputs, shape.hidden(), Gru.Reset.AFTER_PRODUCT, named);
            case "elman" -> Elman.of(inputs, shape.hidden(), named);
            default -> throw new IllegalArgumentException("lstm, gru or elman, not " + kind);
          };
    }
    return layers.length == 1 ? layers[0] : Stacked.of(layers);
  }

  /** A text of all characters with some order in it. */
  private static Corpus text(int length) {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder text = new StringBuilder();
    int symbol = 0;
    for (int i = 0; i < length; i++) {
      symbol = i < VOCABULARY ? i : (symbol * 7 + random.nextInt(9)) % VOCABULARY;
      text.append((char) ('!' + symbol));
    }
    return Corpus.of(text.toString());
  }

  private static <S> void training(
      String title, LanguageModel<S> model, Windows windows, double seconds) {
    double characters = (double) windows.batch() * windows.steps();
    Clock clock = new Clock(characters, seconds);
    Trainer.of(Adam.of(model.parameters(), 2e-3))
        .clipping(5)
        .listening(
            progress -> {
              if (clock.tick()) {
                Thread.currentThread().interrupt();
              }
            })
        .fit(Long.MAX_VALUE, model.lossOver(windows));
    clock.report(title);
  }

  private static void sampling(String title, LanguageModel<?> model, double seconds) {
    int length = 200;
    Clock clock = new Clock(length, seconds);
    SplittableRandom random = new SplittableRandom(3);
    do {
      model.generate("", length, Sampler.at(1), random);
    } while (!clock.tick());
    clock.report(title);
  }

  /**
   * Characters a second of slices of the caller's CPU time; the first half of the slices warms up.
   */
  private static final class Clock {
    private final double characters;
    private final double slice;
    private final double[] rates = new double[SLICES];
    private final double[] cpuRates = new double[SLICES];
    private int slices;
    private long count;
    private long start = System.nanoTime();
    private long cpuStart = THREADS.getCurrentThreadCpuTime();
    private long allocated;

    Clock(double characters, double seconds) {
      this.characters = characters;
      this.slice = seconds / SLICES;
    }

    /** Counts one step; true when all slices are done. */
    boolean tick() {
      count++;
      long now = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      if (cpu - cpuStart < slice * 1e9) {
        return false;
      }
      rates[slices] = characters * count * 1e9 / (now - start);
      cpuRates[slices] = characters * count * 1e9 / (cpu - cpuStart);
      slices++;
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      if (slices < SLICES) {
        allocated = -bytes;
        count = 0;
      } else {
        allocated = (allocated + bytes) / count;
      }
      start = System.nanoTime();
      cpuStart = THREADS.getCurrentThreadCpuTime();
      return slices == SLICES;
    }

    void report(String title) {
      double[] late = Arrays.copyOfRange(rates, SLICES / 2, SLICES);
      double[] lateCpu = Arrays.copyOfRange(cpuRates, SLICES / 2, SLICES);
      Arrays.sort(late);
      Arrays.sort(lateCpu);
      System.out.printf(
          "%s: %.0f characters/s at best, %.0f median; a second of the caller's CPU: %.0f at best,"
              + " %.0f median; %d bytes a step%n",
          title,
          late[late.length - 1],
          late[late.length / 2],
          lateCpu[lateCpu.length - 1],
          lateCpu[lateCpu.length / 2],
          allocated);
    }
  }

  /** Not used by training: the products that it is made of, in GFLOP/s of the caller's CPU time. */
  static final class Products {
    private Products() {}

    public static void main(String[] arguments) {
      for (Precision precision : Precision.values()) {
        for (int hidden : new int[] {128, 512}) {
          products(precision, 50, hidden);
        }
      }
    }

    private static void products(Precision precision, int batch, int hidden) {
      Matrix h = random(precision, batch, hidden);
      Matrix w = random(precision, hidden, 4 * hidden);
      Matrix z = random(precision, batch, 4 * hidden);
      Matrix allH = random(precision, 50 * batch, hidden);
      Matrix allZ = random(precision, 50 * batch, 4 * hidden);
      Kernels kernels = h.kernels();
      var packed = kernels.pack(w, batch);
      double flop = 2.0 * batch * hidden * 4 * hidden;
      report(precision, hidden, "a b", flop, () -> kernels.addProduct(h, w, z));
      report(precision, hidden, "a packed", flop, () -> kernels.addProduct(h, packed, z));
      report(
          precision,
          hidden,
          "a' b, all rows",
          50 * flop,
          () -> kernels.addProductLeftTransposed(allH, allZ, w));
      report(
          precision,
          hidden,
          "a b', all rows",
          50 * flop,
          () -> kernels.addProductRightTransposed(allZ, w, allH));
      report(
          precision,
          hidden,
          "one row",
          flop / batch,
          () -> kernels.addProduct(h.rows(0, 1), w, z.rows(0, 1)));
    }

    private static void report(
        Precision precision, int hidden, String what, double flop, Runnable action) {
      double best = 0;
      for (int slice = 0; slice < SLICES; slice++) {
        long count = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        long time;
        do {
          action.run();
          count++;
          time = THREADS.getCurrentThreadCpuTime() - start;
        } while (time < 50e6);
        best = Math.max(best, count * flop / time);
      }
      System.out.printf("%-7s H %d %-16s %8.1f GFLOP/s%n", precision, hidden, what, best);
    }

    private static Matrix random(Precision precision, int rows, int columns) {
      return Initializer.of(new SplittableRandom(3), precision)
          .normal("m", rows, columns, 0.1)
          .matrix();
    }
  }
}
