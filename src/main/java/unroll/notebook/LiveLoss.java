package unroll.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import unroll.train.Progress;

/**
 * The loss curve of a training that is running, with progress and time left, replaced in place.
 *
 * <p>It is told of each step, by a loop of one's own through {@link #step} or by a trainer through
 * {@link #follow}. While training runs the curve is a picture; closing it leaves the interactive
 * figure. An interrupted training closes it like a finished one: what was trained so far is what is
 * shown.
 *
 * <pre>{@code
 * try (LiveLoss loss = LiveLoss.of("Shakespeare", "nats per character").reference("5-gram", 1.669)) {
 *   trainer.listening(loss::follow).fit(steps, model.lossOver(windows));
 * }
 * }</pre>
 */
public final class LiveLoss implements AutoCloseable {
  /** The training curve is kept as at most so many means of equally many steps. */
  private static final int KEPT = 400;

  private final String title;
  private final String unit;
  private final List<Reference> references;
  private final Live live;
  private final LongSupplier clock;
  private final Throttle throttle;
  private final List<double[]> training = new ArrayList<>();
  private final List<double[]> validation = new ArrayList<>();
  private long stepsEach = 1;
  private double sum;
  private long summed;
  private Optional<ProgressBar> progress = Optional.empty();
  private boolean closed;

  private LiveLoss(
      String title, String unit, List<Reference> references, Live live, LongSupplier clock) {
    this.title = title;
    this.unit = unit;
    this.references = List.copyOf(references);
    this.live = live;
    this.clock = clock;
    this.throttle = Throttle.by(clock);
  }

  /**
   * A curve that has no point yet.
   *
   * @param title what is trained
   * @param unit the unit of the loss, for example {@code nats per character}
   * @return the curve; it appears with the first step
   */
  public static LiveLoss of(String title, String unit) {
    return of(title, unit, Live.here(), System::nanoTime);
  }

  static LiveLoss of(String title, String unit, Live live, LongSupplier clock) {
    return new LiveLoss(title, unit, List.of(), live, clock);
  }

  /**
   * The same curve with a value to compare with; to be called before the first step.
   *
   * @param name what the value is
   * @param value the loss
   * @return a curve with one line more
   */
  public LiveLoss reference(String name, double value) {
    List<Reference> more = new ArrayList<>(references);
    more.add(new Reference(name, value));
    return new LiveLoss(title, unit, more, live, clock);
  }

  /**
   * Notes one step of training.
   *
   * @param step how many steps are done, from 1 on
   * @param total how many there will be
   * @param loss the training loss of this step
   * @param validationLoss the loss on held-out data, or NaN if it was not measured at this step
   */
  public void step(long step, long total, double loss, double validationLoss) {
    if (progress.isEmpty()) {
      progress = Optional.of(ProgressBar.of(title, total, live, clock));
    }
    progress.get().at(step);
    sum += loss;
    summed++;
    if (summed == stepsEach) {
      training.add(new double[] {step, sum / summed});
      sum = 0;
      summed = 0;
      halveIfFull();
    }
    if (!Double.isNaN(validationLoss)) {
      validation.add(new double[] {step, validationLoss});
    }
    throttle.maybe(() -> live.update(running()));
  }

  /**
   * Notes one step of a trainer; in the shape of its listener.
   *
   * @param progress of the trainer
   */
  public void follow(Progress progress) {
    step(
        progress.step(),
        progress.total(),
        progress.loss(),
        progress.validation().orElse(Double.NaN));
  }

  /** Leaves the figure as it stands. Closing twice is the same as once. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (progress.isEmpty()) {
      live.last(MimeBundle.text(title + ": no step was made"));
      return;
    }
    progress.get().finish();
    live.last(finished());
  }

  /**
   * The figure so far, to show again or to add to.
   *
   * @return the curve as a line chart; without a series if no step was made
   */
  public XyChart chart() {
    XyChart chart = Chart.line(title).x("step").y("loss", unit);
    String mean = stepsEach == 1 ? "training" : "training, mean of " + stepsEach + " steps";
    if (!training.isEmpty()) {
      chart = chart.series(mean, column(training, 0), column(training, 1));
    }
    if (!validation.isEmpty()) {
      chart = chart.series("held out", column(validation, 0), column(validation, 1));
    }
    for (Reference reference : references) {
      chart = chart.reference(reference.name(), reference.value());
    }
    return chart;
  }

  /** While running: a picture only, because redrawing an interactive figure flickers. */
  private MimeBundle running() {
    MimeBundle line = progress.orElseThrow().bundle();
    if (!drawable()) {
      return line;
    }
    XyChart chart = chart();
    MimeBundle picture =
        line.withPng(
            Picture.png(Picture.image(chart::paint, Picture.WIDTH, Picture.HEIGHT, 1)),
            Picture.WIDTH,
            Picture.HEIGHT,
            chart.alternative());
    return picture.with(
        "text/html",
        "%s<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%\" src=\"data:image/png;base64,%s\">"
            .formatted(
                line.data().get("text/html"),
                Html.escape(chart.alternative()),
                Picture.WIDTH,
                picture.data().get("image/png")));
  }

  private MimeBundle finished() {
    MimeBundle line = progress.orElseThrow().bundle();
    if (!drawable()) {
      return line;
    }
    MimeBundle figure = chart().bundle();
    return figure
        .with("text/html", "" + line.data().get("text/html") + figure.data().get("text/html"))
        .with("text/plain", line.plainText() + "\n" + figure.plainText());
  }

  private boolean drawable() {
    return training.stream().anyMatch(point -> Double.isFinite(point[1]))
        || validation.stream().anyMatch(point -> Double.isFinite(point[1]));
  }

  private void halveIfFull() {
    if (training.size() < KEPT) {
      return;
    }
    List<double[]> half = new ArrayList<>();
    for (int i = 0; i + 1 < training.size(); i += 2) {
      double[] first = training.get(i);
      double[] second = training.get(i + 1);
      half.add(new double[] {second[0], (first[1] + second[1]) / 2});
    }
    training.clear();
    training.addAll(half);
    stepsEach *= 2;
  }

  private static double[] column(List<double[]> points, int index) {
    return points.stream().mapToDouble(point -> point[index]).toArray();
  }
}
