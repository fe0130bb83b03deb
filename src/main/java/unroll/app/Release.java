package unroll.app;

import picocli.CommandLine.IVersionProvider;
import unroll.matrix.Crew;
import unroll.matrix.Kernels;

/** Tells which Unroll this is, which Java it runs on, and what computes. */
final class Release implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    String java = System.getProperty("java.vm.name") + " " + Runtime.version();
    String kernels = Kernels.provider() + ", threads: " + Crew.shared().threads();
    return new String[] {
      "unroll " + (version == null ? "(not from its jar)" : version), java, kernels
    };
  }
}
