package unroll.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import unroll.data.Windows;
import unroll.matrix.Kernels;
import unroll.matrix.Precision;
import unroll.model.LanguageModel;
import unroll.model.WindowLoss;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Progress;
import unroll.train.Trainer;

/**
 * This kit, through what a lesson uses: a language model, its loss over a text, Adam, a trainer.
 * The trainer runs on; between measurements its listener lets it wait.
 */
final class UnrollPeer implements Peer {
  private final Precision precision;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Semaphore go = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private LanguageModel<?> model;
  private Thread training;
  private double[] losses;
  private int taken;
  private volatile RuntimeException failure;

  UnrollPeer(Precision precision) {
    this.precision = precision;
  }

  @Override
  public String versions() {
    return precision.name().toLowerCase(Locale.ROOT)
        + ", "
        + Kernels.provider()
        + ", Java "
        + Runtime.version();
  }

  @Override
  public void open(Workload workload, int threads) {
    close();
    model = workload.shape().model(Workload.characters(), Initializer.seeded(1).in(precision));
    workload.into(model);
    Shape shape = workload.shape();
    WindowLoss<?> loss = model.lossOver(Windows.of(workload.text(), shape.batch(), shape.window()));
    Trainer trainer =
        Trainer.of(Adam.of(model.parameters(), Workload.RATE)).listening(this::afterStep);
    training =
        new Thread(
            () -> {
              try {
                if (mayGoOn()) {
                  trainer.fit(Long.MAX_VALUE, loss);
                }
              } catch (RuntimeException e) {
                failure = e; // told by the thread that waits for steps
                done.release();
              }
            });
    training.setDaemon(true);
    training.start();
  }

  private void afterStep(Progress progress) {
    losses[taken++] = progress.loss();
    if (taken == losses.length) {
      done.release();
      mayGoOn();
    }
  }

  private boolean mayGoOn() {
    try {
      go.acquire();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the trainer stops at it
      return false;
    }
  }

  @Override
  public double[] steps(int n) throws InterruptedException {
    losses = new double[n];
    taken = 0;
    go.release();
    done.acquire();
    if (failure != null) {
      throw failure;
    }
    return losses;
  }

  @Override
  public void sample(int characters) {
    model.generate("", characters, Sampler.at(1), random);
  }

  @Override
  public void close() {
    if (training == null) {
      return;
    }
    training.interrupt();
    try {
      training.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
