package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the machine are small scripts here. */
@DisabledOnOs(OS.WINDOWS)
class LadderTest {
  private static final String NO_LAB =
      "[ \"$1\" = notebook ] && echo 6.4.12 && exit 0\necho 'Jupyter command `jupyter-lab` not found.' >&2\nexit 1";
  private static final String LAB = "[ \"$1\" = lab ] && echo 4.6.1 || exit 1";

  /**
   * A Python whose venv holds a Python that says how pip fared, and whose pip installs a fake
   * Jupyter.
   */
  private static final String PYTHON =
      """
      case "$1 $2 $3 $4" in
        "-c "*) exit 0 ;;
        "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
        "-m pip index versions") exit %d ;;
        "-m pip install "*) printf '#!/bin/sh\\necho 4.6.1\\n' > "${0%%python}jupyter"; chmod +x "${0%%python}jupyter"; exit %d ;;
      esac
      """;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  private FakePrograms programs() {
    return new FakePrograms(folder.resolve("bin"));
  }

  private static Rung.Outcome installed(SearchPath path) {
    return new InstalledJupyter(path, Duration.ofSeconds(10)).attempt();
  }

  private Rung.Outcome venv(SearchPath path) {
    return new PrivateVenv(path, folder.resolve("target"), true, told::add).attempt();
  }

  private DebianPackages debian(SearchPath path, boolean root, boolean mayInstall) {
    return new DebianPackages(path, folder.resolve("apt.log"), root, mayInstall, told::add);
  }

  private List<Path> environments() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("target"))) {
      return inside.filter(file -> file.getFileName().toString().startsWith("venv-")).toList();
    }
  }

  private static Jupyter.Face face(Rung.Outcome outcome) {
    return assertInstanceOf(Rung.Found.class, outcome, outcome.line()).jupyter().face();
  }

  @Test
  void installedLabIsTaken() throws IOException {
    assertEquals(Jupyter.Face.LAB, face(installed(programs().with("jupyter", LAB).path())));
  }

  @Test
  void notebookIsTakenWhereThereIsNoLab() throws IOException {
    assertEquals(Jupyter.Face.NOTEBOOK, face(installed(programs().with("jupyter", NO_LAB).path())));
  }

  @Test
  void labBehindANotebookOnThePathIsPreferred() throws IOException {
    Path first = new FakePrograms(folder.resolve("first")).with("jupyter", NO_LAB).folder();
    Path second = new FakePrograms(folder.resolve("second")).with("jupyter", LAB).folder();
    assertEquals(Jupyter.Face.LAB, face(installed(new SearchPath(List.of(first, second)))));
  }

  @Test
  void brokenJupyterIsNotFoundAndItsComplaintIsPassedOn() throws IOException {
    Rung.Outcome outcome =
        installed(
            programs().with("jupyter", "echo No module named jupyter_core >&2; exit 1").path());
    assertInstanceOf(Rung.Missing.class, outcome);
    assertTrue(outcome.line().contains("No module named jupyter_core"), outcome.line());
  }

  @Test
  void jupyterThatHangsIsGivenUpInTime() throws IOException {
    SearchPath path = programs().with("jupyter", "exec sleep 60").path();
    Rung.Outcome outcome = new InstalledJupyter(path, Duration.ofMillis(300)).attempt();
    assertTrue(outcome.line().contains("did not answer in time"), outcome.line());
  }

  @Test
  void jupyterTooOldIsPassedOver() throws IOException {
    Rung.Outcome outcome = installed(programs().with("jupyter", "echo 2.3.2").path());
    assertInstanceOf(Rung.Missing.class, outcome);
    assertTrue(outcome.line().contains("too old"), outcome.line());
  }

  @Test
  void noJupyterOnThePathIsSaid() {
    assertTrue(
        installed(new SearchPath(List.of())).line().contains("no program jupyter on the PATH"));
  }

  @Test
  void environmentIsMadeAndFound() throws IOException {
    assertEquals(
        Jupyter.Face.LAB, face(venv(programs().with("python3", PYTHON.formatted(0, 0)).path())));
  }

  @Test
  void environmentThatIsReadyIsUsedAgainWithoutPython() throws IOException {
    venv(programs().with("python3", PYTHON.formatted(0, 0)).path());
    assertEquals(Jupyter.Face.LAB, face(venv(new SearchPath(List.of()))));
  }

  @Test
  void environmentIsBuiltAnewWhereAnEarlierOneWasLeftHalfMade() throws IOException {
    Path half = Files.createDirectories(folder.resolve("target").resolve("venv-1").resolve("bin"));
    new FakePrograms(half).with("jupyter", "echo 4.6.0");
    Rung.Outcome outcome = venv(programs().with("python3", PYTHON.formatted(0, 0)).path());
    assertTrue(outcome.line().contains("4.6.1"), outcome.line());
  }

  @Test
  void unreachableIndexIsSaidAndNothingIsLeft() throws IOException {
    Rung.Outcome outcome = venv(programs().with("python3", PYTHON.formatted(1, 0)).path());
    assertTrue(outcome.line().contains("pip's index was not reached"), outcome.line());
    assertEquals(List.of(), environments());
  }

  @Test
  void failedInstallationLeavesNothing() throws IOException {
    venv(programs().with("python3", PYTHON.formatted(0, 1)).path());
    assertEquals(List.of(), environments());
  }

  @Test
  void missingEnsurepipNamesThePackageThatBringsIt() throws IOException {
    String python = "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1";
    assertTrue(
        venv(programs().with("python3", python).path())
            .line()
            .contains("apt-get install python3-venv"));
  }

  @Test
  void noPythonIsSaid() {
    assertTrue(venv(new SearchPath(List.of())).line().contains("no python3 on the PATH"));
  }

  @Test
  void nothingIsMadeOffline() throws IOException {
    SearchPath path = programs().with("python3", PYTHON.formatted(0, 0)).path();
    Rung.Outcome outcome = new PrivateVenv(path, folder, false, told::add).attempt();
    assertInstanceOf(Rung.Missing.class, outcome);
    assertEquals(List.of(), told);
  }

  @Test
  void packagesAreToldBeforeTheyAreInstalled() throws IOException {
    SearchPath path = programs().with("apt-get", "exit 0").with("jupyter", NO_LAB).path();
    assertEquals(Jupyter.Face.NOTEBOOK, face(debian(path, true, true).attempt()));
    assertTrue(told.get(0).contains("installing Debian's python3-nbclient"), told.toString());
  }

  @Test
  void listsOfPackagesAreFetchedWhereTheFirstAttemptFails() throws IOException {
    String aptGet = "for a; do [ $a = update ] && touch \"$0.lists\"; done\n[ -e \"$0.lists\" ]";
    SearchPath path = programs().with("apt-get", aptGet).with("jupyter", NO_LAB).path();
    assertEquals(Jupyter.Face.NOTEBOOK, face(debian(path, true, true).attempt()));
  }

  @Test
  void failedPackagesPassOnTheLastWordOfAptGet() throws IOException {
    SearchPath path =
        programs().with("apt-get", "echo 'E: Unable to locate package'; exit 100").path();
    assertTrue(debian(path, true, true).attempt().line().contains("E: Unable to locate package"));
  }

  @Test
  void packagesAreNotInstalledForAnybodyButRoot() throws IOException {
    SearchPath path = programs().with("apt-get", "touch \"$0.called\"").path();
    Rung.Outcome outcome = debian(path, false, true).attempt();
    assertTrue(outcome.line().contains("as root: apt-get install"), outcome.line());
    assertFalse(Files.exists(folder.resolve("bin").resolve("apt-get.called")));
  }

  @Test
  void packagesAreNotInstalledOffline() throws IOException {
    SearchPath path = programs().with("apt-get", "touch \"$0.called\"").path();
    debian(path, true, false).attempt();
    assertFalse(Files.exists(folder.resolve("bin").resolve("apt-get.called")));
  }

  @Test
  void firstRungThatHoldsIsTakenAndEachIsTold() {
    Jupyter jupyter = new Jupyter(Jupyter.Face.LAB, List.of("jupyter"), "4.6.1");
    Ladder ladder =
        new Ladder(
            List.of(
                () -> new Rung.Missing("none here"),
                () -> new Rung.Found(jupyter, "found it"),
                () -> new Rung.Missing("never asked")),
            told::add);
    assertEquals(Optional.of("4.6.1"), ladder.climb(Jupyter::version));
    assertEquals(List.of("none here", "found it"), told);
  }

  @Test
  void jupyterThatDoesNotComeUpSendsUsToTheNextRung() {
    Jupyter dead = new Jupyter(Jupyter.Face.LAB, List.of("dead"), "4.0.0");
    Jupyter live = new Jupyter(Jupyter.Face.NOTEBOOK, List.of("live"), "6.4.12");
    Ladder ladder =
        new Ladder(
            List.of(() -> new Rung.Found(dead, "found"), () -> new Rung.Found(live, "found")),
            told::add);
    Optional<String> started =
        ladder.climb(
            jupyter -> {
              if (jupyter.equals(dead)) {
                throw new JupyterServer.StartException("it does not start");
              }
              return jupyter.version();
            });
    assertEquals(Optional.of("6.4.12"), started);
  }

  @Test
  void noRungLeavesNothing() {
    Ladder ladder = new Ladder(List.of(() -> new Rung.Missing("none")), told::add);
    assertEquals(Optional.empty(), ladder.climb(Jupyter::version));
  }
}
