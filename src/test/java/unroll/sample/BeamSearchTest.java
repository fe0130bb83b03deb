package unroll.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class BeamSearchTest {
  private static final double ROUNDING = 1e-12;
  private static final int END = 0;
  private static final int SYMBOLS = 4;
  private static final int LONGEST = 5;
  private static final int EVERYTHING = 2_000;

  /** The logits of the next symbol depend on all symbols before it. The state is what was read. */
  private record Table(long seed, double sharpness) implements Continuation<List<List<Integer>>> {
    double[] logits(List<Integer> read) {
      SplittableRandom random = new SplittableRandom(seed * 31 + read.hashCode());
      double[] logits = new double[SYMBOLS];
      for (int i = 0; i < SYMBOLS; i++) {
        logits[i] = sharpness * random.nextGaussian();
      }
      return logits;
    }

    @Override
    public Next<List<List<Integer>>> after(List<List<Integer>> state, int[] symbols) {
      assertEquals(state.size(), symbols.length);
      List<List<Integer>> next = new ArrayList<>();
      double[][] rows = new double[symbols.length][];
      for (int row = 0; row < symbols.length; row++) {
        List<Integer> read = new ArrayList<>(state.get(row));
        read.add(symbols[row]);
        next.add(read);
        rows[row] = logits(read);
      }
      return new Next<>(Matrix.of(Precision.DOUBLE, rows), next);
    }

    @Override
    public List<List<Integer>> pick(List<List<Integer>> state, int[] rows) {
      List<List<Integer>> picked = new ArrayList<>();
      for (int row : rows) {
        picked.add(state.get(row));
      }
      return picked;
    }
  }

  private static List<Hypothesis> search(BeamSearch beam, Table table) {
    return beam.search(table, List.of(List.of()), END, END, LONGEST);
  }

  /** Every sequence there is, the best first. */
  private static List<Hypothesis> all(Table table, BeamSearch ranking) {
    List<Hypothesis> found = new ArrayList<>();
    collect(table, ranking, List.of(END), 0, found);
    found.sort(Comparator.comparingDouble(hypothesis -> -hypothesis.score()));
    return found;
  }

  private static void collect(
      Table table, BeamSearch ranking, List<Integer> read, double log, List<Hypothesis> found) {
    int length = read.size();
    double[] p = Sampler.at(1).probabilities(table.logits(read));
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      double total = log + Math.log(p[symbol]);
      double penalty = Math.pow((5.0 + length) / 6.0, ranking.penalty());
      List<Integer> longer = new ArrayList<>(read);
      longer.add(symbol);
      List<Integer> written = longer.subList(1, length + (symbol == END ? 0 : 1));
      if (symbol == END || length == LONGEST) {
        found.add(new Hypothesis(written, total, total / penalty, symbol == END));
      } else {
        collect(table, ranking, longer, total, found);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1, 3})
  @Published("Sutskever, Vinyals and Le 2014, section 3.2")
  void aWideBeamFindsWhatBruteForceFinds(double penalty) {
    for (int seed = 0; seed < 10; seed++) {
      BeamSearch beam = new BeamSearch(EVERYTHING, penalty);
      Table table = new Table(seed, 1);
      List<Hypothesis> expected = all(table, beam);
      List<Hypothesis> found = search(beam, table);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < 20; i++) {
        assertEquals(expected.get(i).symbols(), found.get(i).symbols());
        assertEquals(expected.get(i).score(), found.get(i).score(), ROUNDING);
        assertEquals(expected.get(i).ended(), found.get(i).ended());
      }
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    for (int seed = 0; seed < 50; seed++) {
      Table table = new Table(seed, 1);
      List<Integer> read = new ArrayList<>(List.of(END));
      List<Integer> written = new ArrayList<>();
      for (int t = 0; t < LONGEST; t++) {
        int best = Sampler.greedy().draw(table.logits(read), new SplittableRandom(1));
        if (best == END) {
          break;
        }
        read.add(best);
        written.add(best);
      }
      assertEquals(written, search(BeamSearch.of(1), table).get(0).symbols());
    }
  }

  @Test
  void aBeamFindsWhatGreedyMisses() {
    int better = 0;
    for (int seed = 0; seed < 50; seed++) {
      Table table = new Table(seed, 1);
      double greedy = search(BeamSearch.of(1), table).get(0).logProbability();
      double wide = search(BeamSearch.of(EVERYTHING), table).get(0).logProbability();
      assertTrue(wide >= greedy - ROUNDING);
      better += wide > greedy + ROUNDING ? 1 : 0;
    }
    assertTrue(better > 10, "better on " + better + " of 50");
  }

  @Test
  @Published("Wu et al. 2016, equation 14")
  void theLengthPenaltyIsThatOfWuEtAl() {
    // ((5 + 7) / 6)^0.6 = 2^0.6
    assertEquals(Math.pow(2, 0.6), new BeamSearch(4, 0.6).lengthPenalty(7), ROUNDING);
  }

  @Test
  void aLengthPenaltyFavoursLongSequences() {
    int plain = 0;
    int penalised = 0;
    for (int seed = 0; seed < 50; seed++) {
      plain += search(BeamSearch.of(EVERYTHING), new Table(seed, 1)).get(0).symbols().size();
      penalised +=
          search(new BeamSearch(EVERYTHING, 2), new Table(seed, 1)).get(0).symbols().size();
    }
    assertTrue(penalised > plain, penalised + " symbols with, " + plain + " without");
  }

  @Test
  void noMoreAreFoundThanTheBeamIsWide() {
    assertEquals(3, search(BeamSearch.of(3), new Table(1, 1)).size());
  }

  @Test
  void ofEqualsTheFirstIsTaken() {
    assertEquals(List.of(), search(BeamSearch.of(1), new Table(1, 0)).get(0).symbols());
  }

  /** Says the same logits at every step. */
  private static List<Hypothesis> constant(double... logits) {
    Continuation<Integer> constant =
        new Continuation<>() {
          @Override
          public Next<Integer> after(Integer state, int[] symbols) {
            double[][] rows = new double[symbols.length][];
            java.util.Arrays.fill(rows, logits);
            return new Next<>(Matrix.of(Precision.DOUBLE, rows), state);
          }

          @Override
          public Integer pick(Integer state, int[] rows) {
            return state;
          }
        };
    return BeamSearch.of(3).search(constant, 0, END, END, LONGEST);
  }

  @Test
  void theImpossibleIsNeverFound() {
    for (Hypothesis found : constant(0, Double.NEGATIVE_INFINITY, 0)) {
      assertTrue(!found.symbols().contains(1), found::toString);
    }
  }

  @Test
  void whatNeverEndsIsCut() {
    Hypothesis found = constant(Double.NEGATIVE_INFINITY, 0).get(0);
    assertEquals(List.of(1, 1, 1, 1, 1), found.symbols());
    assertEquals(false, found.ended());
  }

  @Test
  void extremeLogitsGiveFiniteScores() {
    for (Hypothesis found : constant(1e308, 1e308, -1e308)) {
      assertTrue(Double.isFinite(found.score()), found::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aBrokenLogitIsNamed(double broken) {
    assertEquals(
        "logit 1 is " + broken + ": the model that computed it is broken",
        assertThrows(IllegalArgumentException.class, () -> constant(0, broken)).getMessage());
  }

  @Test
  void nothingToGoOnWithIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> constant(Double.NEGATIVE_INFINITY));
  }

  @Test
  void aBeamOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BeamSearch.of(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aPenaltyOutOfRangeIsRefused(double penalty) {
    assertThrows(IllegalArgumentException.class, () -> new BeamSearch(3, penalty));
  }
}
