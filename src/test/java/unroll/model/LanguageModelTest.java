package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.data.Corpus;
import unroll.data.Window;
import unroll.data.Windows;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;

class LanguageModelTest {
  /** The same sums in another order, in double. */
  private static final double ROUNDING = 1e-12;

  /** Central differences in double; a wrong term is off by 1e-2 or more. */
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static final Corpus TEXT =
      Corpus.of("the fool doth think he is wise, but the wise man knows himself to be a fool.\n");

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  }

  private static LanguageModel<?> model(CellKind kind) {
    return kind.model(TEXT.vocabulary(), 7, init());
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void gradientMatchesFiniteDifferences(CellKind kind) {
    assertTrue(error(model(kind)) < FINITE_DIFFERENCE);
  }

  private static <S> double error(LanguageModel<S> model) {
    Window window = Windows.of(TEXT, 3, 5).get(0);
    return GradientCheck.error(
        model.parameters(),
        tape -> model.loss(tape, window, model.cell().initialState(tape, 3)).loss(),
        new SplittableRandom(2));
  }

  @Test
  void aReadoutOfZerosCostsTheLogarithmOfTheVocabulary() {
    LanguageModel<?> model = model(CellKind.LSTM);
    model.readout().weights().matrix().fill(0);
    assertEquals(Math.log(TEXT.vocabulary().size()), model.evaluate(TEXT), ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void evaluationCarriesTheStateFromTheFirstCharacterToTheLast(CellKind kind) {
    // longer than the window of the evaluation
    Corpus text = Corpus.of(TEXT.text().repeat(8));
    assertEquals(stepByStep(model(kind), text), model(kind).evaluate(text), ROUNDING);
  }

  private static <S> double stepByStep(LanguageModel<S> model, Corpus text) {
    Tape tape = Tape.off();
    S state = model.cell().initialState(tape, 1);
    double nats = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      Window one = new Window(new int[] {text.symbol(i)}, new int[] {text.symbol(i + 1)}, 1);
      LanguageModel.Scored<S> scored = model.loss(tape, one, state);
      nats += scored.loss().scalar();
      state = scored.last();
    }
    return nats / (text.length() - 1);
  }

  @Test
  void evaluationInLanesCountsEveryPredictionOnce() {
    LanguageModel<?> model = model(CellKind.ELMAN);
    model.readout().weights().matrix().fill(0);
    for (Parameter parameter : model.parameters()) {
      if (parameter.name().equals("readout.b")) {
        parameter.matrix().set(0, TEXT.symbol(3), 2);
      }
    }
    // without memory the lanes make no difference, whatever their number
    double whole = model.evaluate(TEXT);
    for (int lanes : new int[] {2, 7, 50, 500}) {
      assertEquals(whole, model.evaluate(TEXT, lanes), ROUNDING);
    }
  }

  @Test
  void theCarriedStateIsThatOfTheTextInOneGo() {
    LanguageModel<Lstm.State> model = LanguageModel.lstm(TEXT.vocabulary(), 7, init());
    WindowLoss<Lstm.State> loss = model.lossOver(Windows.of(TEXT, 1, 10));
    double nats = 0;
    int predictions = 0;
    Tape tape = new Tape();
    for (Window window : Windows.of(TEXT, 1, 10)) {
      tape.clear();
      nats += loss.apply(tape).scalar() * window.predictions();
      predictions += window.predictions();
    }
    assertEquals(model.evaluate(TEXT), nats / predictions, ROUNDING);
  }

  @Test
  void everyPassOverTheTextBeginsWithTheInitialState() {
    LanguageModel<?> model = model(CellKind.LSTM);
    WindowLoss<?> loss = model.lossOver(Windows.of(TEXT, 2, 13));
    Tape tape = new Tape();
    double first = loss.apply(tape).scalar();
    while (loss.taken() < 2L * Windows.of(TEXT, 2, 13).size()) {
      tape.clear();
      loss.apply(tape);
    }
    tape.clear();
    assertEquals(first, loss.apply(tape).scalar());
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void theSameSeedWritesTheSameText(CellKind kind) {
    String first = model(kind).generate("the ", 40, Sampler.at(1), new SplittableRandom(4));
    assertEquals(first, model(kind).generate("the ", 40, Sampler.at(1), new SplittableRandom(4)));
    assertEquals(40, first.codePointCount(0, first.length()));
  }

  @Test
  void writingReadsThePromptFirst() {
    LanguageModel<?> model = model(CellKind.LSTM);
    String whole = model.generate("wise", 20, Sampler.greedy(), new SplittableRandom(4));
    String rest =
        model.generate(
            "wise" + whole.substring(0, 8), 12, Sampler.greedy(), new SplittableRandom(4));
    assertEquals(whole.substring(8), rest);
  }

  @Test
  void anEmptyPromptBeginsAfterALineBreak() {
    LanguageModel<?> model = model(CellKind.LSTM);
    assertEquals(
        model.generate("\n", 20, Sampler.at(1), new SplittableRandom(4)),
        model.generate("", 20, Sampler.at(1), new SplittableRandom(4)));
  }

  @Test
  void anUnknownCharacterOfThePromptIsNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    model(CellKind.LSTM)
                        .generate("to Be", 5, Sampler.greedy(), new SplittableRandom(1)))
            .getMessage();
    assertTrue(message.startsWith("character 'B' (U+0042) at place 4"), message);
  }

  @Test
  void aTextOfAnotherVocabularyIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> model(CellKind.LSTM).evaluate(Corpus.of("xyz")));
  }

  @Test
  void aReadoutThatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LanguageModel<>(
                TEXT.vocabulary(),
                Elman.of(TEXT.vocabulary().size(), 7, init()),
                Linear.of(6, TEXT.vocabulary().size(), init())));
  }

  @Test
  void parametersHaveDifferentNames() {
    LanguageModel<?> model = model(CellKind.LSTM);
    assertEquals(
        model.parameters().size(),
        model.parameters().stream().map(Parameter::name).distinct().count());
  }

  @Test
  void anUnknownCellIsRefusedWithTheListOfThoseThereAre() {
    assertEquals(
        "there is no cell \"gru2\"; there are elman, gru, lstm",
        assertThrows(IllegalArgumentException.class, () -> CellKind.named("gru2")).getMessage());
  }
}
