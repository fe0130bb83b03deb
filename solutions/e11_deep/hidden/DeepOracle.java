package e11_deep;

import e11_deep.DeepCells.Bridged;
import e11_deep.DeepCells.Dense;
import e11_deep.DeepCells.Layer;
import e11_deep.DeepCells.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one unit of one example at a time, each carrying its derivative
 * by one chosen entry of the state before along (dual numbers, forward mode). Nothing here goes
 * back, and no matrix is multiplied.
 */
final class DeepOracle {
  private DeepOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.5 * random.nextGaussian());
    }
    return m;
  }

  static Layer layer(Random random, int inputs, int hidden) {
    return new Layer(
        gaussian(random, inputs, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden));
  }

  static Transition transition(Random random, int inputs, int hidden, int maps) {
    List<Dense> rest = new ArrayList<>();
    for (int l = 2; l <= maps; l++) {
      rest.add(new Dense(gaussian(random, hidden, hidden), gaussian(random, 1, hidden)));
    }
    return new Transition(layer(random, inputs, hidden), rest);
  }

  /** A number and its derivative. */
  private record Dual(double value, double slope) {
    Dual plus(Dual other) {
      return new Dual(value + other.value, slope + other.slope);
    }

    Dual times(double factor) {
      return new Dual(value * factor, slope * factor);
    }

    Dual tanh() {
      double cosh = Math.cosh(value);
      return new Dual(Math.tanh(value), slope / (cosh * cosh));
    }
  }

  /** One row of numbers that do not move. */
  private static Dual[] still(DMatrixRMaj m, int row) {
    Dual[] values = new Dual[m.numCols];
    for (int j = 0; j < values.length; j++) {
      values[j] = new Dual(m.get(row, j), 0);
    }
    return values;
  }

  /** One unit's sum over what it hears, added to what is there. */
  private static Dual hears(Dual sum, Dual[] heard, DMatrixRMaj weights, int unit) {
    Dual all = sum;
    for (int k = 0; k < heard.length; k++) {
      all = all.plus(heard[k].times(weights.get(k, unit)));
    }
    return all;
  }

  private static Dual[] layer(Layer layer, Dual[] below, Dual[] before) {
    Dual[] after = new Dual[layer.b().numCols];
    for (int j = 0; j < after.length; j++) {
      Dual a = hears(new Dual(layer.b().get(j), 0), below, layer.wx(), j);
      after[j] = hears(a, before, layer.wh(), j).tanh();
    }
    return after;
  }

  static List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before) {
    List<DMatrixRMaj> after = new ArrayList<>();
    before.forEach(state -> after.add(state.createLike()));
    for (int row = 0; row < x.numRows; row++) {
      Dual[] below = still(x, row);
      for (int l = 0; l < layers.size(); l++) {
        below = layer(layers.get(l), below, still(before.get(l), row));
        write(below, after.get(l), row);
      }
    }
    return after;
  }

  static List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before) {
    List<DMatrixRMaj> u = new ArrayList<>();
    for (int l = 0; l <= cell.rest().size(); l++) {
      u.add(before.createLike());
    }
    for (int row = 0; row < x.numRows; row++) {
      Dual[] units = layer(cell.first(), still(x, row), still(before, row));
      write(units, u.get(0), row);
      for (int l = 0; l < cell.rest().size(); l++) {
        units = dense(cell.rest().get(l), units, new Dual[0], before);
        write(units, u.get(l + 1), row);
      }
    }
    return u;
  }

  /** One map, and behind it in the same sum what a skip brings. */
  private static Dual[] dense(Dense map, Dual[] below, Dual[] skipped, DMatrixRMaj skip) {
    Dual[] units = new Dual[below.length];
    for (int j = 0; j < units.length; j++) {
      Dual a = hears(new Dual(map.b().get(j), 0), below, map.w(), j);
      units[j] = hears(a, skipped, skip, j).tanh();
    }
    return units;
  }

  /** The new state of a transition with a skip, and the gradient entry by entry. */
  static Bridged bridge(
      Transition cell, DMatrixRMaj skip, DMatrixRMaj x, DMatrixRMaj before, DMatrixRMaj gradient) {
    DMatrixRMaj state = before.createLike();
    DMatrixRMaj back = before.createLike();
    for (int row = 0; row < x.numRows; row++) {
      for (int moving = 0; moving < before.numCols; moving++) {
        Dual[] h = still(before, row);
        h[moving] = new Dual(h[moving].value(), 1);
        Dual[] units = layer(cell.first(), still(x, row), h);
        for (int l = 0; l < cell.rest().size(); l++) {
          boolean last = l == cell.rest().size() - 1;
          units = dense(cell.rest().get(l), units, last ? h : new Dual[0], skip);
        }
        write(units, state, row);
        double slope = 0;
        for (int j = 0; j < units.length; j++) {
          slope += gradient.get(row, j) * units[j].slope();
        }
        back.set(row, moving, slope);
      }
    }
    return new Bridged(state, back);
  }

  private static void write(Dual[] units, DMatrixRMaj m, int row) {
    for (int j = 0; j < units.length; j++) {
      m.set(row, j, units[j].value());
    }
  }
}
