package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.kernel.KernelSpec;

/** Tells Jupyter and its relatives where the kernel is. */
@Command(
    name = "kernelspec",
    description = "Tells Jupyter, VS Code and their relatives where the Java kernel is.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  JUPYTER_PATH=$(unroll kernelspec --path | tail -n 1) jupyter lab",
      "  unroll kernelspec --install"
    })
public final class KernelSpecCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--path",
      description = "Prints, as its last line, the folder to put on JUPYTER_PATH (the default).")
  private boolean path;

  @Option(
      names = "--install",
      description = "Registers the kernel for all of this user's Jupyters.")
  private boolean install;

  @ArgGroup private Place place = new Place();

  private static final class Place {
    @Option(names = "--user", description = "With --install: for this user (the default).")
    boolean user;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "With --install: below DIR/share/jupyter, as for a virtual environment.")
    Path prefix;
  }

  /** Made by picocli. */
  public KernelSpecCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!install && (place.user || place.prefix != null)) {
      throw new UserError("--user and --prefix say where to install: add --install");
    }
    try {
      Path jar = KernelSpec.thisJar();
      if (install) {
        Path folder =
            place.prefix == null
                ? KernelSpec.userFolder()
                : place.prefix.toAbsolutePath().resolve("share/jupyter");
        out.println("registered the kernel: " + KernelInstall.into(folder, jar));
      }
      if (path || !install) {
        out.println(KernelSpec.forThisJava(jar).writePrivately());
      }
      return 0;
    } catch (IOException e) {
      throw new IOException("the kernel cannot be registered: " + e.getMessage(), e);
    }
  }
}
