package unroll.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.data.Corpus;
import unroll.data.Vocabulary;
import unroll.data.Window;
import unroll.data.Windows;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Predicts the next character from all before it: a recurrent cell reads one-hot characters, and a
 * linear readout of its output gives the logits of the next.
 *
 * <pre>
 *   state_t  = cell(onehot(x_t), state_(t-1))
 *   p(x_(t+1) | x_1 ... x_t) = softmax(output(state_t) W + b)
 * </pre>
 *
 * <p><b>Memory of a training step</b>, in numbers of 4 bytes (float) or 8 (double), for B lanes, T
 * steps, one layer of H units and P weights:
 *
 * <pre>
 *   LSTM    B H (8 T + 6)  + 3 T B V + 2     gates 4, tanh c 1, c 1, h and its gradient 2 a step
 *   GRU     B H (10 T + 2) + 3 T B V + 2     gates 3, reset parts 5, h and its gradient 2
 *   Elman   B H (3 T + 2)  + 3 T B V + 2     h and its gradient 2, the gradient of the sums 1
 * </pre>
 *
 * <p>The three times V are logits, their gradient and the softmax. To this come 2 P for weights and
 * gradients, 2 P for Adam's memory, 3 P for the trainer's copy of the last good state, and twice
 * the recurrent weights laid out for products. Another layer of H units adds its cell's part. All
 * of it is allocated in the first step; later steps allocate only small objects that stand for rows
 * and steps, under 3 kB a time step whatever B, H and V, and the numbers of the window itself.
 *
 * @param vocabulary V characters
 * @param cell V inputs, H outputs
 * @param readout H x V
 * @param <S> the state of the cell
 */
public record LanguageModel<S>(Vocabulary vocabulary, Cell<S> cell, Linear readout)
    implements Trainable {
  /** Steps of a window in evaluation: enough for long products, little enough memory. */
  private static final int EVALUATION_STEPS = 256;

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if vocabulary, cell and readout do not fit together
   */
  public LanguageModel {
    if (cell.inputs() != vocabulary.size()) {
      throw new IllegalArgumentException(
          "a cell of " + cell.inputs() + " inputs cannot read a " + vocabulary);
    }
    unroll.matrix.Shapes.require(
        "readout", readout.weights().matrix(), cell.hidden(), vocabulary.size());
  }

  /**
   * Makes a model on an Elman cell.
   *
   * @param vocabulary V characters
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new model
   */
  public static LanguageModel<Elman.State> elman(
      Vocabulary vocabulary, int hidden, Initializer init) {
    return of(vocabulary, Elman.of(vocabulary.size(), hidden, init.named("cell")), init);
  }

  /**
   * Makes a model on a long short-term memory.
   *
   * @param vocabulary V characters
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new model
   */
  public static LanguageModel<Lstm.State> lstm(
      Vocabulary vocabulary, int hidden, Initializer init) {
    return of(vocabulary, Lstm.of(vocabulary.size(), hidden, init.named("cell")), init);
  }

  /**
   * Puts a readout on any cell.
   *
   * @param vocabulary V characters
   * @param cell of V inputs
   * @param init draws the readout
   * @param <S> the state of the cell
   * @return a new model
   */
  public static <S> LanguageModel<S> of(Vocabulary vocabulary, Cell<S> cell, Initializer init) {
    return new LanguageModel<>(
        vocabulary, cell, Linear.of(cell.hidden(), vocabulary.size(), init.named("readout")));
  }

  /**
   * What a model says of a window.
   *
   * @param loss 1 x 1, the mean over its predictions, in nats per character
   * @param last the state after the last step, to carry on from
   * @param <S> the state of the cell
   */
  public record Scored<S>(Value loss, S last) {}

  /**
   * Computes the loss of a window.
   *
   * @param tape where the steps are recorded
   * @param window B lanes of T steps
   * @param start the state of B rows before it, on the tape
   * @return the loss and the last state
   */
  public Scored<S> loss(Tape tape, Window window, S start) {
    return loss(tape, window, start, outputs -> outputs);
  }

  /**
   * Computes the loss of a window, and changes what the readout hears: where dropout belongs that
   * leaves the recurrent connections alone (Zaremba, Sutskever and Vinyals 2014).
   *
   * @param tape where the steps are recorded
   * @param window B lanes of T steps
   * @param start the state of B rows before it, on the tape
   * @param heard changes the (T*B) x H outputs of the cell
   * @return the loss and the last state
   */
  public Scored<S> loss(Tape tape, Window window, S start, UnaryOperator<Value> heard) {
    Unrolled<S> unrolled = cell.unroll(inputs(tape, window), start);
    Value logits = readout.apply(heard.apply(unrolled.outputs().rows()));
    return new Scored<>(CrossEntropy.mean(logits, window.targets()), unrolled.last());
  }

  private Sequence inputs(Tape tape, Window window) {
    return new Sequence(
        tape.oneHot(precision(), window.inputs(), vocabulary.size()), window.steps());
  }

  /**
   * Makes the loss that a trainer needs: each call takes the next window of a text and carries the
   * state.
   *
   * @param windows of the training text
   * @return a loss that walks over the windows, again and again
   * @throws IllegalArgumentException if the text has another vocabulary
   */
  public WindowLoss<S> lossOver(Windows windows) {
    return lossOver(windows, outputs -> outputs);
  }

  /**
   * Makes the loss that a trainer needs, with dropout or another change between cell and readout.
   *
   * @param windows of the training text
   * @param heard changes the (T*B) x H outputs of the cell, for example {@code dropout::apply}
   * @return a loss that walks over the windows, again and again
   * @throws IllegalArgumentException if the text has another vocabulary
   */
  public WindowLoss<S> lossOver(Windows windows, UnaryOperator<Value> heard) {
    requireVocabulary(windows.text());
    return new WindowLoss<>(this, windows, heard);
  }

  /**
   * Measures the model on a text read in one go, the state carried from its first character to its
   * last; all characters but the first are predicted.
   *
   * @param text of the same vocabulary, at least 2 characters
   * @return nats per character
   * @throws IllegalArgumentException if the vocabularies differ, or nothing is to be predicted
   */
  public double evaluate(Corpus text) {
    return evaluate(text, 1);
  }

  /**
   * Measures the model on a text cut into lanes that are read side by side, each from the initial
   * state. Several lanes are faster and cost a little accuracy: the first characters of each are
   * predicted without what came before.
   *
   * @param text of the same vocabulary, at least 2 characters
   * @param lanes at least 1
   * @return nats per character
   * @throws IllegalArgumentException if the vocabularies differ, or nothing is to be predicted
   */
  public double evaluate(Corpus text, int lanes) {
    requireVocabulary(text);
    Windows windows = Windows.covering(text, lanes, Math.max(1, EVALUATION_STEPS / lanes));
    Tape tape = Tape.off();
    S state = cell.initialState(tape, windows.batch());
    double nats = 0;
    for (Window window : windows) {
      Scored<S> scored = loss(tape, window, state);
      nats += scored.loss().scalar() * window.predictions();
      state = scored.last();
    }
    return nats / (text.length() - 1);
  }

  /**
   * Writes on: reads a prompt, then draws one character at a time and reads each as the next input.
   *
   * @param prompt what to go on from; empty begins as after a line break
   * @param length how many characters to write, at least 0
   * @param sampler draws from the logits
   * @param random the source of the draws
   * @return the new characters, without the prompt
   * @throws IllegalArgumentException if the prompt has a character that the model does not know;
   *     the message names it and its place
   */
  public String generate(String prompt, int length, Sampler sampler, RandomGenerator random) {
    if (length < 0) {
      throw new IllegalArgumentException("cannot write " + length + " characters");
    }
    Tape tape = Tape.off();
    S state = cell.initialState(tape, 1);
    int[] read = prompt.isEmpty() ? new int[] {beginning()} : vocabulary.encode(prompt);
    for (int symbol : read) {
      state = step(tape, symbol, state);
    }
    int[] written = new int[length];
    for (int i = 0; i < length; i++) {
      written[i] = sampler.draw(readout.apply(cell.output(state)).matrix(), 0, random);
      state = step(tape, written[i], state);
    }
    return vocabulary.decode(written);
  }

  /** What stands before a text that begins: a line break, or the first character there is. */
  private int beginning() {
    return vocabulary.contains('\n') ? vocabulary.encode("\n")[0] : 0;
  }

  private S step(Tape tape, int symbol, S state) {
    return cell.step(tape.oneHot(precision(), new int[] {symbol}, vocabulary.size()), state);
  }

  /**
   * Returns the precision of the parameters.
   *
   * @return float or double
   */
  public Precision precision() {
    return readout.weights().matrix().precision();
  }

  private void requireVocabulary(Corpus text) {
    if (!text.vocabulary().equals(vocabulary)) {
      throw new IllegalArgumentException(
          "the text has a "
              + text.vocabulary()
              + ", the model another of "
              + vocabulary.size()
              + ": read the text with Corpus.of(text, model.vocabulary())");
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(cell.parameters());
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}
