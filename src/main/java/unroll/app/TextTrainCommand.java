package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.Corpus;
import unroll.model.CellKind;
import unroll.model.TextRun;
import unroll.model.TextSettings;
import unroll.train.Checkpoint;
import unroll.train.Journal;
import unroll.train.NotFiniteException;
import unroll.train.Progress;
import unroll.train.Training;

/** {@code unroll text train}: trains a language model on a text file. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a recurrent network to predict the next character of a text.",
      "Every step is kept beside the checkpoint: after a kill or Ctrl-C, --resume goes on from the last step made."
    },
    footer = {
      "",
      "Example: unroll text train hamlet.txt --out hamlet.ckpt --epochs 10 --log hamlet.jsonl",
      "         unroll text train hamlet.txt --out hamlet.ckpt --resume"
    })
public final class TextTrainCommand implements Callable<Integer> {
  /** What a shell reports of a program ended by Ctrl-C. */
  private static final int STOPPED = 130;

  private static final TextSettings DEFAULTS =
      new TextSettings(CellKind.LSTM, 128, 1, 32, 50, 0, 0.01, 5, 0.1, 1);

  private static final long EPOCHS = 10;

  @Parameters(paramLabel = "FILE", description = "A text in UTF-8.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE.ckpt",
      description = "The checkpoint to write (default: the name of the text, in this folder).")
  private Path out;

  @Option(names = "--resume", description = "Go on from the checkpoint, with its settings.")
  private boolean resume;

  @Option(names = "--force", description = "Start anew, even if there is a checkpoint.")
  private boolean force;

  @Option(
      names = "--cell",
      paramLabel = "NAME",
      description = "lstm, gru or elman (default: lstm).")
  private String cell;

  @Option(names = "--hidden", paramLabel = "N", description = "Units of a layer (default: 128).")
  private Integer hidden;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Layers of the cell, on top of each other (default: 1).")
  private Integer layers;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Places of the text read side by side (default: 32).")
  private Integer batch;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Characters between two updates (default: 50).")
  private Integer window;

  @ArgGroup private Length length = new Length();

  /** How long to train. */
  private static final class Length {
    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "Passes over the text (default: 10).")
    private Integer epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Updates, instead of --epochs.")
    private Long steps;
  }

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "Learning rate of Adam; it falls to a twentieth over the run (default: 0.01).")
  private Double rate;

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "Longest gradient allowed (default: 5).")
  private Double clip;

  @Option(
      names = "--validation",
      paramLabel = "X",
      description = "Part of the text held out at its end; 0 for none (default: 0.1).")
  private Double validation;

  @Option(names = "--seed", paramLabel = "N", description = "Of the first weights (default: 1).")
  private Long seed;

  @Option(
      names = "--save-every",
      paramLabel = "SECONDS",
      description =
          "How often the checkpoint is forced to the disk, to outlive a power cut; the process may"
              + " die at any time (default: ${DEFAULT-VALUE}).")
  private double saveEvery = 30;

  @Option(
      names = "--log",
      paramLabel = "FILE.jsonl",
      description = "Write one line of JSON a step.")
  private Path log;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public TextTrainCommand() {}

  /**
   * Trains until done, interrupted, or not finite.
   *
   * @return exit status 0, or 130 if stopped; what was trained is then saved
   * @throws IOException if a file cannot be read or written
   */
  @Override
  public Integer call() throws IOException {
    if (resume && force) {
      throw wrong("--resume goes on and --force starts anew: give one of them");
    }
    if (!(saveEvery >= 0)) {
      throw wrong("--save-every must be 0 or above, not " + saveEvery);
    }
    Path target = out != null ? out : defaultOut();
    Corpus text = Corpus.read(file);
    Optional<Checkpoint> saved = resume ? Journal.latest(target) : Optional.empty();
    refuseToOverwrite(target);
    TextRun run = saved.isPresent() ? resumed(target, text, saved.get()) : fresh(text);
    say(
        "%s: %s%n%s, %,d parameters; %,d steps, %,d a pass%n",
        file,
        text,
        run.settings().cell() + "-" + sizes(run.settings()),
        run.model().parameters().stream().mapToInt(p -> p.matrix().size()).sum(),
        run.settings().steps(),
        run.stepsOfEpoch());
    if (saved.isPresent()) {
      say("going on after step %d%n", run.step());
    } else if (resume) {
      say("there is no %s yet: starting from the beginning%n", target);
    }
    if (run.step() >= run.settings().steps()) {
      run.checkpoint().write(target);
      say("all steps are made already; give --steps or --epochs for more%n");
      return 0;
    }
    return train(run, target);
  }

  private int train(TextRun run, Path target) throws IOException {
    long characters = (long) run.settings().batch() * run.settings().window();
    TextProgress progress = new TextProgress(out(), TextProgress.onTerminal(), characters);
    try (Journal journal = Journal.open(target);
        TextLog lines = log == null ? null : log(run, characters);
        SaveBeforeEnd end = SaveBeforeEnd.interrupting(Thread.currentThread())) {
      begin(run, target, journal);
      Consumer<Progress> listener = keep(run, target, journal);
      listener = lines == null ? listener : lines.andThen(listener);
      Training training = run.train(quiet ? listener : listener.andThen(progress));
      run.checkpoint().write(target);
      journal.clear();
      progress.close();
      if (training.ending() == Training.Ending.FINISHED) {
        finished(run, training, target);
        return 0;
      }
      say(
          "stopped after step %d of %d; saved %s; go on with --resume%n",
          run.step(), run.settings().steps(), target);
      return STOPPED;
    } catch (NotFiniteException e) {
      progress.close();
      return notFinite(e, target);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes the first checkpoint, so that a place that cannot be written is found before the work.
   */
  private static void begin(TextRun run, Path target, Journal journal) throws IOException {
    if (run.step() == 0) {
      journal.clear();
    }
    run.checkpoint().write(target);
    journal.clear();
  }

  /** Leaves the last step whose weights gave a finite loss: two before the one that did not. */
  private int notFinite(NotFiniteException e, Path target) throws IOException {
    Optional<Checkpoint> good = Journal.latest(target, Math.max(0, e.step() - 2));
    if (good.isPresent()) {
      good.get().write(target);
      try (Journal journal = Journal.open(target)) {
        journal.clear();
      }
    }
    spec.commandLine()
        .getErr()
        .printf(
            "unroll: %s; %s has the last good step, %s: --resume with a smaller --rate or --clip%n",
            e.getMessage(), target, good.map(saved -> saved.fact(Journal.STEP)).orElse("none"));
    return 1;
  }

  /** Writes every step to the journal, and the checkpoint file when its time has come. */
  private Consumer<Progress> keep(TextRun run, Path target, Journal journal) {
    long[] forced = {System.nanoTime()};
    return progress -> {
      try {
        Checkpoint checkpoint = run.checkpoint();
        journal.record(checkpoint);
        if (System.nanoTime() - forced[0] >= saveEvery * 1e9) {
          checkpoint.write(target);
          forced[0] = System.nanoTime();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private void finished(TextRun run, Training training, Path target) {
    OptionalDouble held = run.validation();
    say(
        "finished %d steps; loss of the last %.4f nats/char%s; saved %s%n"
            + "let it write: unroll text sample %s%n",
        run.step(),
        training.lastLoss(),
        held.isPresent() ? String.format(Locale.ROOT, ", validation %.4f", held.getAsDouble()) : "",
        target,
        target);
  }

  private TextLog log(TextRun run, long characters) throws IOException {
    return TextLog.open(log, run.step(), run.stepsOfEpoch(), characters);
  }

  private Path defaultOut() {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return Path.of((dot > 0 ? name.substring(0, dot) : name) + ".ckpt");
  }

  private void refuseToOverwrite(Path target) throws IOException {
    if (Files.exists(target) && Files.isSameFile(target, file)) {
      throw wrong("--out is the text itself");
    }
    if (resume || force) {
      return;
    }
    if (Files.exists(target) || Journal.exists(target)) {
      throw new IllegalArgumentException(
          target + " is there already: --resume goes on from it, --force starts anew");
    }
    if (log != null && Files.exists(log)) {
      throw new IllegalArgumentException(
          log + " is there already: --resume goes on with it, --force starts it anew");
    }
  }

  private TextRun fresh(Corpus text) {
    TextSettings settings = settings(DEFAULTS);
    return TextRun.begin(text, settings.steps(steps(text, settings, EPOCHS)));
  }

  private TextRun resumed(Path target, Corpus text, Checkpoint saved) {
    TextSettings before = TextRun.settings(saved);
    TextSettings asked = settings(before);
    TextSettings allowed = before.updates(asked.rate(), asked.clip());
    if (!asked.equals(allowed)) {
      throw wrong(
          "the run in "
              + target
              + " has other settings ("
              + described(before)
              + "); on --resume only --steps, --epochs, --rate and --clip may change");
    }
    boolean given = length.epochs != null || length.steps != null;
    long steps = given ? steps(text, allowed, 0) : before.steps();
    if (steps < saved.whole(Journal.STEP)) {
      throw wrong(
          "the run in "
              + target
              + " is already at step "
              + saved.whole(Journal.STEP)
              + " of "
              + before.steps());
    }
    return TextRun.resume(text, saved, allowed.steps(steps));
  }

  private static String sizes(TextSettings settings) {
    return (settings.layers() == 1 ? "" : settings.layers() + "x") + settings.hidden();
  }

  private static String described(TextSettings settings) {
    return String.format(
        Locale.ROOT,
        "--cell %s --hidden %d --layers %d --batch %d --window %d --validation %s --seed %d",
        settings.cell(),
        settings.hidden(),
        settings.layers(),
        settings.batch(),
        settings.window(),
        settings.validation(),
        settings.seed());
  }

  private long steps(Corpus text, TextSettings settings, long epochs) {
    long passes = length.epochs != null ? length.epochs : epochs;
    long least = length.steps != null ? length.steps : passes;
    if (least < 1) {
      throw wrong("--steps and --epochs must be at least 1, not " + least);
    }
    return length.steps != null ? length.steps : passes * TextRun.stepsOfEpoch(text, settings);
  }

  /** The options given, and the rest from other settings. */
  private TextSettings settings(TextSettings other) {
    try {
      return new TextSettings(
          cell == null ? other.cell() : CellKind.named(cell),
          or(hidden, other.hidden()),
          or(layers, other.layers()),
          or(batch, other.batch()),
          or(window, other.window()),
          other.steps(),
          or(rate, other.rate()),
          or(clip, other.clip()),
          or(validation, other.validation()),
          or(seed, other.seed()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private static <T> T or(T given, T other) {
    return given == null ? other : given;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void say(String format, Object... values) {
    if (!quiet) {
      out().printf(Locale.ROOT, format, values);
      out().flush();
    }
  }
}
