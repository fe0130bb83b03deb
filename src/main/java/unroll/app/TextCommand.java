package unroll.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unroll text}: a character-level language model of any text. */
@Command(
    name = "text",
    mixinStandardHelpOptions = true,
    description = "Trains a recurrent network on any text, and lets it write.",
    subcommands = {TextTrainCommand.class, TextSampleCommand.class, TextEvaluateCommand.class},
    footer = {
      "",
      "Example:",
      "  unroll text train datasets/shakespeare/hamlet.txt --out hamlet.ckpt",
      "  unroll text sample hamlet.ckpt --prompt HAMLET: --temperature 0.7"
    })
public final class TextCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public TextCommand() {}

  /** Without a subcommand there is nothing to do but to show the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
