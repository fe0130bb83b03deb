package unroll.grade.desk;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import unroll.grade.report.Sender;
import unroll.grade.roster.Collected;

/**
 * The hand-ins of one run, each with the name of its results.
 *
 * @param items by student, then by attempt
 * @param shard which part of the class they are; empty if they are all of it
 */
public record Batch(List<Item> items, Optional<Shard> shard) {
  private static final String ATTEMPT = "@";

  /**
   * A hand-in under the name of its results.
   *
   * @param id the student, and from the second attempt on its number: {@code ada}, {@code ada@2}
   * @param collected what was handed in
   */
  public record Item(String id, Collected collected) {
    /** Who handed it in; copying a file, and some archives, lose what is less than a second. */
    Sender sender() {
      return new Sender(
          collected.student(),
          collected.attempt(),
          collected.at().map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** Copies the list, so that the batch never changes. */
  public Batch {
    items = List.copyOf(items);
  }

  /**
   * Everything that was handed in, or a part of it.
   *
   * @param handins by whomever
   * @param shard which part to take; empty for all
   * @return the batch
   * @throws IllegalArgumentException if two hand-ins would have the same name; the message is one
   *     line
   */
  public static Batch of(List<Collected> handins, Optional<Shard> shard) {
    List<Item> items = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Collected collected : handins) {
      String id = id(collected);
      if (!ids.add(id)) {
        throw new IllegalArgumentException(
            "two hand-ins would both be called " + id + ": rename " + collected.entry());
      }
      if (shard.isEmpty() || shard.get().holds(collected.student())) {
        items.add(new Item(id, collected));
      }
    }
    items.sort(
        Comparator.comparing((Item item) -> item.collected().student())
            .thenComparingInt(item -> item.collected().attempt()));
    return new Batch(items, shard);
  }

  private static String id(Collected collected) {
    return collected.attempt() == 1
        ? collected.student()
        : collected.student() + ATTEMPT + collected.attempt();
  }
}
