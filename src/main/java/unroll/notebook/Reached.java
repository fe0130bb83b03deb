package unroll.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * What was reached against the bar that a correct implementation reaches: the answer to "what loss
 * should I get?".
 *
 * @param measure what is measured, with its unit
 * @param entries the rows, in the order they were added
 */
public record Reached(String measure, List<Entry> entries) implements Showable {
  /** Keeps an unmodifiable copy. */
  public Reached {
    entries = List.copyOf(entries);
  }

  /**
   * One row: a value and its bar.
   *
   * @param name what was measured
   * @param value what was reached
   * @param bar what should be reached
   * @param atMost true if less is better
   */
  public record Entry(String name, double value, double bar, boolean atMost) {
    /**
     * Tells whether the bar was reached.
     *
     * @return true if the value is on the good side of the bar or on it; never for NaN
     */
    public boolean holds() {
      return atMost ? value <= bar : value >= bar;
    }
  }

  static Reached of(String measure) {
    return new Reached(measure, List.of());
  }

  /**
   * Adds a value that should be at or under its bar, such as a loss.
   *
   * @param name what was measured
   * @param value what was reached
   * @param bar what should be reached
   * @return the table with one row more
   */
  public Reached atMost(String name, double value, double bar) {
    return with(new Entry(name, value, bar, true));
  }

  /**
   * Adds a value that should be at or over its bar, such as an accuracy.
   *
   * @param name what was measured
   * @param value what was reached
   * @param bar what should be reached
   * @return the table with one row more
   */
  public Reached atLeast(String name, double value, double bar) {
    return with(new Entry(name, value, bar, false));
  }

  /**
   * Tells whether every bar was reached.
   *
   * @return true if all entries hold
   */
  public boolean all() {
    return entries.stream().allMatch(Entry::holds);
  }

  @Override
  public MimeBundle bundle() {
    return table().bundle();
  }

  @Override
  public String toString() {
    return table().toString();
  }

  private Table table() {
    Table table = Table.of(measure, "reached", "bar", "");
    for (Entry entry : entries) {
      table =
          table.row(
              entry.name(),
              entry.value(),
              (entry.atMost() ? "at most " : "at least ") + Numbers.brief(entry.bar()),
              verdict(entry));
    }
    return table;
  }

  private static String verdict(Entry entry) {
    return entry.holds()
        ? "✓ reached"
        : Lesson.quick() ? "– a quick run is too short" : "✗ not reached";
  }

  private Reached with(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry);
    return new Reached(measure, more);
  }
}
