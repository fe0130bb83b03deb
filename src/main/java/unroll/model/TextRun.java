package unroll.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import unroll.data.Corpus;
import unroll.data.Vocabulary;
import unroll.data.Windows;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Journal;
import unroll.train.Progress;
import unroll.train.Schedule;
import unroll.train.SplitMix;
import unroll.train.Trainer;
import unroll.train.Training;
import unroll.train.Weights;

/**
 * A language model being trained on a text, with everything that it takes to stop after any step
 * and to go on as if nothing had been: weights, Adam's memory, the carried state, the place in the
 * text, the source of randomness, the settings. On the same machine and Java a run that was stopped
 * and resumed gives the same bits as one that was not.
 */
public final class TextRun {
  /** The rate falls in a straight line to a twentieth: better on Shakespeare than a late decay. */
  private static final Schedule SCHEDULE = Schedule.linear(0, 0.05);

  /** A pass over the text is validated, but not less often than this many steps. */
  private static final long VALIDATION_STEPS = 500;

  private static final String KIND = "language model";
  private static final String LAYERS = "layers";

  private final TextSettings settings;
  private final LanguageModel<?> model;
  private final Corpus text;
  private final Windows windows;
  private final Optional<Corpus> heldOut;
  private final SplitMix random;
  private final Adam adam;
  private final WindowLoss<?> loss;
  private final String textCheck;
  private long step;
  private double smoothedLoss;

  private TextRun(Corpus text, TextSettings settings) {
    this.settings = settings;
    this.text = text;
    this.random = new SplitMix(settings.seed());
    this.model =
        settings
            .cell()
            .model(
                text.vocabulary(),
                settings.hidden(),
                settings.layers(),
                Initializer.of(random, Precision.FLOAT));
    this.windows = windows(text, settings);
    this.heldOut =
        settings.validation() == 0
            ? Optional.empty()
            : Optional.of(text.split(settings.validation()).validation());
    if (heldOut.isPresent() && heldOut.get().length() < 2) {
      throw new IllegalArgumentException(
          "a validation part of "
              + settings.validation()
              + " of "
              + text.length()
              + " characters has nothing to predict; make it larger, or 0 for none");
    }
    this.adam = Adam.of(model.parameters(), settings.rate());
    this.loss = model.lossOver(windows);
    this.textCheck = check(text);
  }

  private static Windows windows(Corpus text, TextSettings settings) {
    Corpus train = settings.validation() == 0 ? text : text.split(settings.validation()).train();
    return Windows.of(train, settings.batch(), settings.window());
  }

  /**
   * Counts the updates of one pass over the training part of a text.
   *
   * @param text the whole text
   * @param settings batch, window and validation matter
   * @return at least 1
   * @throws IllegalArgumentException if the training part is shorter than one window
   */
  public static long stepsOfEpoch(Corpus text, TextSettings settings) {
    return windows(text, settings).size();
  }

  /**
   * Begins a run.
   *
   * @param text the whole text; its last part is held out as the settings say
   * @param settings of the model and its training
   * @return a run before its first step
   * @throws IllegalArgumentException if the text is too short
   */
  public static TextRun begin(Corpus text, TextSettings settings) {
    return new TextRun(text, settings);
  }

  /**
   * Goes on from a checkpoint, with its settings.
   *
   * @param text the same text as before
   * @param saved made by {@link #checkpoint()}
   * @return a run after the step of the checkpoint
   * @throws IllegalArgumentException if the checkpoint is of something else or of another text
   */
  public static TextRun resume(Corpus text, Checkpoint saved) {
    return resume(text, saved, settings(saved));
  }

  /**
   * Goes on from a checkpoint, with settings changed in what may change: steps, rate and clip.
   *
   * @param text the same text as before
   * @param saved made by {@link #checkpoint()}
   * @param settings of the checkpoint, changed
   * @return a run after the step of the checkpoint
   * @throws IllegalArgumentException if the checkpoint is of something else or of another text
   */
  public static TextRun resume(Corpus text, Checkpoint saved, TextSettings settings) {
    settings(saved);
    TextRun run = new TextRun(text, settings);
    if (!saved.fact("textCheck").equals(run.textCheck)) {
      throw new IllegalArgumentException(
          "the checkpoint was trained on another text, of "
              + saved.whole("textLength")
              + " characters: resume with the same text, or start anew");
    }
    run.step = saved.whole(Journal.STEP);
    run.smoothedLoss = saved.number("smoothedLoss");
    run.adam.steps(saved.whole("adamSteps"));
    run.random.state(Long.parseUnsignedLong(saved.fact("random"), 16));
    run.loss.goTo(run.step);
    saved.restore(run.matrices());
    return run;
  }

  /**
   * Reads the settings out of a checkpoint.
   *
   * @param saved made by {@link #checkpoint()}
   * @return the settings
   * @throws IllegalArgumentException if the checkpoint is of something else
   */
  public static TextSettings settings(Checkpoint saved) {
    saved.requireKind(KIND);
    if (!saved.facts().containsKey(Journal.STEP)) {
      throw new IllegalArgumentException(
          "the checkpoint holds weights only: it can write and be evaluated, not be trained on");
    }
    return new TextSettings(
        CellKind.named(saved.fact("cell")),
        (int) saved.whole("hidden"),
        layers(saved),
        (int) saved.whole("batch"),
        (int) saved.whole("window"),
        saved.whole("steps"),
        saved.number("rate"),
        saved.number("clip"),
        saved.number("validation"),
        saved.whole("seed"));
  }

  /**
   * Takes a model alone, without what a run needs to go on: a third of the file, to be passed on.
   *
   * @param cell of the model
   * @param layers of the model
   * @param model trained, in either precision. Not modified.
   * @return a checkpoint that {@link #model} understands, and nothing that goes on training
   */
  public static Checkpoint weightsOnly(CellKind cell, int layers, LanguageModel<?> model) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", KIND);
    facts.put("cell", cell.toString());
    facts.put("hidden", Integer.toString(model.cell().hidden()));
    facts.put(LAYERS, Integer.toString(layers));
    facts.put("vocabulary", model.vocabulary().characters());
    return Weights.of(model.parameters(), facts);
  }

  /**
   * Takes the trained model alone out of a checkpoint, in either precision.
   *
   * @param saved made by {@link #checkpoint()} or {@link #weightsOnly}
   * @param precision of the parameters
   * @return the model
   * @throws IllegalArgumentException if the checkpoint is of something else
   */
  public static LanguageModel<?> model(Checkpoint saved, Precision precision) {
    saved.requireKind(KIND);
    LanguageModel<?> model =
        CellKind.named(saved.fact("cell"))
            .model(
                Vocabulary.of(saved.fact("vocabulary")),
                (int) saved.whole("hidden"),
                layers(saved),
                Initializer.of(new SplitMix(0), precision));
    Weights.restore(saved, model.parameters());
    return model;
  }

  /** One layer is what checkpoints have that were made before there could be more. */
  private static int layers(Checkpoint saved) {
    return saved.facts().containsKey(LAYERS) ? (int) saved.whole(LAYERS) : 1;
  }

  /**
   * Takes the run as it is now. The matrices are those of the run, not copies: write the checkpoint
   * before the next step.
   *
   * @return facts and matrices
   */
  public Checkpoint checkpoint() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", KIND);
    facts.put(Journal.STEP, Long.toString(step));
    facts.put("smoothedLoss", Double.toString(smoothedLoss));
    facts.put("adamSteps", Long.toString(adam.steps()));
    facts.put("random", Long.toHexString(random.state()));
    facts.put("cell", settings.cell().toString());
    facts.put("hidden", Integer.toString(settings.hidden()));
    facts.put(LAYERS, Integer.toString(settings.layers()));
    facts.put("batch", Integer.toString(settings.batch()));
    facts.put("window", Integer.toString(settings.window()));
    facts.put("steps", Long.toString(settings.steps()));
    facts.put("rate", Double.toString(settings.rate()));
    facts.put("clip", Double.toString(settings.clip()));
    facts.put("validation", Double.toString(settings.validation()));
    facts.put("seed", Long.toString(settings.seed()));
    facts.put("textLength", Integer.toString(text.length()));
    facts.put("textCheck", textCheck);
    facts.put("vocabulary", text.vocabulary().characters());
    return new Checkpoint(facts, matrices());
  }

  private static String check(Corpus text) {
    CRC32 check = new CRC32();
    check.update(text.text().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(check.getValue());
  }

  private Map<String, Matrix> matrices() {
    Map<String, Matrix> all = new LinkedHashMap<>(Weights.byName(model.parameters()));
    all.putAll(adam.memory());
    all.putAll(loss.carried());
    return all;
  }

  /**
   * Trains until all steps of the settings are made or the thread is interrupted.
   *
   * @param listener told after every step; {@link #checkpoint()} is then the run after that step
   * @return the loss curve and how it ended
   * @throws unroll.train.NotFiniteException if a loss or gradient is NaN or infinite
   */
  public Training train(Consumer<Progress> listener) {
    Trainer trainer =
        Trainer.of(adam)
            .clipping(settings.clip())
            .scheduled(SCHEDULE)
            .listening(
                progress -> {
                  step = progress.step();
                  smoothedLoss = progress.smoothedLoss();
                })
            .listening(listener);
    if (heldOut.isPresent()) {
      long every = Math.min(VALIDATION_STEPS, windows.size());
      trainer = trainer.validating(every, () -> model.evaluate(heldOut.get(), settings.batch()));
    }
    return trainer.fit(new Trainer.Start(step, smoothedLoss), settings.steps(), loss);
  }

  /**
   * Measures the model on the held-out part, read in one go.
   *
   * @return nats per character, or nothing if nothing is held out
   */
  public OptionalDouble validation() {
    return heldOut.isPresent()
        ? OptionalDouble.of(model.evaluate(heldOut.get()))
        : OptionalDouble.empty();
  }

  /**
   * Returns the model.
   *
   * @return as trained so far
   */
  public LanguageModel<?> model() {
    return model;
  }

  /**
   * Returns how the model is trained.
   *
   * @return the settings
   */
  public TextSettings settings() {
    return settings;
  }

  /**
   * Returns how many updates were made.
   *
   * @return 0 to the steps of the settings
   */
  public long step() {
    return step;
  }

  /**
   * Returns how many updates one pass over the training part takes.
   *
   * @return at least 1
   */
  public long stepsOfEpoch() {
    return windows.size();
  }
}
