package unroll.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Named points (x, y) of a line or scatter chart. The arrays are its own.
 *
 * @param name its name in the legend
 * @param x where each point stands
 * @param y how high
 * @param curve true for a line without marks, whatever the chart joins or marks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Series(String name, double[] x, double[] y, boolean curve) {
  static Series of(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series '%s' has %d x and %d y values; give as many of one as of the other"
              .formatted(name, x.length, y.length));
    }
    return new Series(name, x.clone(), y.clone(), false);
  }

  Series asCurve() {
    return new Series(name, x, y, true);
  }

  int size() {
    return y.length;
  }

  /** The points that both axes hold, in order. */
  Series on(Axis horizontal, Axis vertical) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      if (horizontal.holds(x[i]) && vertical.holds(y[i])) {
        kept.add(i);
      }
    }
    return pick(kept);
  }

  /**
   * At most about {@code most} points that look the same: of every run of neighbours the lowest and
   * the highest stay, so no spike is lost.
   */
  Series thinned(int most) {
    if (y.length <= most) {
      return this;
    }
    List<Integer> kept = new ArrayList<>();
    int runs = most / 2;
    for (int run = 0; run < runs; run++) {
      int from = (int) ((long) run * y.length / runs);
      int to = (int) ((long) (run + 1) * y.length / runs);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = y[i] < y[low] ? i : low;
        high = y[i] > y[high] ? i : high;
      }
      kept.add(Math.min(low, high));
      if (low != high) {
        kept.add(Math.max(low, high));
      }
    }
    if (kept.get(kept.size() - 1) != y.length - 1) {
      kept.add(y.length - 1);
    }
    return pick(kept);
  }

  /**
   * One line: how many points, the last, the lowest and the highest, and how many have no place.
   */
  String summary(Axis horizontal, Axis vertical) {
    Series drawn = on(horizontal, vertical);
    int left = size() - drawn.size();
    String without = left == 0 ? "" : ", %d not drawn (no place on the axes)".formatted(left);
    if (drawn.size() == 0) {
      return "no points" + without;
    }
    int low = 0;
    int high = 0;
    for (int i = 0; i < drawn.size(); i++) {
      low = drawn.y[i] < drawn.y[low] ? i : low;
      high = drawn.y[i] > drawn.y[high] ? i : high;
    }
    int last = drawn.size() - 1;
    return "%d point%s, last %s, lowest %s at %s, highest %s at %s%s"
        .formatted(
            drawn.size(),
            drawn.size() == 1 ? "" : "s",
            Numbers.brief(drawn.y[last]),
            Numbers.brief(drawn.y[low]),
            Numbers.brief(drawn.x[low]),
            Numbers.brief(drawn.y[high]),
            Numbers.brief(drawn.x[high]),
            without);
  }

  private Series pick(List<Integer> indices) {
    return new Series(
        name,
        indices.stream().mapToDouble(i -> x[i]).toArray(),
        indices.stream().mapToDouble(i -> y[i]).toArray(),
        curve);
  }
}
