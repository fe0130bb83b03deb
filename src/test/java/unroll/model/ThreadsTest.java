package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.data.Corpus;
import unroll.data.Windows;
import unroll.matrix.Crew;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.train.Adam;
import unroll.train.Trainer;

/** How many threads compute, and what memory a training step takes: in JVMs of their own. */
class ThreadsTest {
  /** Objects that stand for rows and steps, and the numbers of a window; no matrix. */
  private static final int BYTES_A_STEP = 100_000;

  private enum Kind {
    LSTM,
    GRU,
    GRU_AFTER,
    ELMAN;

    Cell<?> cell(int inputs, int hidden, Initializer init) {
      return switch (this) {
        case LSTM -> Lstm.of(inputs, hidden, init);
        case GRU -> Gru.of(inputs, hidden, init);
        case GRU_AFTER -> Gru.of(inputs, hidden, Gru.Reset.AFTER_PRODUCT, init);
        case ELMAN -> Elman.of(inputs, hidden, init);
      };
    }

    /** The numbers that the Javadoc of the language model states. */
    long numbers(long b, long t, long h, long v) {
      long cell =
          switch (this) {
            case LSTM -> 8 * t + 6;
            case GRU, GRU_AFTER -> 10 * t + 2;
            case ELMAN -> 3 * t + 2;
          };
      return b * h * cell + 3 * t * b * v + 2;
    }
  }

  @ParameterizedTest
  @CsvSource({"plain, 2", "vector, 3"})
  void anyNumberOfThreadsGivesTheSameBits(String kernels, int most) throws Exception {
    String provider = "-Dunroll.kernels=" + kernels;
    String one = child("bits", provider, "-Dunroll.threads=1");
    assertTrue(one.startsWith("1 threads"), one);
    for (int threads = 2; threads <= most; threads++) {
      String more = child("bits", provider, "-Dunroll.threads=" + threads);
      assertEquals(one.replaceFirst("1", threads + ""), more);
    }
  }

  @Test
  void aNumberOfThreadsThatIsNoneIsRefused() throws Exception {
    assertEquals(
        "unroll.threads=all is no number of threads: say 1 or more",
        child("bits", "-Dunroll.threads=all"));
  }

  @Test
  void aTrainingStepAllocatesNoMatrix() throws Exception {
    // The plain kernels: vectors live on the heap until the compiler has seen enough of them.
    String[] lines = child("bytes", "-Dunroll.kernels=plain", "-Dunroll.threads=1").split("\n");
    assertEquals(2 * Kind.values().length, lines.length);
    for (int i = 0; i < lines.length; i += 2) {
      long small = Long.parseLong(lines[i].split(" ")[2]);
      long large = Long.parseLong(lines[i + 1].split(" ")[2]);
      assertTrue(small < BYTES_A_STEP, lines[i]);
      // Small objects come and go with what the compiler has got to; a matrix would be 8 to 64
      // times.
      assertTrue(large < 1.5 * small, "eight times the hidden units, " + lines[i + 1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMemoryOfAStepIsWhatTheJavadocSays(Kind kind) {
    Corpus text = text();
    LanguageModel<?> model = model(kind, text, 11, Precision.DOUBLE);
    Windows windows = Windows.of(text, 3, 7);
    Tape tape = new Tape();
    model.lossOver(windows).apply(tape).backward();
    assertEquals(kind.numbers(3, 7, 11, text.vocabulary().size()), tape.numbers());
  }

  private static LanguageModel<?> model(Kind kind, Corpus text, int hidden, Precision precision) {
    Initializer init = Initializer.of(new SplittableRandom(1), precision);
    int symbols = text.vocabulary().size();
    return LanguageModel.of(text.vocabulary(), kind.cell(symbols, hidden, init), init);
  }

  private static Corpus text() {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append((char) ('a' + random.nextInt(23)));
    }
    return Corpus.of(text.toString());
  }

  private static String child(String what, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx256m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), what));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), what);
      return printed.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Trains a little and prints what came of it. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try {
        if (arguments[0].equals("bits")) {
          System.out.println(Crew.shared().threads() + " threads");
          bits();
        } else {
          bytes();
        }
      } catch (IllegalStateException refusal) {
        System.out.println(refusal.getMessage());
      }
    }

    private static void bits() {
      for (Kind kind : Kind.values()) {
        for (Precision precision : Precision.values()) {
          Corpus text = text();
          LanguageModel<?> model = model(kind, text, 70, precision);
          trainer(model).fit(2, model.lossOver(Windows.of(text, 22, 12)));
          long hash = 0;
          for (Parameter parameter : model.parameters()) {
            for (double[] row : parameter.matrix().toArray()) {
              for (double number : row) {
                hash = 31 * hash + Double.doubleToLongBits(number);
              }
            }
          }
          System.out.println(kind + " " + precision + " " + hash);
        }
      }
    }

    private static void bytes() {
      for (Kind kind : Kind.values()) {
        for (int hidden : new int[] {8, 64}) {
          Corpus text = text();
          LanguageModel<?> model = model(kind, text, hidden, Precision.FLOAT);
          ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
          List<Long> allocated = new ArrayList<>();
          trainer(model)
              .listening(progress -> allocated.add(threads.getCurrentThreadAllocatedBytes()))
              .fit(60, model.lossOver(Windows.of(text, 10, 20)));
          long bytes = (allocated.get(59) - allocated.get(39)) / 20;
          System.out.println(kind + " " + hidden + " " + bytes);
        }
      }
    }

    private static Trainer trainer(LanguageModel<?> model) {
      return Trainer.of(Adam.of(model.parameters(), 2e-3)).clipping(1);
    }
  }
}
