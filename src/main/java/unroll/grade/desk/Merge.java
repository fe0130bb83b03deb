package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the results of several runs together, as if one run had marked them all: the shards of a
 * class, or late hand-ins that were marked apart.
 *
 * <p>Only what is comparable is put together: the same exercise under the same conditions. The
 * folders that are read stay as they are, with their histories.
 */
public final class Merge {
  private final Map<String, MarkedFolder.Line> lines = new TreeMap<>();
  private final Map<String, MarkedFolder> places = new TreeMap<>();
  private final List<MarkedFolder> folders;

  private Merge(List<MarkedFolder> folders) {
    this.folders = folders;
  }

  /**
   * Checks and puts together.
   *
   * @param outs folders of results
   * @param out the folder for all of them: empty, missing, or left by a merge of the same that was
   *     killed
   * @return how many submissions there are
   * @throws IllegalArgumentException if the folders do not go together; nothing is written then,
   *     and the message is one line
   * @throws UncheckedIOException if something cannot be read or written; the same call goes on
   */
  public static int of(List<Path> outs, Path out) {
    try {
      Merge merge = new Merge(outs.stream().map(MarkedFolder::read).toList());
      merge.refuseMissingShards();
      merge.folders.forEach(merge::take);
      merge.refuseOtherConditions();
      merge.refuseOtherResults(new Outbox(out));
      merge.write(new Outbox(out));
      return merge.lines.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(MarkedFolder folder) {
    if (folder.waiting() > 0) {
      throw new IllegalArgumentException(
          folder.folder()
              + " has new results that wait: run its unroll grade with --replace, or delete "
              + folder.outbox().next().folder());
    }
    for (MarkedFolder.Line line : folder.lines()) {
      String id = line.entry().row().id();
      MarkedFolder.Line other = lines.putIfAbsent(id, line);
      if (other == null) {
        places.put(id, folder);
      } else if (!agree(line.entry(), other.entry())) {
        throw new IllegalArgumentException(
            places.get(id).folder()
                + " and "
                + folder.folder()
                + " hold different results of "
                + id
                + ": take one of them out and grade again");
      }
    }
  }

  /** The same submission under the same conditions, with the same score. */
  private static boolean agree(Journal.Entry one, Journal.Entry other) {
    return one.key().equals(other.key()) && !Change.between(one.row(), other.row());
  }

  private void refuseMissingShards() throws IOException {
    List<Shard> shards = new ArrayList<>();
    for (MarkedFolder folder : folders) {
      folder.outbox().heldShard().ifPresent(shards::add);
    }
    if (shards.isEmpty()) {
      return;
    }
    if (shards.stream().mapToInt(Shard::of).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "these are shards of different numbers of parts: " + shards);
    }
    List<Shard> missing = Shard.missing(shards);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "shard " + missing.get(0) + " is missing: give the folders of all parts");
    }
  }

  private void refuseOtherConditions() {
    Optional<Journal.Entry> first = Optional.empty();
    for (Map.Entry<String, MarkedFolder.Line> each : lines.entrySet()) {
      Journal.Entry entry = each.getValue().entry();
      Journal.Entry model = first.orElse(entry);
      first = Optional.of(model);
      if (!entry.exercise().equals(model.exercise())) {
        throw new IllegalArgumentException(
            "there are results of " + model.exercise() + " and of " + entry.exercise());
      }
      List<String> unlike = model.conditions().unlike(entry.conditions());
      if (!unlike.isEmpty() || model.conditions().equals(Conditions.UNKNOWN)) {
        throw new IllegalArgumentException(
            places.get(each.getKey()).folder()
                + " was marked under other conditions than the rest ("
                + (unlike.isEmpty() ? "by an earlier version" : String.join(", ", unlike))
                + "): grade it again with the same course, Java and options");
      }
    }
  }

  /** Only what a merge of the same has written, and was killed, may be there. */
  private void refuseOtherResults(Outbox outbox) throws IOException {
    if (Files.exists(outbox.folder()) && !Files.isDirectory(outbox.folder())) {
      throw new IllegalArgumentException(outbox.folder() + " is a file: --out takes a folder");
    }
    if (!Files.exists(outbox.journal())) {
      return;
    }
    for (Map.Entry<String, Journal.Entry> there : Journal.read(outbox.journal()).entrySet()) {
      MarkedFolder.Line line = lines.get(there.getKey());
      if (line == null || !agree(line.entry(), there.getValue())) {
        throw new IllegalArgumentException(
            outbox.folder() + " holds other results: give --out another folder");
      }
    }
  }

  private void write(Outbox outbox) throws IOException {
    outbox.make();
    outbox.sweep();
    try (Journal journal = Journal.open(outbox.journal())) {
      for (Map.Entry<String, MarkedFolder.Line> each : lines.entrySet()) {
        String id = each.getKey();
        if (journal.of(id).isEmpty() || !outbox.has(id)) {
          Outbox from = places.get(id).outbox();
          Outbox.write(outbox.json(id), Files.readString(from.json(id)));
          Outbox.write(outbox.page(id), Files.readString(from.page(id)));
          journal.append(each.getValue().entry());
        }
      }
    }
    StringBuilder csv = new StringBuilder(folders.get(0).header()).append("\r\n");
    lines.values().stream()
        .sorted(
            Comparator.comparing((MarkedFolder.Line line) -> line.entry().row().student())
                .thenComparingInt(line -> line.entry().row().attempt()))
        .forEach(line -> csv.append(line.csv()));
    Outbox.write(outbox.csv(), csv.toString());
  }
}
