package unroll.app;

import picocli.CommandLine.IVersionProvider;

/** Tells which Unroll this is, and which Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    String java = System.getProperty("java.vm.name") + " " + Runtime.version();
    return new String[] {"unroll " + (version == null ? "(not from its jar)" : version), java};
  }
}
