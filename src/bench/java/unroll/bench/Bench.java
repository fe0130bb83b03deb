package unroll.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Drives the benchmark: starts everybody in a process of its own, holds their losses against each
 * other, lets them take turns, and writes the report after each shape.
 */
final class Bench implements AutoCloseable {
  /** So many steps from the same weights are compared. */
  static final int LOSSES = 10;

  private static final Path FOLDER = Path.of("target/bench");

  /** OpenMP's threads go on spinning for a fifth of a second after their work. */
  private static final long PAUSE_MILLIS = 200;

  private static final int START_SECONDS = 90;
  private static final int STEP_SECONDS = 120;

  /** Whoever takes longer for one step has only two rounds. */
  private static final double SLOW_SECONDS = 3;

  private static final int SLOW_ROUNDS = 2;

  private final Options options;
  private final Results results = new Results();
  private final Map<Contender, Child> children = new LinkedHashMap<>();
  private final long started = System.nanoTime();
  private int threads;
  private volatile boolean stopping;

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Options options;
    try {
      if (Options.flag("help")) {
        System.out.print(Options.HELP);
        return;
      }
      options = Options.read();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(FOLDER);
    Files.deleteIfExists(FOLDER.resolve("peers.log"));
    try (Bench bench = new Bench(options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(bench::stop));
      bench.run();
    }
  }

  private void run() throws IOException, InterruptedException {
    for (Shape shape : options.shapes()) {
      if (options.parts().contains("train") || options.parts().contains("sample")) {
        measure(shape);
        writeReport();
      }
    }
    if (options.parts().contains("curve")) {
      sweep();
      writeReport();
    }
    close();
    if (options.parts().contains("kernels")) {
      say("kernels, one thread");
      KernelRuns.run(options.quick(), results, this::say);
    }
  }

  /** Starts everybody, if they do not yet run with so many threads. */
  private void start(int needed) throws InterruptedException {
    if (threads == needed && !children.isEmpty()) {
      return;
    }
    close();
    threads = needed;
    Map<String, String> environment = Contender.environment(needed, FOLDER.resolve("djl"));
    for (Contender contender : Contender.all(options, needed)) {
      if (!options.has(contender)) {
        continue;
      }
      try {
        Child child = Child.start(contender, environment, FOLDER.resolve("peers.log"));
        children.put(contender, child);
        results.version(contender, child.expect("ready", START_SECONDS));
        say("ready: " + contender.title());
      } catch (Child.Missing e) {
        leaveOut(contender, "", e);
      }
    }
  }

  /** Ctrl-C ends everybody's process too, which is then nobody's fault. */
  private void stop() {
    stopping = true;
    writeReport();
    System.out.println("report: " + options.report());
  }

  private void leaveOut(Contender contender, String where, Child.Missing why)
      throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    if (!stopping && results.isMissing(contender, where, why.getMessage())) {
      String who = contender.title() + (where.isEmpty() ? "" : ", " + where);
      say("left out: " + who + ": " + why.getMessage());
    }
    if (where.isEmpty()) {
      Child child = children.remove(contender);
      if (child != null) {
        child.close();
      }
    }
  }

  private Map<Contender, Child> open(Shape shape, List<Contender> who)
      throws IOException, InterruptedException {
    Path file = FOLDER.resolve("workload.bin");
    Workload.of(shape).write(file);
    String open =
        String.format(
            Locale.ROOT,
            "open %s %d %d %d %d %s %d",
            shape.kind().word(),
            shape.layers(),
            shape.hidden(),
            shape.batch(),
            shape.window(),
            file,
            threads);
    Map<Contender, Child> opened = new LinkedHashMap<>();
    for (Contender contender : who) {
      try {
        children.get(contender).ask(open, "ok", START_SECONDS);
        opened.put(contender, children.get(contender));
      } catch (Child.Missing e) {
        leaveOut(contender, shape.name(), e);
      }
    }
    return opened;
  }

  private void measure(Shape shape) throws IOException, InterruptedException {
    say(shape.name() + ": " + shape.words());
    start(shape.threads(options.threads()));
    Map<Contender, Child> here = open(shape, List.copyOf(children.keySet()));
    Map<Contender, Double> secondsOfStep = compareLosses(shape, here);
    for (int round = 1; round <= options.rounds(); round++) {
      StringBuilder line = new StringBuilder(shape.name() + " round " + round + ":");
      for (Contender contender : List.copyOf(here.keySet())) {
        if (secondsOfStep.getOrDefault(contender, 0.0) > SLOW_SECONDS && round > SLOW_ROUNDS) {
          continue;
        }
        if (options.parts().contains("train")) {
          double rate = rate(shape, contender, here, "run", shape.characters());
          if (!Double.isNaN(rate)) {
            results.of(shape, contender).training().add(rate);
            line.append(String.format(Locale.ROOT, "  %s %,.0f", contender.name(), rate));
          }
        }
        if (options.parts().contains("sample") && here.containsKey(contender)) {
          double rate = rate(shape, contender, here, "sample", 1);
          if (!Double.isNaN(rate)) {
            results.of(shape, contender).sampling().add(rate);
          }
        }
      }
      say(line.toString());
    }
  }

  /** Takes the first steps of everybody, then warms up; returns how long a step took. */
  private Map<Contender, Double> compareLosses(Shape shape, Map<Contender, Child> here)
      throws InterruptedException {
    Map<Contender, Double> seconds = new LinkedHashMap<>();
    for (Contender contender : List.copyOf(here.keySet())) {
      try {
        Child child = here.get(contender);
        double[] losses = results.of(shape, contender).losses();
        Arrays.fill(losses, Double.NaN);
        double spent = 0;
        for (int i = 0; i < LOSSES && (i == 0 || spent < STEP_SECONDS / 4.0); i++) {
          long before = System.nanoTime();
          losses[i] = Double.parseDouble(child.ask("steps 1", "losses", STEP_SECONDS));
          spent = (System.nanoTime() - before) * 1e-9;
          seconds.put(contender, spent);
          if (spent > SLOW_SECONDS && i >= 1) {
            break;
          }
        }
        say(
            String.format(
                Locale.ROOT,
                "%s: %s, loss %.4f at first, %.3f s a step cold",
                shape.name(),
                contender.name(),
                losses[0],
                spent));
        if (spent < SLOW_SECONDS) {
          child.ask("run " + options.warmUp(), "ran", STEP_SECONDS);
        }
      } catch (Child.Missing e) {
        here.remove(contender);
        leaveOut(contender, shape.name(), e);
      }
    }
    return seconds;
  }

  /** Characters a second of one measurement, or NaN where there is none. */
  private double rate(
      Shape shape, Contender contender, Map<Contender, Child> here, String command, int each)
      throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    double seconds = command.equals("run") ? options.seconds() : options.seconds() / 2;
    try {
      String[] said =
          here.get(contender).ask(command + " " + seconds, "ran", STEP_SECONDS).split(" ");
      return Double.parseDouble(said[0]) * each / Double.parseDouble(said[1]);
    } catch (Child.Missing e) {
      leaveOut(contender, shape.name() + (command.equals("run") ? "" : ", " + command), e);
      return Double.NaN;
    }
  }

  /** Time against window, hidden size and batch, around S2. */
  private void sweep() throws IOException, InterruptedException {
    start(options.threads());
    List<Contender> who =
        children.keySet().stream()
            .filter(c -> List.of(Contender.FIRST, "djl", "torch").contains(c.name()))
            .toList();
    for (String along : List.of("window", "hidden", "batch")) {
      for (int value : sizes(along)) {
        Shape shape =
            new Shape(
                along + " " + value,
                Shape.Kind.LSTM,
                1,
                along.equals("hidden") ? value : 128,
                along.equals("batch") ? value : 50,
                along.equals("window") ? value : 50);
        StringBuilder line = new StringBuilder(shape.name() + ":");
        Map<Contender, Child> here = open(shape, who);
        for (Contender contender : List.copyOf(here.keySet())) {
          rate(shape, contender, here, "run", shape.characters());
          double rate = rate(shape, contender, here, "run", shape.characters());
          results.point(
              new Results.CurvePoint(along, value, contender.title(), rate, shape.characters()));
          line.append(String.format(Locale.ROOT, "  %s %,.0f", contender.name(), rate));
        }
        say(line.toString());
      }
    }
  }

  private int[] sizes(String along) {
    if (options.quick()) {
      return along.equals("hidden") ? new int[] {64, 256} : new int[] {10, 100};
    }
    return switch (along) {
      case "window" -> new int[] {10, 25, 50, 100};
      case "hidden" -> new int[] {64, 128, 256, 512};
      default -> new int[] {1, 10, 50, 100};
    };
  }

  private void say(String line) {
    System.out.printf(Locale.ROOT, "%4.0f s  %s%n", (System.nanoTime() - started) * 1e-9, line);
  }

  private void writeReport() {
    try {
      Report.write(options, results);
    } catch (IOException e) {
      System.err.println("the report cannot be written: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    new ArrayList<>(children.values()).forEach(Child::close);
    children.clear();
  }
}
