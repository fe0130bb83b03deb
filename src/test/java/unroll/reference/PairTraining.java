package unroll.reference;

import java.util.Locale;
import java.util.SplittableRandom;
import unroll.data.Pairs;
import unroll.model.seq2seq.PairLoss;
import unroll.model.seq2seq.Seq2Seq;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * Trains a model on pairs for so many passes and counts after each how many held-out pairs it
 * writes exactly.
 *
 * @param batch pairs of an update
 * @param passes over the pairs
 * @param rate the learning rate, falling to a fiftieth in half a cosine
 * @param bar the share of exact pairs to get to
 */
record PairTraining(int batch, int passes, double rate, double bar) {
  private static final double CLIP = 5;
  private static final double FLOOR = 0.02;

  /** Passes of a run that never got to its bar. */
  static final int NEVER = Integer.MAX_VALUE;

  /**
   * What came.
   *
   * @param exact the share of held-out pairs written exactly after the last pass
   * @param bar the share to get to
   * @param pass the first pass after which the bar was reached, or {@link #NEVER}
   * @param passes all of them
   * @param steps updates made
   */
  record Run(double exact, double bar, int pass, int passes, long steps) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.2f %% exact after pass %d; %.0f %% %s",
          100 * exact,
          passes,
          100 * bar,
          pass == NEVER ? "never" : "first after pass " + pass);
    }
  }

  Run train(Seq2Seq<?> model, Pairs.Split split, long seed) {
    PairLoss loss = model.lossOver(split.train(), batch, new SplittableRandom(seed));
    long steps = (long) passes * loss.batches();
    double[] exact = new double[passes + 1];
    Trainer.of(Adam.of(model.parameters(), rate))
        .clipping(CLIP)
        .scheduled(Schedule.cosine(FLOOR))
        .listening(
            progress -> {
              if (progress.step() % loss.batches() == 0) {
                int pass = (int) (progress.step() / loss.batches());
                exact[pass] = model.exact(split.validation());
              }
            })
        .fit(steps, loss);
    int first = NEVER;
    for (int pass = passes; pass >= 1; pass--) {
      first = exact[pass] >= bar ? pass : first;
    }
    return new Run(exact[passes], bar, first, passes, steps);
  }
}
