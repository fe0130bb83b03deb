package unroll.grade.desk;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import unroll.grade.Marks;
import unroll.grade.intake.Handin;
import unroll.grade.intake.Intake;
import unroll.grade.report.Feedback;
import unroll.grade.report.FeedbackPage;
import unroll.grade.report.FeedbackText;
import unroll.grade.report.PastMark;
import unroll.grade.report.Result;
import unroll.grade.report.ResultJson;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.report.Totals;

/** One run of a {@link Desk} over a batch, which has the folder of results to itself. */
final class Run {
  private final Desk desk;
  private final Outbox outbox;
  private final Journal journal;
  private final Regrade regrade;
  private final FeedbackPage page;
  private final FeedbackText text;
  private final long began = System.nanoTime();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Row> noted = new HashMap<>();
  private int done;
  private int kept;

  Run(Desk desk, Outbox outbox, Journal journal, Regrade regrade) {
    this.desk = desk;
    this.outbox = outbox;
    this.journal = journal;
    this.regrade = regrade;
    this.page = new FeedbackPage(desk.moment());
    this.text = new FeedbackText(desk.moment());
  }

  Summary over(
      Batch batch, int jobs, Consumer<GradeProgress> progress, Predicate<Difference> replace)
      throws IOException {
    mark(batch, jobs, progress);
    // not how long somebody thinks about an answer
    double seconds = seconds();
    int replaced = 0;
    int waiting = 0;
    if (!regrade.isEmpty()) {
      Difference difference = regrade.difference();
      if (difference.changes().isEmpty() || replace.test(difference)) {
        regrade.replace();
        replaced = regrade.size();
      } else {
        waiting = regrade.size();
      }
    }
    List<Row> rows = batch.items().stream().map(item -> row(item.id())).toList();
    Outbox.write(outbox.csv(), Totals.csv(desk.exercise(), rows));
    if (waiting == 0) {
      regrade.next().delete();
    }
    return new Summary(rows, kept, faults.stream().sorted().toList(), replaced, waiting, seconds);
  }

  private void mark(Batch batch, int jobs, Consumer<GradeProgress> progress) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(jobs, Run::thread);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (List<Batch.Item> attempts : batch.byStudent()) {
        futures.add(
            pool.submit(
                () -> {
                  List<Row> earlier = new ArrayList<>();
                  for (Batch.Item item : attempts) {
                    Row row = mark(item, earlier);
                    earlier.add(standing(row));
                    tell(row, batch.items().size(), progress);
                  }
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        finish(future);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The row of the table: what stands in the folder, not what waits to replace it. */
  private Row row(String id) {
    return noted.containsKey(id) ? noted.get(id) : journal.of(id).orElseThrow().row();
  }

  /** Marks a hand-in of a student whose earlier ones have been marked. */
  private Row mark(Batch.Item item, List<Row> earlier) throws IOException {
    List<PastMark> history = earlier.stream().map(Run::past).toList();
    Handin handin;
    try {
      handin =
          new Intake(desk.exercise())
              .read(item.collected().entry(), item.id(), item.collected().notices());
    } catch (RuntimeException | StackOverflowError e) {
      Handin nothing = new Handin(item.id(), List.of(), List.of(), Optional.empty());
      return settled(item, nothing, Optional.empty(), "Reading it failed: " + e, "", history);
    }
    // what came of earlier hand-ins stands in the page
    String key =
        Hashes.of(
            desk.conditions().hash(),
            Hashes.of(handin),
            item.sender().toString(),
            history.toString());
    Optional<Row> made = desk.fresh() ? Optional.empty() : made(item.id(), key);
    if (made.isPresent()) {
      synchronized (this) {
        kept++;
      }
      return made.get();
    }
    if (handin.refusal().isPresent()) {
      return settled(item, handin, Optional.empty(), "", key, history);
    }
    try {
      Marks marks = desk.lane().mark(handin.submission());
      return settled(item, handin, Optional.of(marks), "", key, history);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return settled(item, handin, Optional.empty(), "Marking it failed: " + e, key, history);
    }
  }

  /** What a run before has made under the same key, whether it waits or has been settled. */
  private Optional<Row> made(String id, String key) {
    return regrade
        .resume(id, key)
        .or(() -> journal.of(id).filter(entry -> entry.settles(key) && outbox.has(id)))
        .map(Journal.Entry::row);
  }

  /**
   * Writes a result: beside the old one if that has a score, unless this one is a fault, which
   * changes no score.
   */
  private Row settled(
      Batch.Item item,
      Handin handin,
      Optional<Marks> marks,
      String fault,
      String key,
      List<PastMark> history)
      throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Result result = new Result(desk.exercise(), handin, item.sender(), marks, fault, key, now);
    Row row = result.row();
    Optional<Journal.Entry> before = journal.of(item.id());
    boolean scored = before.filter(each -> each.row().status() == Status.GRADED).isPresent();
    if (row.status() == Status.FAULT) {
      synchronized (this) {
        faults.add(item.id());
        if (scored) {
          String note = "Grader fault in the last run; the score before it is kept. " + row.note();
          noted.put(item.id(), before.get().row().noting(note));
          return row;
        }
      }
    }
    Outbox place = scored ? regrade.next() : outbox;
    if (!scored && before.isPresent()) {
      outbox.keep(item.id(), before.get().at());
    }
    Outbox.write(place.json(item.id()), ResultJson.of(result));
    Feedback feedback = Feedback.of(result, history, desk.moment());
    Outbox.write(place.page(item.id()), page.of(feedback));
    Outbox.write(place.text(item.id()), text.of(feedback));
    Journal.Entry entry =
        new Journal.Entry(desk.exercise().name(), desk.conditions(), key, row, now.toString());
    if (scored) {
      regrade.add(entry);
    } else {
      journal.append(entry);
    }
    return row;
  }

  /** What counts of a hand-in: a score that a fault has not replaced. */
  private synchronized Row standing(Row row) {
    return noted.getOrDefault(row.id(), row);
  }

  private static PastMark past(Row row) {
    return new PastMark(row.attempt(), row.at(), row.points(), row.possible(), row.verdict());
  }

  private synchronized void tell(Row row, int total, Consumer<GradeProgress> progress) {
    done++;
    progress.accept(new GradeProgress(done, total, kept, seconds(), row));
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "desk");
    thread.setDaemon(true);
    return thread;
  }

  private static void finish(Future<?> future) throws IOException {
    try {
      future.get();
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
