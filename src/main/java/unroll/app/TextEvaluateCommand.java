package unroll.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.Corpus;
import unroll.matrix.Precision;
import unroll.model.LanguageModel;
import unroll.model.TextRun;
import unroll.train.Checkpoint;

/** {@code unroll text evaluate}: how well a trained model predicts a text. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Prints how many nats a character of a text costs a trained model.",
    footer = {"", "Example: unroll text evaluate hamlet.ckpt datasets/shakespeare/macbeth.txt"})
public final class TextEvaluateCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The checkpoint of `unroll text train`.")
  private Path model;

  @Parameters(index = "1", paramLabel = "FILE", description = "A text in UTF-8.")
  private Path file;

  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public TextEvaluateCommand() {}

  /**
   * Reads the text in one go and prints one line.
   *
   * @return exit status 0
   * @throws IOException if a file cannot be read
   */
  @Override
  public Integer call() throws IOException {
    LanguageModel<?> loaded = TextRun.model(Checkpoint.read(model), Precision.FLOAT);
    String text = Corpus.text(file);
    if (text.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty: there is nothing to predict");
    }
    Corpus corpus = Corpus.of(text, loaded.vocabulary());
    double nats = loaded.evaluate(corpus);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%.4f nats per character (%.4f bits) over %,d characters%n",
            nats,
            nats / Math.log(2),
            corpus.length());
    return 0;
  }
}
