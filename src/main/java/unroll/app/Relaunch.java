package unroll.app;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a heavy command in a second virtual machine that has the Vector API. Its module must be
 * asked for on Java's command line, which a jar cannot do; people type {@code java -jar}.
 */
final class Relaunch {
  private static final String MODULE = "jdk.incubator.vector";

  /** Commands that compute in this machine; {@code run} gives each lesson one of its own anyway. */
  private static final Set<String> HEAVY = Set.of("text", "check");

  /** Options that only make a command speak. */
  private static final Set<String> TALK = Set.of("--help", "-h", "--version", "-V");

  private static final String RELAUNCHED = "unroll.relaunched";
  private static final int SECONDS_TO_END = 30;

  private Relaunch() {}

  /**
   * Runs the command elsewhere, if that helps.
   *
   * @return the exit status from there; empty where this machine is to run the command itself
   */
  static OptionalInt withVectors(String... arguments) {
    if (!wanted(arguments) || Boolean.getBoolean(RELAUNCHED) || hasModule() || !offersModule()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(run(command(arguments)));
    } catch (IOException cannot) {
      // slower, but it runs
      return OptionalInt.empty();
    }
  }

  /** Whether a command computes enough to be worth it. */
  static boolean wanted(String... arguments) {
    return arguments.length > 0
        && HEAVY.contains(arguments[0])
        && List.of(arguments).stream().noneMatch(TALK::contains);
  }

  private static boolean hasModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static boolean offersModule() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  /**
   * This machine's own command line with the module added; where the system does not tell it, one
   * like it.
   */
  static List<String> command(String... arguments) {
    ProcessHandle.Info own = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(
        List.of(
            "--add-modules",
            MODULE,
            "-D" + RELAUNCHED + "=true",
            "-D" + ParentWatch.PROPERTY + "=true"));
    if (own.arguments().isPresent()) {
      command.addAll(List.of(own.arguments().get()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      command.addAll(List.of(arguments));
    }
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a command with our own input and output, and returns its exit status; it ends when we are
   * ended.
   */
  static int run(List<String> command) throws IOException {
    Process child = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(child), "end child"));
    while (true) {
      try {
        return child.waitFor();
      } catch (InterruptedException stopped) {
        child.destroy();
      }
    }
  }

  /**
   * We were told to end. In the foreground of a terminal the child was told too (Ctrl-C goes to
   * all) and may finish in its own way, an early stop of a training for instance; elsewhere it is
   * told now. Its exit status becomes ours.
   */
  private static void endWith(Process child) {
    if (!child.isAlive()) {
      return;
    }
    if (!inForeground()) {
      child.destroy();
    }
    try {
      if (!child.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
      Runtime.getRuntime().halt(child.waitFor());
    } catch (InterruptedException hurried) {
      child.destroyForcibly();
    }
  }

  /**
   * Whether this process is what a terminal's keys speak to: its group is the terminal's foreground
   * group (Linux tells).
   */
  private static boolean inForeground() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[2].equals(fields[5]);
    } catch (IOException | RuntimeException elsewhere) {
      return false;
    }
  }
}
