package e13_attention;

import e13_attention.Attending.Asked;
import e13_attention.Attending.Read;
import e13_attention.Attending.Scores;
import e13_attention.Attending.Weights;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one entry at a time, each carrying its derivative by one chosen
 * entry along (dual numbers, forward mode). Nothing here goes back, and nothing is shifted.
 */
final class AttentionOracle {
  private AttentionOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.7 * random.nextGaussian());
    }
    return m;
  }

  static Weights weights(Random random, int query, int memory, int units) {
    return new Weights(
        gaussian(random, query, units),
        gaussian(random, memory, units),
        gaussian(random, 1, units));
  }

  static Asked asked(Random random, int query, int places, int memory) {
    return new Asked(gaussian(random, 1, query), gaussian(random, places, memory));
  }

  /** A number and its derivative. */
  private record Dual(double value, double slope) {
    static final Dual ZERO = new Dual(0, 0);

    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual times(Dual other) {
      return new Dual(value * other.value, value * other.slope + slope * other.value);
    }

    Dual over(Dual other) {
      double quotient = value / other.value;
      return new Dual(quotient, (slope - quotient * other.slope) / other.value);
    }

    Dual exp() {
      return new Dual(Math.exp(value), Math.exp(value) * slope);
    }

    /** By two exponentials, not by the library's tanh. */
    Dual tanh() {
      Dual up = exp();
      Dual down = new Dual(-value, -slope).exp();
      Dual minus = new Dual(-down.value, -down.slope);
      return up.plus(minus).over(up.plus(down));
    }
  }

  /** All that goes in; the chosen entry has derivative 1. */
  private record Point(
      Weights weights, Asked asked, boolean[] counts, DMatrixRMaj chosen, int entry) {
    private Dual at(DMatrixRMaj m, int row, int column) {
      boolean moves = m == chosen && row * m.numCols + column == entry;
      return new Dual(m.get(row, column), moves ? 1 : 0);
    }

    Dual hidden(int s, int unit) {
      Dual a = Dual.ZERO;
      for (int i = 0; i < weights.wa().numRows; i++) {
        a = a.plus(at(asked.query(), 0, i).times(at(weights.wa(), i, unit)));
      }
      for (int i = 0; i < weights.ua().numRows; i++) {
        a = a.plus(at(asked.memory(), s, i).times(at(weights.ua(), i, unit)));
      }
      return a.tanh();
    }

    Dual score(int s) {
      Dual e = Dual.ZERO;
      for (int unit = 0; unit < weights.va().numCols; unit++) {
        e = e.plus(at(weights.va(), 0, unit).times(hidden(s, unit)));
      }
      return e;
    }

    /** One number of the context: what counts, in proportion. */
    Dual context(int column) {
      Dual above = Dual.ZERO;
      Dual below = Dual.ZERO;
      for (int s = 0; s < counts.length; s++) {
        if (counts[s]) {
          Dual share = score(s).exp();
          above = above.plus(share.times(at(asked.memory(), s, column)));
          below = below.plus(share);
        }
      }
      return above.over(below);
    }
  }

  static Scores scores(Weights weights, Asked asked) {
    Point point = new Point(weights, asked, new boolean[0], null, -1);
    int places = asked.memory().numRows;
    int units = weights.va().numCols;
    DMatrixRMaj hidden = new DMatrixRMaj(places, units);
    DMatrixRMaj e = new DMatrixRMaj(1, places);
    for (int s = 0; s < places; s++) {
      e.set(s, point.score(s).value());
      for (int unit = 0; unit < units; unit++) {
        hidden.set(s, unit, point.hidden(s, unit).value());
      }
    }
    return new Scores(hidden, e);
  }

  /** Each weight as one over the sum of how much better the others fit. */
  static Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    DMatrixRMaj alpha = e.createLike();
    DMatrixRMaj context = new DMatrixRMaj(1, memory.numCols);
    for (int s = 0; s < counts.length; s++) {
      double others = 0;
      for (int r = 0; r < counts.length; r++) {
        others += counts[r] ? Math.exp(e.get(r) - e.get(s)) : 0;
      }
      alpha.set(s, counts[s] ? 1 / others : 0);
      for (int column = 0; column < memory.numCols; column++) {
        context.add(0, column, alpha.get(s) * memory.get(s, column));
      }
    }
    return new Read(alpha, context);
  }

  /** The gradient by one of the matrices of weights or asked, which must be that very object. */
  static DMatrixRMaj gradient(
      Weights weights, Asked asked, boolean[] counts, DMatrixRMaj chosen, DMatrixRMaj dContext) {
    DMatrixRMaj gradient = chosen.createLike();
    for (int entry = 0; entry < chosen.getNumElements(); entry++) {
      Point point = new Point(weights, asked, counts, chosen, entry);
      double slope = 0;
      for (int column = 0; column < dContext.numCols; column++) {
        slope += dContext.get(column) * point.context(column).slope();
      }
      gradient.set(entry, slope);
    }
    return gradient;
  }
}
