package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.matrix.Precision;
import unroll.model.LanguageModel;
import unroll.model.TextRun;
import unroll.sample.Sampler;
import unroll.train.Checkpoint;
import unroll.train.SplitMix;

/** {@code unroll text sample}: lets a trained model write. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Writes text with a trained model.",
    footer = {"", "Example: unroll text sample hamlet.ckpt --prompt HAMLET: --temperature 0.7"})
public final class TextSampleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "The checkpoint of `unroll text train`.")
  private Path model;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "How many characters to write (default: ${DEFAULT-VALUE}).")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description =
          "1 as the model believes, lower is bolder, 0 always the likeliest"
              + " (default: ${DEFAULT-VALUE}).")
  private double temperature = 0.8;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "Draw among the K likeliest characters only.")
  private int top = Integer.MAX_VALUE;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "What to go on from.")
  private String prompt = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The same seed writes the same text (default: another each time, printed to standard error).")
  private Long seed;

  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public TextSampleCommand() {}

  /**
   * Writes the prompt and what the model makes of it to standard output.
   *
   * @return exit status 0
   * @throws IOException if the checkpoint cannot be read
   */
  @Override
  public Integer call() throws IOException {
    if (length < 0) {
      throw new ParameterException(
          spec.commandLine(), "--length must be 0 or above, not " + length);
    }
    Sampler sampler = sampler();
    LanguageModel<?> loaded = TextRun.model(Checkpoint.read(model), Precision.FLOAT);
    long used = seed != null ? seed : new java.security.SecureRandom().nextInt(1_000_000);
    String written = loaded.generate(prompt, length, sampler, new SplitMix(used));
    PrintWriter out = spec.commandLine().getOut();
    out.println(prompt + written);
    out.flush();
    if (seed == null) {
      spec.commandLine().getErr().println("(--seed " + used + " writes this again)");
    }
    return 0;
  }

  private Sampler sampler() {
    try {
      return new Sampler(temperature, top);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
