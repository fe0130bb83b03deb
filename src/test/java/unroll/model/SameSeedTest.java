package unroll.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.HearingCell;
import unroll.cell.Lstm;
import unroll.cell.VariationalDropout;
import unroll.data.Addition;
import unroll.data.Corpus;
import unroll.data.Pairs;
import unroll.data.Windows;
import unroll.model.seq2seq.Seq2Seq;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

/** A fixed seed gives the same run, bit for bit, on the same kernels. */
class SameSeedTest {
  private static final Corpus TEXT =
      Corpus.of("We are such stuff as dreams are made on. ".repeat(9));
  private static final Pairs PAIRS = Addition.split(0.2, 1).train();
  private static final int HIDDEN = 19;
  private static final int BATCH = 5;
  private static final int STEPS = 5;

  /** Trains from a seed and returns every number of every parameter. */
  private interface Run extends Function<Long, float[]> {}

  static Stream<Named<Run>> runs() {
    return Stream.of(
        language("Elman", (inputs, init) -> Elman.of(inputs, HIDDEN, init)),
        language("LSTM", (inputs, init) -> Lstm.of(inputs, HIDDEN, init)),
        language("GRU", (inputs, init) -> Gru.of(inputs, HIDDEN, init)),
        Named.of("LSTM, dropout", SameSeedTest::dropping),
        Named.of("attention", SameSeedTest::attending));
  }

  private interface Making {
    Cell<?> cell(int inputs, Initializer init);
  }

  private static Named<Run> language(String name, Making making) {
    return Named.of(
        name,
        seed -> {
          Initializer init = Initializer.seeded(seed);
          return language(making.cell(TEXT.vocabulary().size(), init.named("cell")), init);
        });
  }

  private static float[] dropping(long seed) {
    Initializer init = Initializer.seeded(seed);
    HearingCell<?> cell = Lstm.of(TEXT.vocabulary().size(), HIDDEN, init.named("cell"));
    return language(VariationalDropout.of(cell, 0.3, new SplittableRandom(seed)), init);
  }

  private static float[] language(Cell<?> cell, Initializer init) {
    LanguageModel<?> model = LanguageModel.of(TEXT.vocabulary(), cell, init);
    return trained(model.parameters(), model.lossOver(Windows.of(TEXT, BATCH, 7)));
  }

  private static float[] attending(long seed) {
    Seq2Seq<?> model = Seq2Seq.attending(PAIRS, HIDDEN, Initializer.seeded(seed));
    return trained(model.parameters(), model.lossOver(PAIRS, BATCH, new SplittableRandom(seed)));
  }

  private static float[] trained(List<Parameter> parameters, Function<Tape, Value> loss) {
    Trainer.of(Adam.of(parameters, 0.01)).clipping(1).fit(STEPS, loss);
    int size = parameters.stream().mapToInt(parameter -> parameter.matrix().size()).sum();
    float[] numbers = new float[size];
    int at = 0;
    for (Parameter parameter : parameters) {
      for (double[] row : parameter.matrix().toArray()) {
        for (double number : row) {
          numbers[at++] = (float) number;
        }
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theSameSeedTrainsTheSameNumbers(Run run) {
    assertArrayEquals(run.apply(3L), run.apply(3L));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void anotherSeedTrainsOthers(Run run) {
    assertFalse(Arrays.equals(run.apply(3L), run.apply(4L)));
  }
}
