package e12_seq2seq;

import e12_seq2seq.EncoderDecoder.Hypothesis;
import e12_seq2seq.EncoderDecoder.Next;
import e12_seq2seq.EncoderDecoder.Reader;
import e12_seq2seq.EncoderDecoder.Said;
import e12_seq2seq.EncoderDecoder.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 12-seq2seq: odd sizes, made-up writers, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class Seq2SeqHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  // B, D, H, and the longest source
  private static final int[][] SIZES = {{1, 2, 3, 1}, {3, 1, 2, 4}, {4, 3, 1, 5}, {2, 5, 4, 3}};

  // a length that no test uses, so that texts of all lengths compare
  private static final int ROOM = 12;

  private final EncoderDecoder network;

  Seq2SeqHiddenTest(EncoderDecoder network) {
    this.network = network;
  }

  private static Reader reader(Random random, int inputs, int hidden) {
    return new Reader(
        Seq2SeqOracle.gaussian(random, inputs, hidden),
        Seq2SeqOracle.gaussian(random, hidden, hidden),
        Seq2SeqOracle.gaussian(random, 1, hidden));
  }

  private static List<DMatrixRMaj> inputs(Random random, int steps, int batch, int inputs) {
    List<DMatrixRMaj> xs = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      xs.add(Seq2SeqOracle.gaussian(random, batch, inputs));
    }
    return xs;
  }

  @Test
  @Task(1)
  @Points(2)
  void contextsAreRightAtOddSizes() {
    Random random = new Random(120_101);
    for (int[] size : SIZES) {
      Reader reader = reader(random, size[1], size[2]);
      List<DMatrixRMaj> xs = inputs(random, size[3], size[0], size[1]);
      int[] lengths = new int[size[0]];
      DMatrixRMaj expected = new DMatrixRMaj(size[0], size[2]);
      for (int row = 0; row < size[0]; row++) {
        lengths[row] = 1 + random.nextInt(size[3]);
        for (int unit = 0; unit < size[2]; unit++) {
          expected.set(row, unit, Seq2SeqOracle.state(reader, xs, row, lengths[row], unit));
        }
      }
      Expect.that("the contexts" + where(size), network.encode(reader, xs, lengths))
          .is(expected, TOLERANCE, "h(t) = tanh(b + x(t) Wx + h(t-1) Wh), C at each own end");
    }
  }

  @Test
  @Task(1)
  void paddingChangesNothing() {
    Random random = new Random(120_102);
    Reader reader = reader(random, 2, 3);
    List<DMatrixRMaj> xs = inputs(random, 4, 2, 2);
    int[] lengths = {4, 2};
    DMatrixRMaj before = network.encode(reader, xs, lengths);
    List<DMatrixRMaj> longer = new ArrayList<>(xs);
    for (int t = 2; t < 4; t++) {
      longer.set(t, xs.get(t).copy());
      longer.get(t).set(1, 0, -9);
    }
    longer.add(Seq2SeqOracle.gaussian(random, 2, 2));
    Expect.that("the contexts with other and more padding", network.encode(reader, longer, lengths))
        .is(before, TOLERANCE, "what is read at t >= lengths[row]: it must leave the state alone");
  }

  @Test
  @Task(1)
  void encoderLeavesItsArgumentsAlone() {
    Random random = new Random(120_103);
    Reader reader = reader(random, 2, 3);
    List<DMatrixRMaj> xs = inputs(random, 2, 2, 2);
    DMatrixRMaj x = xs.get(1).copy();
    DMatrixRMaj b = reader.b().copy();
    network.encode(reader, xs, new int[] {2, 1});
    Expect.unmodified("an input", xs.get(1), x);
    Expect.unmodified("the bias b", reader.b(), b);
  }

  private static Writer writer(Random random, int symbols, int context, int hidden) {
    return new Writer(
        Seq2SeqOracle.gaussian(random, symbols, hidden),
        Seq2SeqOracle.gaussian(random, hidden, hidden),
        Seq2SeqOracle.gaussian(random, context, hidden),
        Seq2SeqOracle.gaussian(random, 1, hidden),
        Seq2SeqOracle.gaussian(random, hidden, symbols),
        Seq2SeqOracle.gaussian(random, 1, symbols));
  }

  @Test
  @Task(2)
  @Points(2)
  void stepsAreRightAtOddSizes() {
    Random random = new Random(120_104);
    for (int[] size : SIZES) {
      int batch = size[0];
      int hidden = size[2];
      int symbols = size[3] + 1;
      Writer writer = writer(random, symbols, size[1], hidden);
      DMatrixRMaj context = Seq2SeqOracle.gaussian(random, batch, size[1]);
      DMatrixRMaj s = Seq2SeqOracle.gaussian(random, batch, hidden);
      int[] read = random.ints(batch, 0, symbols).toArray();
      DMatrixRMaj state = new DMatrixRMaj(batch, hidden);
      DMatrixRMaj logits = new DMatrixRMaj(batch, symbols);
      for (int row = 0; row < batch; row++) {
        for (int j = 0; j < hidden; j++) {
          int[] at = {row, j};
          state.set(row, j, Seq2SeqOracle.written(writer, context, read, s, at));
        }
        for (int k = 0; k < symbols; k++) {
          double o = writer.c().get(0, k);
          for (int j = 0; j < hidden; j++) {
            o += state.get(row, j) * writer.v().get(j, k);
          }
          logits.set(row, k, o);
        }
      }
      Said came = network.decode(writer, context, read, s);
      Expect.that("the new state" + where(size), came.s())
          .is(state, TOLERANCE, "s' = tanh(b + Wy[y] + s Ws + C Wc)");
      Expect.that("the logits" + where(size), came.logits()).is(logits, TOLERANCE, "o = c + s' V");
    }
  }

  @Test
  @Task(2)
  void decoderLeavesItsArgumentsAlone() {
    Random random = new Random(120_105);
    Writer writer = writer(random, 3, 2, 4);
    DMatrixRMaj context = Seq2SeqOracle.gaussian(random, 2, 2);
    DMatrixRMaj s = Seq2SeqOracle.gaussian(random, 2, 4);
    DMatrixRMaj contextBefore = context.copy();
    DMatrixRMaj stateBefore = s.copy();
    DMatrixRMaj b = writer.b().copy();
    DMatrixRMaj c = writer.c().copy();
    network.decode(writer, context, new int[] {2, 0}, s);
    Expect.unmodified("the context", context, contextBefore);
    Expect.unmodified("the state before", s, stateBefore);
    Expect.unmodified("the bias b", writer.b(), b);
    Expect.unmodified("the bias c", writer.c(), c);
  }

  @Test
  @Task(3)
  @Points(3)
  void beamsFindWhatIsKeptLengthByLength() {
    int[][] asked = {{1, 5, 0}, {2, 5, 1}, {3, 4, 2}, {5, 6, 0}, {4, 1, 1}};
    for (int[] each : asked) {
      for (int end = 0; end < 3; end++) {
        Next next = Seq2SeqOracle.drawn(120_106L + end, 4);
        List<Hypothesis> expected =
            new ArrayList<>(Seq2SeqOracle.kept(next, end, each[0], each[1]));
        double alpha = 0.8 * each[2];
        expected.sort(
            Comparator.comparingDouble(
                one -> -Seq2SeqOracle.score(one.symbols(), one.logProbability(), alpha)));
        List<Hypothesis> came = network.search(next, end, each[0], each[1], alpha);
        Expect.size(
            "what a beam of width " + each[0] + " found",
            came,
            expected.size(),
            "the places: one that is found keeps its place");
        for (int i = 0; i < expected.size(); i++) {
          String which = " of number " + (i + 1) + " at width " + each[0];
          Expect.that("the symbols" + which, row(came.get(i).symbols()))
              .is(row(expected.get(i).symbols()), 0, "what is kept, and the ranking at the end");
          Expect.that("the log-probability" + which, came.get(i).logProbability())
              .is(expected.get(i).logProbability(), TOLERANCE, "log p is the sum over the symbols");
        }
      }
    }
  }

  @Test
  @Task(3)
  @Points(2)
  void beamWideEnoughFindsTheBestOfAll() {
    for (double alpha : new double[] {0, 0.7, 3}) {
      Next next = Seq2SeqOracle.drawn(120_107, 3);
      TreeMap<Double, int[]> ranked = new TreeMap<>();
      for (Map.Entry<Double, int[]> text : Seq2SeqOracle.all(next, 1, 5).entrySet()) {
        ranked.put(Seq2SeqOracle.score(text.getValue(), text.getKey(), alpha), text.getValue());
      }
      List<Hypothesis> came = network.search(next, 1, 99, 5, alpha);
      Expect.size(
          "what a beam with room for all found", came, ranked.size(), "all texts, ended or cut");
      Expect.that("the best text", row(came.get(0).symbols()))
          .is(row(ranked.lastEntry().getValue()), 0, "rank by log p / penalty(n, alpha)");
    }
  }

  private static DMatrixRMaj row(int... symbols) {
    DMatrixRMaj row = new DMatrixRMaj(1, ROOM);
    for (int i = 0; i < ROOM; i++) {
      row.set(0, i, i < symbols.length ? symbols[i] : -1);
    }
    return row;
  }

  private static String where(int[] size) {
    return " for B = " + size[0] + ", D or K = " + size[1] + ", H = " + size[2];
  }
}
