package unroll.model;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import unroll.cell.Lstm;
import unroll.data.Corpus;
import unroll.data.Vocabulary;
import unroll.data.Windows;
import unroll.layer.Dropout;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Progress;
import unroll.train.Schedule;
import unroll.train.Trainer;
import unroll.train.Training;

/**
 * How the language model that ships with the course is trained: the sizes and settings in one
 * place, so that the shipped file can be made again.
 *
 * <p>Beside what {@code unroll text train} does there is dropout between cell and readout (Zaremba,
 * Sutskever and Vinyals 2014), and every pass begins at another place of the text, so that the
 * windows are never cut at the same places twice.
 *
 * <pre>{@code
 * Corpus.Split text = Corpus.of(Datasets.shakespeare().text()).split(0.1);
 * TextRecipe recipe = TextRecipe.ofShakespeare();
 * LanguageModel<Lstm.State> model = recipe.model(text.train().vocabulary(), 1);
 * recipe.train(model, text.train(), 1, progress -> {});
 * recipe.checkpoint(model).write(file);
 * }</pre>
 *
 * @param hidden H of the LSTM
 * @param dropout the share of its outputs that the readout does not hear in training
 * @param batch B, lanes of text read side by side
 * @param window T, steps between two updates
 * @param rate of Adam at the start
 * @param lastRate the factor on it at the end, reached along half a cosine
 * @param clip the longest gradient
 * @param passes over the text
 */
public record TextRecipe(
    int hidden,
    double dropout,
    int batch,
    int window,
    double rate,
    double lastRate,
    double clip,
    int passes) {

  /** Passes begin up to so many characters into the text. */
  private static final int TURN = 5000;

  /**
   * The recipe of the model that ships with the course, tried out on the held-out tenth of the
   * text: what it reaches there is a little too good.
   *
   * @return what the reference run uses
   */
  public static TextRecipe ofShakespeare() {
    return new TextRecipe(256, 0.4, 32, 50, 0.006, 0.03, 5, 14);
  }

  /**
   * Trains for another time.
   *
   * @param other passes over the text
   * @return a changed copy
   */
  public TextRecipe lasting(int other) {
    return new TextRecipe(hidden, dropout, batch, window, rate, lastRate, clip, other);
  }

  /**
   * Makes a model that knows nothing yet.
   *
   * @param vocabulary V characters
   * @param seed of its weights
   * @return a new model, in float
   */
  public LanguageModel<Lstm.State> model(Vocabulary vocabulary, long seed) {
    return LanguageModel.lstm(vocabulary, hidden, Initializer.seeded(seed));
  }

  /**
   * Trains a model.
   *
   * @param model made by this recipe. Modified.
   * @param text to learn from, at least {@code batch * window + 1} characters
   * @param seed of the dropout and of where passes begin
   * @param listener told after every step
   * @return the loss curve
   */
  public Training train(
      LanguageModel<?> model, Corpus text, long seed, Consumer<Progress> listener) {
    long steps = (long) passes * Windows.of(text, batch, window).size();
    return Trainer.of(Adam.of(model.parameters(), rate))
        .clipping(clip)
        .scheduled(Schedule.cosine(lastRate))
        .listening(listener)
        .fit(steps, loss(model, text, new SplittableRandom(seed)));
  }

  private Function<Tape, Value> loss(LanguageModel<?> model, Corpus text, RandomGenerator random) {
    Dropout dropping = new Dropout(dropout, random);
    return new Function<>() {
      private int left;
      private WindowLoss<?> pass;

      @Override
      public Value apply(Tape tape) {
        if (left == 0) {
          Windows windows = Windows.of(turned(text, random), batch, window);
          pass = model.lossOver(windows, dropping::apply);
          left = windows.size();
        }
        left--;
        return pass.apply(tape);
      }
    };
  }

  /** The same text, begun elsewhere; what is before comes at the end. */
  private static Corpus turned(Corpus text, RandomGenerator random) {
    int from = random.nextInt(Math.min(TURN, text.length()));
    String all = text.text();
    int cut = all.offsetByCodePoints(0, from);
    return Corpus.of(all.substring(cut) + all.substring(0, cut), text.vocabulary());
  }

  /**
   * Saves the weights of a model, as {@code unroll text sample} reads them.
   *
   * @param model made by this recipe
   * @return a checkpoint to be written
   */
  public Checkpoint checkpoint(LanguageModel<?> model) {
    return TextRun.weightsOnly(CellKind.LSTM, 1, model);
  }
}
