package unroll.model.seq2seq;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;
import unroll.cell.Cell;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.data.Addition;
import unroll.data.Dates;
import unroll.data.Pairs;
import unroll.data.Reversal;
import unroll.layer.Embedding;
import unroll.layer.GeneralAttention;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * Trains the reference tasks and prints how far they come; a program, not a test. Arguments: task
 * (addition, reversal, dates), model (fixed, reversed, attention, luong, or a number: fixed with a
 * context of that size), hidden units, passes, batch, rate, seed.
 */
final class ReferenceTasks {
  private static final int SHOWN = 5;

  private ReferenceTasks() {}

  public static void main(String[] args) {
    int hidden = Integer.parseInt(args[2]);
    int passes = Integer.parseInt(args[3]);
    int batch = Integer.parseInt(args[4]);
    double rate = Double.parseDouble(args[5]);
    long seed = Long.parseLong(args[6]);
    Pairs.Split split =
        switch (args[0]) {
          case "addition" -> Addition.split(0.2, 1);
          case "reversal" -> Reversal.of(12_000, 10, 1, 8, 1).split(1 / 6.0);
          case "dates" -> Dates.of(11_000, 1).split(1 / 11.0);
          default -> throw new IllegalArgumentException("no task " + args[0]);
        };
    Pairs train = split.train();
    Initializer init = Initializer.seeded(seed);
    Seq2Seq<?> model =
        switch (args[1]) {
          case "fixed" -> Seq2Seq.fixed(train, hidden, hidden, init);
          case "reversed" -> reversed(train, hidden, init);
          case "attention" -> Seq2Seq.attending(train, hidden, init);
          case "luong" -> luong(train, hidden, init);
          default -> Seq2Seq.fixed(train, hidden, Integer.parseInt(args[1]), init);
        };
    PairLoss loss = model.lossOver(train, batch, new SplittableRandom(seed));
    long steps = (long) passes * loss.batches();
    double before = cpuSeconds();
    System.out.printf(
        "%s: %d to learn from, %d held out, %d steps%n",
        String.join(" ", args), train.size(), split.validation().size(), steps);
    Trainer.of(Adam.of(model.parameters(), rate))
        .clipping(5)
        .scheduled(Schedule.cosine(0.02))
        .listening(
            progress -> {
              if (progress.step() % loss.batches() == 0) {
                System.out.printf(
                    Locale.ROOT,
                    "pass %d step %d loss %.4f held out exact %.4f, %.0f CPU s%n",
                    progress.step() / loss.batches(),
                    progress.step(),
                    progress.smoothedLoss(),
                    model.exact(split.validation()),
                    cpuSeconds() - before);
              }
            })
        .fit(steps, loss);
    for (int i = 0; i < SHOWN; i++) {
      Translation written =
          model.write(split.validation().list().get(i).source(), train.longestTarget() + 1);
      System.out.println(written.source() + " -> " + written.target());
    }
  }

  private static Seq2Seq<?> reversed(Pairs pairs, int hidden, Initializer init) {
    Initializer reads = init.named("encoder");
    Initializer writes = init.named("decoder");
    return new Seq2Seq<>(
        pairs.source(),
        pairs.target(),
        Embedding.of(pairs.source().size(), hidden, reads),
        CellEncoder.reversed(Lstm.of(hidden, hidden, reads.named("cell"))),
        ContextDecoder.of(
            Embedding.of(pairs.boundary() + 1, hidden, writes),
            Lstm.of(2 * hidden, hidden, writes.named("cell")),
            writes));
  }

  private static Seq2Seq<?> luong(Pairs pairs, int hidden, Initializer init) {
    Initializer reads = init.named("encoder");
    Initializer writes = init.named("decoder");
    Cell<?> reader = Gru.of(hidden, hidden, reads.named("cell"));
    Encoder encoder = CellEncoder.of(reader);
    return new Seq2Seq<>(
        pairs.source(),
        pairs.target(),
        Embedding.of(pairs.source().size(), hidden, reads),
        encoder,
        LuongDecoder.of(
            Embedding.of(pairs.boundary() + 1, hidden, writes),
            Gru.of(hidden, hidden, writes.named("cell")),
            GeneralAttention.of(hidden, hidden, writes.named("attention")),
            encoder,
            writes));
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        * 1e-9;
  }
}
