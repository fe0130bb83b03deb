package unroll.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import unroll.kernel.JavaKernel;

/** Serves Jupyter as a kernel; Jupyter itself types this. */
@Command(
    name = "kernel",
    description = "Serves Jupyter as its Java kernel; started by Jupyter, not by hand.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  unroll kernel /run/user/1000/jupyter/kernel-1.json"})
public final class KernelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONNECTION_FILE", description = "Where Jupyter says how to reach it.")
  private Path connectionFile;

  /** Made by picocli. */
  public KernelCommand() {}

  @Override
  public Integer call() {
    try {
      JavaKernel.serve(connectionFile);
      return 0;
    } catch (NoSuchFileException missing) {
      throw new UserError("there is no connection file " + connectionFile, missing);
    } catch (IOException unusable) {
      throw new UserError(unusable.getMessage(), unusable);
    }
  }
}
