package unroll.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Debian's own Jupyter, installed by apt-get where the person is root: in a container, mostly. What
 * is going to be installed is told first.
 *
 * @param path where apt-get and then jupyter are looked for
 * @param log where apt-get's own words go
 * @param root whether the person is root
 * @param mayInstall whether anything may be fetched
 * @param tell receives a line before something slow
 */
record DebianPackages(
    SearchPath path, Path log, boolean root, boolean mayInstall, Consumer<String> tell)
    implements Rung {
  /** What apt-get is asked for. */
  static final List<String> PACKAGES =
      List.of("python3-nbclient", "jupyter-nbconvert", "jupyter-notebook", "jupyter-client");

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration LISTS_LIMIT = Duration.ofMinutes(2);

  @Override
  public Outcome attempt() {
    List<Path> aptGet = path.all("apt-get");
    if (aptGet.isEmpty()) {
      return new Missing("no Debian packages: this system has no apt-get");
    }
    String command = "apt-get install " + String.join(" ", PACKAGES);
    if (!root) {
      return new Missing("no Debian packages, as you are not root; as root: " + command);
    }
    if (!mayInstall) {
      return new Missing(
          "no Debian packages, as nothing may be installed (--offline); by hand: " + command);
    }
    tell.accept(
        "you are root: installing Debian's "
            + String.join(", ", PACKAGES)
            + " (about 110 MB; log "
            + log
            + ")");
    return install(aptGet.get(0).toString());
  }

  private Outcome install(String aptGet) {
    Call first = apt(aptGet, LIMIT, installation());
    if (!first.succeeded()) {
      // a fresh container has no lists of packages
      Call lists = apt(aptGet, LISTS_LIMIT, List.of("update"));
      Call second = lists.succeeded() ? apt(aptGet, LIMIT, installation()) : lists;
      if (!second.succeeded()) {
        return new Missing(
            "no Debian packages: apt-get failed: " + second.complaint() + " (see " + log + ")");
      }
    }
    Outcome last =
        new Missing("no Debian packages: they are installed, but there is no jupyter on the PATH");
    for (Path jupyter : path.all("jupyter")) {
      last = new InstalledJupyter(path, InstalledJupyter.LIMIT).ask(jupyter, Jupyter.Face.NOTEBOOK);
      if (last instanceof Found) {
        return last;
      }
    }
    return last;
  }

  private static List<String> installation() {
    List<String> arguments =
        new ArrayList<>(List.of("install", "--yes", "--no-install-recommends"));
    arguments.addAll(PACKAGES);
    return arguments;
  }

  private Call apt(String aptGet, Duration limit, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                aptGet,
                "--quiet",
                "-oAcquire::Retries=1",
                "-oAcquire::http::Timeout=10",
                "-oAcquire::https::Timeout=10",
                "-oDPkg::Lock::Timeout=60"));
    command.addAll(arguments);
    return Call.logged(limit, Map.of("DEBIAN_FRONTEND", "noninteractive"), command, log);
  }
}
