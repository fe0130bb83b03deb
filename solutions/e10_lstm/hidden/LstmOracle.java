package e10_lstm;

import e10_lstm.GatedUnits.Before;
import e10_lstm.GatedUnits.Step;
import e10_lstm.GatedUnits.Weights;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one entry at a time, each carrying its derivative by one chosen
 * entry along (dual numbers, forward mode). Nothing here goes back.
 */
final class LstmOracle {
  // h, c, i, f, o, g of one unit of one example
  private static final int PARTS = 6;

  private LstmOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.5 * random.nextGaussian());
    }
    return m;
  }

  /** Random weights, small enough that gates do not saturate. */
  static Weights weights(Random random, int inputs, int hidden, int columns) {
    return new Weights(
        gaussian(random, inputs, columns),
        gaussian(random, hidden, columns),
        gaussian(random, 1, columns));
  }

  static Before before(Random random, int batch, int inputs, int hidden) {
    return new Before(
        gaussian(random, batch, inputs),
        gaussian(random, batch, hidden),
        gaussian(random, batch, hidden));
  }

  /** A number and its derivative. */
  private record Dual(double value, double slope) {
    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual times(Dual other) {
      return new Dual(value * other.value, value * other.slope + slope * other.value);
    }

    Dual tanh() {
      double cosh = Math.cosh(value);
      return new Dual(Math.tanh(value), slope / (cosh * cosh));
    }

    Dual sigmoid() {
      double cosh = Math.cosh(value / 2);
      return new Dual(0.5 + Math.tanh(value / 2) / 2, slope / (4 * cosh * cosh));
    }
  }

  /** All that goes into a step; the chosen entry has derivative 1. */
  private record Point(Weights weights, Before before, DMatrixRMaj chosen, int entry) {
    private Dual at(DMatrixRMaj m, int row, int column) {
      boolean moves = m == chosen && row * m.numCols + column == entry;
      return new Dual(m.get(row, column), moves ? 1 : 0);
    }

    private Dual sum(int row, int column) {
      Dual a = at(weights.b(), 0, column);
      for (int k = 0; k < weights.wx().numRows; k++) {
        a = a.plus(at(before.x(), row, k).times(at(weights.wx(), k, column)));
      }
      for (int k = 0; k < weights.wh().numRows; k++) {
        a = a.plus(at(before.h(), row, k).times(at(weights.wh(), k, column)));
      }
      return a;
    }

    /** The parts of one unit's step, in the record's order. */
    Dual[] unit(int row, int j) {
      int hidden = before.h().numCols;
      Dual i = sum(row, j).sigmoid();
      Dual f = sum(row, hidden + j).sigmoid();
      Dual o = sum(row, 2 * hidden + j).sigmoid();
      Dual g = sum(row, 3 * hidden + j).tanh();
      Dual c = f.times(at(before.c(), row, j)).plus(i.times(g));
      return new Dual[] {o.times(c.tanh()), c, i, f, o, g};
    }
  }

  static Step step(Weights weights, Before before) {
    Point point = new Point(weights, before, before.x(), -1);
    DMatrixRMaj[] parts = new DMatrixRMaj[PARTS];
    for (int k = 0; k < PARTS; k++) {
      parts[k] = before.c().createLike();
      for (int row = 0; row < parts[k].numRows; row++) {
        for (int j = 0; j < parts[k].numCols; j++) {
          parts[k].set(row, j, point.unit(row, j)[k].value());
        }
      }
    }
    return new Step(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  }

  /** The gradient by one of the matrices of weights or before, which must be that very object. */
  static DMatrixRMaj gradient(
      Weights weights, Before before, DMatrixRMaj chosen, DMatrixRMaj dh, DMatrixRMaj dc) {
    DMatrixRMaj gradient = chosen.createLike();
    for (int entry = 0; entry < chosen.getNumElements(); entry++) {
      Point point = new Point(weights, before, chosen, entry);
      double slope = 0;
      for (int row = 0; row < dh.numRows; row++) {
        for (int j = 0; j < dh.numCols; j++) {
          Dual[] unit = point.unit(row, j);
          slope += dh.get(row, j) * unit[0].slope() + dc.get(row, j) * unit[1].slope();
        }
      }
      gradient.set(entry, slope);
    }
    return gradient;
  }

  /** One step of a GRU with the reset before the product, or after it. */
  static DMatrixRMaj gru(
      Weights reset,
      Weights update,
      Weights candidate,
      DMatrixRMaj x,
      DMatrixRMaj h,
      boolean resetAfter) {
    DMatrixRMaj next = h.createLike();
    for (int row = 0; row < h.numRows; row++) {
      for (int j = 0; j < h.numCols; j++) {
        double heard = 0;
        for (int k = 0; k < h.numCols; k++) {
          double gate = gate(reset, x, h, row, resetAfter ? j : k);
          heard += gate * h.get(row, k) * candidate.wh().get(k, j);
        }
        double n = Math.tanh(candidate.b().get(j) + dot(x, row, candidate.wx(), j) + heard);
        // the candidate, and of the way from it to the state before the share z
        next.set(row, j, n + gate(update, x, h, row, j) * (h.get(row, j) - n));
      }
    }
    return next;
  }

  private static double gate(Weights w, DMatrixRMaj x, DMatrixRMaj h, int row, int j) {
    double a = w.b().get(j) + dot(x, row, w.wx(), j) + dot(h, row, w.wh(), j);
    return 0.5 + Math.tanh(a / 2) / 2;
  }

  private static double dot(DMatrixRMaj rows, int row, DMatrixRMaj columns, int column) {
    double sum = 0;
    for (int k = 0; k < rows.numCols; k++) {
      sum += rows.get(row, k) * columns.get(k, column);
    }
    return sum;
  }
}
