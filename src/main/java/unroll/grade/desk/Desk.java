package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Visibility;
import unroll.grade.intake.Handin;
import unroll.grade.intake.Intake;
import unroll.grade.report.FeedbackPage;
import unroll.grade.report.Result;
import unroll.grade.report.ResultJson;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.report.Totals;

/**
 * Marks submissions and writes what came of them: a JSON and a page each, a journal, and a table of
 * all.
 *
 * <p>A result is written first, then its line in the journal. Killed at any moment, the same run
 * goes on where it was: what the journal holds under the same hashes of submission, exercise, kit
 * and sandbox is not marked again. A fault of the grader is tried again in the next run, and never
 * replaces a score.
 */
public final class Desk {
  private final Exercise exercise;
  private final Outbox outbox;
  private final Lane lane;
  private final FeedbackPage page;
  private final boolean fresh;
  private final boolean official;
  private final String conditions;
  private final List<String> faults = new ArrayList<>();
  private int done;
  private int kept;

  private Desk(
      Exercise exercise,
      Outbox outbox,
      Lane lane,
      FeedbackPage page,
      boolean fresh,
      boolean official,
      String conditions) {
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
      String conditions =
          Hashes.of(ResultJson.SCHEMA, Hashes.of(exercise), Hashes.ofKit(), sandbox, moment.word());
      return new Desk(
          exercise, outbox, lane, new FeedbackPage(moment), fresh, official, conditions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Marks submissions.
   *
   * @param entries files and folders, one a submission
   * @param jobs how many are marked at a time
   * @param progress is told of each that is finished, one after the other
   * @return what came of it
   * @throws IllegalArgumentException if another run writes into the same folder, it holds the
   *     results of another exercise, or official ones that these must not replace; the message is
   *     one line
   * @throws UncheckedIOException if a result cannot be written; what was finished is kept
   */
  public Summary grade(List<Path> entries, int jobs, Consumer<GradeProgress> progress) {
    long began = System.nanoTime();
    try (FileChannel channel =
            FileChannel.open(outbox.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = locked(channel);
        Journal journal = Journal.open(outbox.journal())) {
      refuseToReplace(journal);
      outbox.sweep();
      List<Row> rows = new ArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(jobs, Desk::thread);
      try {
        List<Future<Row>> futures = new ArrayList<>();
        for (Path entry : entries) {
          futures.add(
              pool.submit(
                  () -> {
                    Row row = grade(entry, journal);
                    tell(row, entries.size(), began, progress);
                    return row;
                  }));
        }
        for (Future<Row> future : futures) {
          rows.add(finished(future));
        }
      } finally {
        pool.shutdownNow();
      }
      Outbox.write(outbox.csv(), Totals.csv(exercise, rows));
      return new Summary(rows, kept, faults.stream().sorted().toList(), seconds(began));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private Row grade(Path entry, Journal journal) throws IOException {
    String id = entry.getFileName().toString();
    Handin handin;
    try {
      handin = new Intake(exercise).read(entry);
    } catch (RuntimeException | StackOverflowError e) {
      Handin nothing = new Handin(id, List.of(), List.of(), Optional.empty());
      return settled(nothing, Optional.empty(), "Reading it failed: " + e, "", journal);
    }
    String key = Hashes.of(conditions, Hashes.of(handin));
    Optional<Journal.Entry> before =
        journal.of(handin.id()).filter(each -> outbox.has(handin.id()));
    if (!fresh && before.filter(each -> isSettled(each, key)).isPresent()) {
      synchronized (this) {
        kept++;
      }
      return before.get().row();
    }
    if (handin.refusal().isPresent()) {
      return settled(handin, Optional.empty(), "", key, journal);
    }
    try {
      Marks marks = lane.mark(handin.submission());
      return settled(handin, Optional.of(marks), "", key, journal);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return settled(handin, Optional.empty(), "Marking it failed: " + e, key, journal);
    }
  }

  /** Writes a result, unless it is a fault and there is a score that it would replace. */
  private Row settled(
      Handin handin, Optional<Marks> marks, String fault, String key, Journal journal)
      throws IOException {
    Result result =
        new Result(
            exercise, handin, marks, fault, key, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Row row = result.row();
    if (row.status() == Status.FAULT) {
      synchronized (this) {
        faults.add(handin.id());
      }
      Optional<Row> score =
          journal
              .of(handin.id())
              .map(Journal.Entry::row)
              .filter(each -> each.status() == Status.GRADED && outbox.has(handin.id()));
      if (score.isPresent()) {
        return score
            .get()
            .noting("Grader fault in the last run; the score before it is kept. " + row.note());
      }
    }
    Outbox.write(outbox.json(handin.id()), ResultJson.of(result));
    Outbox.write(outbox.page(handin.id()), page.of(result));
    journal.append(new Journal.Entry(exercise.name(), key, row, result.at().toString()));
    return row;
  }

  private static boolean isSettled(Journal.Entry entry, String key) {
    return entry.key().equals(key) && entry.row().status() != Status.FAULT;
  }

  private synchronized void tell(Row row, int total, long began, Consumer<GradeProgress> progress) {
    done++;
    progress.accept(new GradeProgress(done, total, kept, seconds(began), row));
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
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

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "desk");
    thread.setDaemon(true);
    return thread;
  }

  private static Row finished(Future<Row> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cannotWrite) {
        throw cannotWrite;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted; the same command goes on where this was");
    }
  }
}
