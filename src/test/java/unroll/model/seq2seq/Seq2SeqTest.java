package unroll.model.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.cell.Cell;
import unroll.cell.Gru;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.cell.Sequence;
import unroll.cell.Stacked;
import unroll.data.Pair;
import unroll.data.PairBatch;
import unroll.data.Pairs;
import unroll.layer.Embedding;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.FirstState;
import unroll.sample.BeamSearch;
import unroll.sample.Hypothesis;
import unroll.sample.Sampler;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Trainer;

class Seq2SeqTest {
  /** The same sums in another order, in double. */
  private static final double ROUNDING = 1e-12;

  /** Central differences in double; a wrong term is off by 1e-2 or more. */
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static final Pairs PAIRS = Models.PAIRS;
  private static final int LONGEST = 6;

  @ParameterizedTest
  @EnumSource(Models.class)
  void gradientMatchesFiniteDifferencesOnARaggedBatch(Models kind) {
    assertTrue(gradientError(kind, PAIRS.all()) < FINITE_DIFFERENCE);
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void gradientMatchesFiniteDifferencesOnOneSymbolToNothing(Models kind) {
    assertTrue(gradientError(kind, PAIRS.batch(1)) < FINITE_DIFFERENCE);
  }

  private static double gradientError(Models kind, PairBatch batch) {
    Seq2Seq<?> model = kind.model(1);
    return GradientCheck.error(
        model.parameters(), tape -> model.loss(tape, batch), new SplittableRandom(2));
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void everyParameterLearns(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    gradients(model, PAIRS.all());
    for (Parameter parameter : model.parameters()) {
      double squares = parameter.gradient().kernels().sumOfSquares(parameter.gradient());
      assertTrue(squares > 0, parameter::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void paddingChangesNoLoss(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    assertEquals(
        model.loss(Tape.off(), PAIRS.all()).scalar(),
        model.loss(Tape.off(), padded()).scalar(),
        ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void paddingChangesNoGradient(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    List<double[]> expected = gradients(model, PAIRS.all());
    List<double[]> actual = gradients(model, padded());
    for (int i = 0; i < expected.size(); i++) {
      String name = model.parameters().get(i).name();
      assertArrayEquals(expected.get(i), actual.get(i), ROUNDING, name);
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void whatStandsInThePaddingChangesNoLoss(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    PairBatch batch = PAIRS.all();
    int[] sources = batch.sources().clone();
    for (int row = 0; row < sources.length; row++) {
      if (row / batch.batch() >= batch.lengths()[row % batch.batch()]) {
        sources[row] = 4;
      }
    }
    PairBatch other = new PairBatch(sources, batch.lengths(), batch.inputs(), batch.targets());
    assertEquals(
        model.loss(Tape.off(), batch).scalar(), model.loss(Tape.off(), other).scalar(), ROUNDING);
  }

  private static PairBatch padded() {
    return PAIRS.padded(9, 8, 0, 1, 2, 3, 4);
  }

  private static List<double[]> gradients(Seq2Seq<?> model, PairBatch batch) {
    model.parameters().forEach(Parameter::zeroGradient);
    model.loss(new Tape(), batch).backward();
    List<double[]> all = new ArrayList<>();
    for (Parameter parameter : model.parameters()) {
      Matrix gradient = parameter.gradient();
      double[] numbers = new double[gradient.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = gradient.get(i / gradient.columns(), i % gradient.columns());
      }
      all.add(numbers);
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void theLossOfABatchIsThatOfItsPairsAlone(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    double nats = 0;
    int symbols = 0;
    for (int i = 0; i < PAIRS.size(); i++) {
      PairBatch one = PAIRS.batch(i);
      nats += model.loss(Tape.off(), one).scalar() * one.targetSteps();
      symbols += one.targetSteps();
    }
    assertEquals(nats / symbols, model.loss(Tape.off(), PAIRS.all()).scalar(), ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void aPermutedBatchPermutesTheLogits(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    int[] order = {3, 0, 4, 1, 2};
    Matrix plain = model.decode(Tape.off(), PAIRS.all()).logits().matrix();
    Matrix permuted = model.decode(Tape.off(), PAIRS.batch(order)).logits().matrix();
    for (int row = 0; row < plain.rows(); row++) {
      int from = row / 5 * 5 + order[row % 5];
      for (int c = 0; c < plain.columns(); c++) {
        assertEquals(plain.get(from, c), permuted.get(row, c), ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void stepByStepSaysTheSameAsAllAtOnce(Models kind) {
    checkSteps(kind.model(1));
  }

  private static <S> void checkSteps(Seq2Seq<S> model) {
    PairBatch batch = PAIRS.all();
    Matrix whole = model.decode(Tape.off(), batch).logits().matrix();
    Decoder.Source source = model.read(Tape.off(), batch.sources(), batch.lengths());
    S state = model.decoder().start(source);
    for (int t = 0; t < batch.targetSteps(); t++) {
      int[] read = Arrays.copyOfRange(batch.inputs(), 5 * t, 5 * t + 5);
      Decoder.Decoded<S> next =
          model
              .decoder()
              .decode(model.decoder().embed(source.context().tape(), read, 1), source, state);
      state = next.last();
      for (int i = 0; i < 5 * whole.columns(); i++) {
        int c = i % whole.columns();
        assertEquals(
            whole.get(5 * t + i / whole.columns(), c),
            next.logits().matrix().get(i / whole.columns(), c),
            ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void theFutureOfATargetChangesNothingBefore(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    Matrix first = model.decode(Tape.off(), one("abc", "xyz")).logits().matrix();
    Matrix second = model.decode(Tape.off(), one("abc", "xxy")).logits().matrix();
    for (int c = 0; c < first.columns(); c++) {
      assertEquals(first.get(1, c), second.get(1, c), ROUNDING);
    }
  }

  private static PairBatch one(String source, String target) {
    return PAIRS.with(List.of(new Pair(source, target))).all();
  }

  @Test
  void theContextIsTheHeldStateOfEverySource() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Lstm cell = Lstm.of(5, 7, init);
    Tape tape = Tape.off();
    PairBatch batch = PAIRS.all();
    Sequence xs = new Sequence(tape.oneHot(Precision.DOUBLE, batch.sources(), 5), 5);
    Lengths lengths = Lengths.of(batch.lengths());
    Matrix held = lengths.unroll(cell, xs, cell.initialState(tape, 5)).last().h().matrix();
    Matrix context = CellEncoder.of(cell).encode(xs, lengths).context().matrix();
    assertTrue(near(held, context));
  }

  private static boolean near(Matrix first, Matrix second) {
    for (int i = 0; i < first.size(); i++) {
      int r = i / first.columns();
      int c = i % first.columns();
      if (Math.abs(first.get(r, c) - second.get(r, c)) > ROUNDING) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theFirstOutputOfAStackIsThatOfItsTop() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Stacked stack = Stacked.of(Lstm.of(3, 5, init), Gru.of(5, 7, init));
    Value context = Tape.off().constant(init.normal("C", 3, 2, 1).matrix());
    Stacked.State first = FirstState.of(stack, 2, init).from(context);
    assertEquals(((Gru.State) first.layers().get(1)).h(), stack.output(first));
  }

  @Test
  void aReversedEncoderReadsTheMirroredSource() {
    Gru cell = Gru.of(5, 7, Initializer.of(new SplittableRandom(1), Precision.DOUBLE));
    Matrix ahead = encode(CellEncoder.of(cell), "edcab").context().matrix();
    Matrix back = encode(CellEncoder.reversed(cell), "bacde").context().matrix();
    assertTrue(near(ahead, back));
  }

  @Test
  void theOutputsOfAReversedEncoderStandAtTheirCharacters() {
    Gru cell = Gru.of(5, 7, Initializer.of(new SplittableRandom(1), Precision.DOUBLE));
    Value last = encode(CellEncoder.of(cell), "a").context();
    Sequence outputs = encode(CellEncoder.reversed(cell), "cba").outputs();
    assertTrue(near(last.matrix(), outputs.at(2).matrix()));
  }

  private static Encoder.Encoded encode(Encoder encoder, String text) {
    int[] symbols = PAIRS.source().encode(text);
    Sequence xs = new Sequence(Tape.off().oneHot(Precision.DOUBLE, symbols, 5), symbols.length);
    return encoder.encode(xs, Lengths.of(new int[] {symbols.length}));
  }

  @Test
  void theContextHasTheSizeItIsProjectedTo() {
    Encoder.Encoded encoded = encode(projected(), "abc");
    assertEquals(2, encoded.context().columns());
  }

  private static Encoder projected() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    return ProjectedEncoder.of(CellEncoder.of(Gru.of(5, 7, init)), 2, init);
  }

  @ParameterizedTest
  @EnumSource(
      value = Models.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = ".*(ADDITIVE|AFTER|BEFORE).*")
  void everyRowOfAnAlignmentAddsUpToOne(Models kind) {
    double[][] rows = kind.model(1).align(new Pair("edab", "xyz"));
    assertEquals(4, rows.length);
    for (double[] row : rows) {
      assertEquals(4, row.length);
      assertEquals(1, Arrays.stream(row).sum(), ROUNDING);
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void weightsOfWritingAreThoseOfTheTextWritten(Models kind) {
    Seq2Seq<?> model = kind.model(1);
    Sampler sampler = Sampler.at(1);
    List<Translation> written =
        model.write(List.of("a", "edcba", "be"), LONGEST, sampler, new SplittableRandom(5));
    for (Translation one : written) {
      double[][] aligned = model.align(new Pair(one.source(), one.target()));
      assertEquals(
          kind.attends() ? one.target().length() + (one.ended() ? 1 : 0) : 0, one.weights().length);
      for (int row = 0; row < one.weights().length; row++) {
        assertArrayEquals(aligned[row], one.weights()[row], ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void aTextIsWrittenTheSameAloneAndAmongOthers(Models kind) {
    Seq2Seq<?> model = kind.model(7);
    List<String> sources = PAIRS.list().stream().map(Pair::source).toList();
    List<Translation> together =
        model.write(sources, LONGEST, Sampler.greedy(), new SplittableRandom(1));
    for (Translation one : together) {
      assertEquals(one.target(), model.write(one.source(), LONGEST).target());
    }
  }

  @Test
  void theSameSeedWritesTheSame() {
    assertEquals(sampled(3), sampled(3));
  }

  @Test
  void anotherSeedWritesOtherwise() {
    assertFalse(sampled(3).equals(sampled(4)));
  }

  private static List<String> sampled(long seed) {
    return Models.ADDITIVE
        .model(1)
        .write(List.of("abc", "de"), 30, Sampler.at(1), new SplittableRandom(seed))
        .stream()
        .map(Translation::target)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void aBeamOfOneWritesWhatGreedyWrites(Models kind) {
    for (int seed = 0; seed < 5; seed++) {
      Seq2Seq<?> model = kind.model(seed);
      for (Pair pair : PAIRS.list()) {
        Translation greedy = model.write(pair.source(), LONGEST);
        Hypothesis found = model.search(pair.source(), LONGEST, BeamSearch.of(1)).get(0);
        assertEquals(greedy.target(), model.target().decode(found.toArray()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void aWideBeamFindsTheBestOfAllTexts(Models kind) {
    Seq2Seq<?> model = kind.model(3);
    BeamSearch beam = new BeamSearch(1_000, 0.7);
    List<Scored> all = new ArrayList<>();
    for (String text : texts()) {
      double log = logProbability(model, "edab", text);
      all.add(new Scored(text, log / beam.lengthPenalty(text.length() + 1)));
    }
    all.sort(Comparator.comparingDouble(scored -> -scored.score()));
    // those that were cut are no whole texts
    List<Hypothesis> ended =
        model.search("edab", 4, beam).stream().filter(Hypothesis::ended).toList();
    assertEquals(all.size(), ended.size());
    for (int i = 0; i < 5; i++) {
      assertEquals(all.get(i).text(), model.target().decode(ended.get(i).toArray()));
      assertEquals(all.get(i).score(), ended.get(i).score(), ROUNDING);
    }
  }

  private record Scored(String text, double score) {}

  /** Every text of x, y, z of 0 to 3 characters. */
  private static List<String> texts() {
    List<String> all = new ArrayList<>(List.of(""));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).length() < 3) {
        for (String next : List.of("x", "y", "z")) {
          all.add(all.get(i) + next);
        }
      }
    }
    return all;
  }

  private static double logProbability(Seq2Seq<?> model, String source, String target) {
    PairBatch batch = one(source, target);
    return -model.loss(Tape.off(), batch).scalar() * batch.targetSteps();
  }

  @Test
  void aSmallTaskIsLearntByHeart() {
    Seq2Seq<Gru.State> model = Seq2Seq.attending(PAIRS, 12, Initializer.seeded(1));
    Trainer.of(Adam.of(model.parameters(), 0.02))
        .clipping(5)
        .fit(80, model.lossOver(PAIRS, 3, new SplittableRandom(1)));
    assertEquals(1, model.exact(PAIRS));
  }

  @Test
  void aFixedContextLearnsByHeartToo() {
    Seq2Seq<Lstm.State> model = Seq2Seq.fixed(PAIRS, 12, 4, Initializer.seeded(1));
    Trainer.of(Adam.of(model.parameters(), 0.02))
        .clipping(5)
        .fit(120, model.lossOver(PAIRS, 3, new SplittableRandom(1)));
    assertEquals(1, model.exact(PAIRS));
  }

  @Test
  void everyPassTakesEveryPairOnce() {
    Seq2Seq<?> model = Models.FIXED.model(1);
    double expected = 0;
    for (int i = 0; i < PAIRS.size(); i++) {
      expected += model.loss(Tape.off(), PAIRS.batch(i)).scalar();
    }
    PairLoss loss = model.lossOver(PAIRS, 1, new SplittableRandom(1));
    for (int pass = 0; pass < 2; pass++) {
      double taken = 0;
      for (int i = 0; i < PAIRS.size(); i++) {
        taken += loss.apply(Tape.off()).scalar();
      }
      assertEquals(expected, taken, ROUNDING);
    }
  }

  @Test
  void theLastBatchOfAPassCounts() {
    assertEquals(3, Models.FIXED.model(1).lossOver(PAIRS, 2, new SplittableRandom(1)).batches());
  }

  @Test
  void aBatchOfNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Models.FIXED.model(1).lossOver(PAIRS, 0, new SplittableRandom(1)));
  }

  @ParameterizedTest
  @EnumSource(Models.class)
  void parametersHaveDifferentNames(Models kind) {
    List<Parameter> all = kind.model(1).parameters();
    assertEquals(all.size(), all.stream().map(Parameter::name).distinct().count());
  }

  @Test
  void pairsOfOtherCharactersAreRefused() {
    Pairs others = Pairs.of(List.of(new Pair("q", "w")));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Models.FIXED.model(1).lossOver(others, 2, new SplittableRandom(1)))
            .getMessage();
    assertTrue(
        message.startsWith("the pairs have 1 and 1 characters, the model others of 5 and 3"),
        message);
  }

  @Test
  void anUnknownCharacterIsNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Models.FIXED.model(1).write("abq", LONGEST))
            .getMessage();
    assertTrue(message.startsWith("character 'q' (U+0071) at place 3"), message);
  }

  @Test
  void aDecoderForAnotherContextIsRefused() {
    Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
    Cell<?> cell = Gru.of(5 + 6, 7, init.named("cell"));
    Seq2Seq<?> model =
        new Seq2Seq<>(
            PAIRS.source(),
            PAIRS.target(),
            Embedding.of(5, 5, init.named("reads")),
            projected(),
            ContextDecoder.of(Embedding.of(4, 5, init.named("writes")), cell, init));
    assertEquals(
        "context: the decoder takes 6 numbers, the encoder gives 2",
        assertThrows(IllegalArgumentException.class, () -> model.write("abc", LONGEST))
            .getMessage());
  }

  @Test
  void aCellWithoutRoomForAContextIsRefused() {
    Initializer init = Initializer.seeded(1);
    assertEquals(
        "a cell of 5 inputs has no room for a context beside an embedding of 5",
        assertThrows(
                IllegalArgumentException.class,
                () -> ContextDecoder.of(Embedding.of(4, 5, init), Gru.of(5, 7, init), init))
            .getMessage());
  }
}
