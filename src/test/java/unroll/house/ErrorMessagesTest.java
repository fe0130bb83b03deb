package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Bidirectional;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Feedback;
import unroll.cell.Gru;
import unroll.cell.Leaky;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.cell.OutputCoupled;
import unroll.cell.Sequence;
import unroll.cell.Stacked;
import unroll.data.Corpus;
import unroll.data.Pair;
import unroll.data.Pairs;
import unroll.data.Vocabulary;
import unroll.data.Windows;
import unroll.grade.Approval;
import unroll.layer.AdditiveAttention;
import unroll.layer.BinaryCrossEntropy;
import unroll.layer.CrossEntropy;
import unroll.layer.DotAttention;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.layer.MeanSquaredError;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.LanguageModel;
import unroll.model.seq2seq.Seq2Seq;
import unroll.probe.Spectrum;
import unroll.sample.Sampler;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Trainer;

/**
 * What the library says to each kind of mistake: one line that names both sides. All of it can be
 * read at once in {@code ErrorMessagesTest.messages.approved.txt}.
 */
class ErrorMessagesTest {
  /** What fits a line of a terminal twice. */
  private static final int LONGEST = 200;

  private static final Precision FLOAT = Precision.FLOAT;

  private static final Tape OFF = Tape.off();

  /** A mistake: of which kind, in words, and the call that makes it. */
  private record Mistake(String kind, String made, Executable call) {
    String message() {
      return assertThrows(RuntimeException.class, call).getMessage();
    }

    @Override
    public String toString() {
      return kind + ": " + made;
    }
  }

  private static Initializer init() {
    return Initializer.seeded(1);
  }

  private static Matrix matrix(int rows, int columns) {
    return Matrix.zeros(FLOAT, rows, columns);
  }

  private static Value value(int rows, int columns) {
    return OFF.constant(matrix(rows, columns));
  }

  private static Value on(Tape tape, int rows, int columns) {
    return tape.constant(matrix(rows, columns));
  }

  private static <S> void step(Cell<S> cell, int batch, int columns, int stateBatch) {
    Tape tape = Tape.off();
    cell.step(on(tape, batch, columns), cell.initialState(tape, stateBatch));
  }

  private static Matrix notANumber() {
    Matrix broken = matrix(2, 2);
    broken.set(1, 0, Double.NaN);
    return broken;
  }

  static List<Mistake> mistakes() {
    return List.of(SHAPES, LENGTHS, VOCABULARY, MASKS, NUMBERS, ORDER).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Mistake shape(String made, Executable call) {
    return new Mistake("shapes", made, call);
  }

  private static final List<Mistake> SHAPES =
      List.of(
          shape("a product of what does not fit", () -> value(2, 5).times(value(4, 8))),
          shape("a sum of different shapes", () -> value(2, 5).plus(value(2, 4))),
          shape("a product of elements", () -> value(2, 5).timesElements(value(3, 5))),
          shape("a bias of other width", () -> value(2, 5).affine(value(5, 8), value(1, 7))),
          shape("columns that are not there", () -> value(2, 5).columns(3, 7)),
          shape("rows that are not there", () -> value(2, 5).rows(1, 3)),
          shape("values beside one another of other heights", ErrorMessagesTest::beside),
          shape("values stacked of other widths", ErrorMessagesTest::stacked),
          shape("a matrix of ragged rows", () -> Matrix.of(FLOAT, new double[2], new double[3])),
          shape("a copy into another shape", () -> matrix(2, 3).copyFrom(matrix(3, 2))),
          shape("a readout of other width", () -> Linear.of(8, 3, init()).apply(value(2, 7))),
          shape("an input of other width, Elman", () -> step(Elman.of(4, 8, init()), 2, 5, 2)),
          shape("an input of other width, LSTM", () -> step(Lstm.of(4, 8, init()), 2, 5, 2)),
          shape("an input of other width, GRU", () -> step(Gru.of(4, 8, init()), 2, 5, 2)),
          shape("an input of other width, leaky", () -> step(leaky(), 2, 5, 2)),
          shape("a state of another batch, Elman", () -> step(Elman.of(4, 8, init()), 2, 4, 3)),
          shape("a state of another batch, LSTM", () -> step(Lstm.of(4, 8, init()), 2, 4, 3)),
          shape("a state of another batch, GRU", () -> step(Gru.of(4, 8, init()), 2, 4, 3)),
          shape("a state of another batch, leaky", () -> step(leaky(), 2, 4, 3)),
          shape("the state of another cell", ErrorMessagesTest::stateOfAnotherCell),
          shape("layers that do not fit", () -> Stacked.of(elman(4, 8), elman(7, 8))),
          shape(
              "directions that read different inputs",
              () -> new Bidirectional(elman(4, 8), elman(5, 8))),
          shape("targets of another shape", () -> MeanSquaredError.mean(value(2, 3), matrix(2, 1))),
          shape("queries of other width than the weights", ErrorMessagesTest::queryOfOtherWidth),
          shape("queries of other width than the keys", ErrorMessagesTest::queryBesideKeys),
          shape("float and double together", ErrorMessagesTest::precisions),
          shape("a loss that is no single number", ErrorMessagesTest::lossOfManyNumbers),
          shape(
              "a readout that fits neither cell nor vocabulary",
              () ->
                  new LanguageModel<>(
                      Vocabulary.of("hello"), elman(4, 8), Linear.of(7, 4, init()))),
          shape("a checkpoint of another size", ErrorMessagesTest::checkpointOfAnotherSize));

  private static Mistake length(String made, Executable call) {
    return new Mistake("lengths", made, call);
  }

  private static final List<Mistake> LENGTHS =
      List.of(
          length("rows that make no whole steps", () -> new Sequence(value(7, 2), 3)),
          length("too few targets", () -> CrossEntropy.mean(value(3, 4), new int[2])),
          length("a length beyond the sequence", () -> lengths(5, 2)),
          length("a length of no step", () -> lengths(0, 2)),
          length("lengths of another batch", () -> lengths(2, 1, 2)),
          length("too few targets to be heard", () -> teacher(new int[3])),
          length(
              "a text shorter than a window", () -> Windows.of(Corpus.of("to be or not"), 4, 25)),
          length("a split that leaves nothing", () -> Corpus.of("abc").split(0.001)),
          length("a probe over steps that do not fit", ErrorMessagesTest::probedSteps),
          length(
              "text for a batch that does not fit",
              () -> Pairs.of(List.of(new Pair("abc", "cba"))).padded(2, 9, 0)));

  private static Mistake symbol(String made, Executable call) {
    return new Mistake("vocabulary", made, call);
  }

  private static final List<Mistake> VOCABULARY =
      List.of(
          symbol("a character never seen", () -> Vocabulary.of("hello").encode("help")),
          symbol("a symbol never named", () -> Vocabulary.of("hello").decode(1, 4)),
          symbol("no character at all", () -> Vocabulary.of("")),
          symbol("one-hot of a symbol outside", () -> Tape.off().oneHot(FLOAT, new int[] {4}, 4)),
          symbol(
              "an embedding asked for a symbol outside",
              () -> Embedding.of(4, 3, init()).apply(Tape.off(), new int[] {1, 4})),
          symbol("a class outside", () -> CrossEntropy.mean(value(2, 4), new int[] {1, 4})),
          symbol("a class outside to be heard", () -> teacher(1, 0, 3, 0)),
          symbol(
              "a cell for another vocabulary",
              () -> LanguageModel.of(Vocabulary.of("hello"), elman(5, 8), init())),
          symbol("a text of another vocabulary", () -> hello().evaluate(Corpus.of("jelly"))),
          symbol("a prompt never seen", ErrorMessagesTest::prompt),
          symbol("pairs of another vocabulary", ErrorMessagesTest::otherPairs));

  private static Mistake mask(String made, Executable call) {
    return new Mistake("masks", made, call);
  }

  private static final List<Mistake> MASKS =
      List.of(
          mask("every target masked", () -> CrossEntropy.mean(value(2, 4), new int[] {-1, -1})),
          mask(
              "a mask of another length",
              () -> MeanSquaredError.mean(value(2, 1), matrix(2, 1), new boolean[3])),
          mask(
              "every row masked",
              () -> BinaryCrossEntropy.mean(value(2, 1), matrix(2, 1), new boolean[2])),
          mask(
              "attention with a mask of another length",
              () -> new DotAttention().memory(value(6, 3), 2, new boolean[5])),
          mask(
              "attention with nothing to read",
              () -> new DotAttention().memory(value(2, 3), 2, new boolean[] {true, false})));

  private static Mistake number(String made, Executable call) {
    return new Mistake("numbers", made, call);
  }

  private static final List<Mistake> NUMBERS =
      List.of(
          number("a loss that is not finite", () -> train(Double.NaN)),
          number("a loss that is infinite", () -> train(Double.POSITIVE_INFINITY)),
          number("a gradient that is not finite", ErrorMessagesTest::brokenGradient),
          number(
              "logits that are not finite",
              () -> Sampler.at(1).draw(new double[] {1, Double.NaN}, new SplittableRandom(1))),
          number("a spectrum of what is not finite", () -> Spectrum.of(notANumber())),
          number("a rate that is no number", () -> Adam.of(List.of(parameter()), Double.NaN)),
          number("a temperature below zero", () -> Sampler.at(-1)),
          number("a clipping norm of zero", () -> train(1, 0)));

  private static Mistake order(String made, Executable call) {
    return new Mistake("order of calls", made, call);
  }

  private static final List<Mistake> ORDER =
      List.of(
          order(
              "backward on a tape that records nothing",
              () -> parameter().on(Tape.off()).sum().backward()),
          order("a loss without parameters", () -> on(new Tape(), 1, 1).backward()),
          order("values of two tapes", () -> parameter().on(new Tape()).plus(on(new Tape(), 2, 2))),
          order("a value of a cleared tape", ErrorMessagesTest::clearedTape),
          order("the gradient of a constant", () -> on(new Tape(), 1, 1).gradient()),
          order(
              "a gradient checked in float",
              () ->
                  GradientCheck.error(
                      List.of(parameter()),
                      tape -> tape.constant(matrix(1, 1)),
                      new SplittableRandom(1))),
          order(
              "stopping early without a measure",
              () -> Trainer.of(Adam.of(List.of(parameter()), 0.1)).stoppingEarly(3)));

  private static void beside() {
    Tape tape = Tape.off();
    Value.beside(List.of(on(tape, 2, 3), on(tape, 4, 3)));
  }

  private static void stacked() {
    Tape tape = Tape.off();
    Value.stack(List.of(on(tape, 2, 3), on(tape, 2, 4)));
  }

  private static Elman elman(int inputs, int hidden) {
    return Elman.of(inputs, hidden, init());
  }

  private static Leaky leaky() {
    return Leaky.fixed(4, new double[] {1, 5}, init());
  }

  private static Parameter parameter() {
    return new Parameter("W", matrix(2, 2));
  }

  private static void stateOfAnotherCell() {
    Tape tape = Tape.off();
    elman(4, 8).step(on(tape, 2, 4), elman(4, 6).initialState(tape, 2));
  }

  private static void queryOfOtherWidth() {
    Tape tape = Tape.off();
    AdditiveAttention attention = AdditiveAttention.of(5, 3, 4, init());
    attention.read(on(tape, 2, 6), attention.memory(on(tape, 6, 3), 2));
  }

  private static void queryBesideKeys() {
    DotAttention attention = new DotAttention();
    attention.read(value(2, 4), attention.memory(value(6, 3), 2));
  }

  private static void precisions() {
    Tape tape = Tape.off();
    Matrix twice = Matrix.zeros(Precision.DOUBLE, 2, 2);
    on(tape, 2, 2).plus(tape.constant(twice));
  }

  private static void lossOfManyNumbers() {
    parameter().on(new Tape()).backward();
  }

  private static void checkpointOfAnotherSize() {
    new Checkpoint(java.util.Map.of(), java.util.Map.of("Wh", matrix(8, 8)))
        .restore(java.util.Map.of("Wh", matrix(6, 6)));
  }

  private static void lengths(int... lengths) {
    Tape tape = Tape.off();
    Cell<Elman.State> cell = elman(2, 3);
    Lengths.of(lengths).unroll(cell, new Sequence(on(tape, 6, 2), 3), cell.initialState(tape, 2));
  }

  private static void teacher(int... targets) {
    Tape tape = Tape.off();
    OutputCoupled cell = OutputCoupled.of(2, 4, 3, Feedback.OUTPUT, init());
    cell.teacherForced(new Sequence(on(tape, 4, 2), 2), cell.initialState(tape, 2), targets);
  }

  private static void probedSteps() {
    unroll.probe.GradientFlow.of(elman(2, 3), matrix(7, 2), 3, h -> h.sum());
  }

  private static LanguageModel<Elman.State> hello() {
    return LanguageModel.elman(Vocabulary.of("hello"), 4, init());
  }

  private static void prompt() {
    hello().generate("Hello", 3, Sampler.greedy(), new SplittableRandom(1));
  }

  private static void otherPairs() {
    Pairs abc = Pairs.of(List.of(new Pair("abc", "cba")));
    Pairs abcd = Pairs.of(List.of(new Pair("abcd", "dcba")));
    Seq2Seq.attending(abc, 4, init()).lossOver(abcd, 1, new SplittableRandom(1));
  }

  private static void train(double loss) {
    train(loss, 5);
  }

  private static void train(double loss, double clip) {
    Parameter parameter = parameter();
    Trainer.of(Adam.of(List.of(parameter), 0.1))
        .clipping(clip)
        .fit(3, tape -> parameter.on(tape).exp().sum().scale(loss));
  }

  /** So near to 0 that its logarithm is a float and the slope there, 1 / x, is none. */
  private static void brokenGradient() {
    Parameter parameter = parameter();
    parameter.matrix().fill(Float.MIN_VALUE);
    Trainer.of(Adam.of(List.of(parameter), 0.1)).fit(3, tape -> parameter.on(tape).log().sum());
  }

  private static void clearedTape() {
    Tape tape = new Tape();
    Value old = parameter().on(tape).tanh();
    tape.clear();
    old.plus(on(tape, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isAnsweredInOneLine(Mistake mistake) {
    String message = mistake.message();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.length() <= LONGEST, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isNotAnsweredByTheJdk(Mistake mistake) {
    Throwable thrown = assertThrows(RuntimeException.class, mistake.call());
    String thrower = thrown.getStackTrace()[0].getClassName();
    assertTrue(thrower.startsWith("unroll."), () -> thrower + " says " + thrown);
    assertFalse(thrown instanceof NullPointerException);
  }

  @Test
  void messages() throws IOException {
    StringBuilder text = new StringBuilder("What the library says to a mistake\n");
    String kind = "";
    for (Mistake mistake : mistakes()) {
      if (!mistake.kind().equals(kind)) {
        kind = mistake.kind();
        text.append("\n== ").append(kind).append("\n");
      }
      text.append("\n").append(mistake.made()).append("\n  ").append(mistake.message());
      text.append("\n");
    }
    new Approval(Path.of("src/test/java/unroll/house"), Path.of("target/received"))
        .verify("ErrorMessagesTest.messages", text.toString());
  }
}
