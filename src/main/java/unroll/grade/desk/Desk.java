package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import unroll.grade.Exercise;
import unroll.grade.Visibility;
import unroll.grade.report.FeedbackPage;

/**
 * Marks submissions and writes what came of them: a JSON and a page each, a journal, and a table of
 * all.
 *
 * <p>A result is written first, then its line in the journal. Killed at any moment, the same run
 * goes on where it was: what the journal holds under the same hashes of submission, exercise, kit
 * and sandbox is not marked again. A fault of the grader is tried again in the next run, and never
 * replaces a score.
 *
 * <p>A new result of what has a score already waits beside the old one until all are made. If no
 * score would change they take their places at once; otherwise whoever runs this is shown the
 * {@link Difference} and decides. What is replaced is kept in a history.
 */
public final class Desk {
  private final Exercise exercise;
  private final Outbox outbox;
  private final Lane lane;
  private final FeedbackPage page;
  private final boolean fresh;
  private final boolean official;
  private final Conditions conditions;

  private Desk(
      Exercise exercise,
      Outbox outbox,
      Lane lane,
      FeedbackPage page,
      boolean fresh,
      boolean official,
      Conditions conditions) {
    this.exercise = exercise;
    this.outbox = outbox;
    this.lane = lane;
    this.page = page;
    this.fresh = fresh;
    this.official = official;
    this.conditions = conditions;
  }

  /**
   * Makes a desk.
   *
   * @param exercise what was to be solved
   * @param out the folder for the results, made if it is missing
   * @param lane what marks
   * @param sandbox where submissions run; a result of another sandbox is not taken for this one's
   * @param official whether marks given there count
   * @param moment when the pages will be read
   * @param fresh whether to mark again what was marked before
   * @return the desk
   * @throws UncheckedIOException if the exercise or the kit cannot be read, or the folder not made
   */
  public static Desk of(
      Exercise exercise,
      Path out,
      Lane lane,
      String sandbox,
      boolean official,
      Visibility moment,
      boolean fresh) {
    try {
      Outbox outbox = new Outbox(out);
      outbox.make();
      Conditions conditions = Conditions.of(exercise, sandbox, moment);
      return new Desk(
          exercise, outbox, lane, new FeedbackPage(moment), fresh, official, conditions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Marks submissions.
   *
   * @param batch the submissions
   * @param jobs how many are marked at a time
   * @param progress is told of each that is finished, one after the other
   * @param replace is asked whether to replace results, if scores would change; if not, the new
   *     ones are kept until they are replaced, or made again under other conditions
   * @return what came of it
   * @throws IllegalArgumentException if another run writes into the same folder, it holds the
   *     results of another exercise or shard, or official ones that these must not replace; the
   *     message is one line
   * @throws UncheckedIOException if a result cannot be written; what was finished is kept
   */
  public Summary grade(
      Batch batch, int jobs, Consumer<GradeProgress> progress, Predicate<Difference> replace) {
    try (FileChannel channel =
            FileChannel.open(outbox.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = locked(channel);
        Journal journal = Journal.open(outbox.journal())) {
      refuseToReplace(journal);
      claim(batch.shard(), journal);
      outbox.sweep();
      try (Regrade regrade = Regrade.open(outbox, journal)) {
        return new Run(this, outbox, journal, regrade).over(batch, jobs, progress, replace);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Exercise exercise() {
    return exercise;
  }

  Lane lane() {
    return lane;
  }

  FeedbackPage page() {
    return page;
  }

  boolean fresh() {
    return fresh;
  }

  Conditions conditions() {
    return conditions;
  }

  private void refuseToReplace(Journal journal) {
    if (journal.any(entry -> !entry.exercise().equals(exercise.name()))) {
      throw new IllegalArgumentException(
          outbox.folder() + " holds the results of another exercise: give --out another folder.");
    }
    if (!official && journal.any(entry -> entry.row().official())) {
      throw new IllegalArgumentException(
          outbox.folder()
              + " holds official results, and a run without a sandbox must not replace them: give"
              + " --out another folder.");
    }
  }

  /** A folder holds one shard, always the same, or none: merging counts on it. */
  private void claim(Optional<Shard> shard, Journal journal) throws IOException {
    Optional<Shard> held = outbox.heldShard();
    boolean empty = !journal.any(entry -> true) && !Files.exists(outbox.csv());
    if (!held.equals(shard) && !empty) {
      throw new IllegalArgumentException(
          outbox.folder()
              + " holds "
              + held.map(each -> "shard " + each).orElse("the results of a whole class")
              + ": give --out another folder.");
    }
    if (shard.isPresent()) {
      Outbox.write(outbox.shard(), shard.get() + "\n");
    } else {
      Files.deleteIfExists(outbox.shard());
    }
  }

  private FileLock locked(FileChannel channel) throws IOException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    }
    return lock.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Another run is writing into " + outbox.folder() + ": wait for it, or end it."));
  }
}
