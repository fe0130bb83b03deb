package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.Marks;
import unroll.grade.Submission;

/** What a run over a large class holds on to. */
class FlatMemoryTest {
  private static final int SUBMISSIONS = 1000;

  /** What the threads are just at, and what the virtual machine has not let go of yet. */
  private static final int AT_HAND = 10;

  @TempDir Path folder;

  private final List<WeakReference<Submission>> sources =
      Collections.synchronizedList(new ArrayList<>());
  private final List<WeakReference<Marks>> marks = Collections.synchronizedList(new ArrayList<>());

  @Test
  void ofAThousandSubmissionsNeitherSourcesNorMarksAreKept() throws IOException {
    Lab lab = Lab.in(folder, "90-lab");
    for (int i = 0; i < SUBMISSIONS; i++) {
      lab.hand("student" + i, i % 2 == 0 ? "ab" : "a");
    }
    Summary summary =
        lab.grade(
            folder.resolve("out"),
            submission -> remembered(lab, submission),
            progress -> {
              if (progress.done() == SUBMISSIONS) {
                System.gc();
                assertTrue(alive(sources) <= AT_HAND, alive(sources) + " sources are kept");
                assertTrue(alive(marks) <= AT_HAND, alive(marks) + " marks are kept");
              }
            });
    assertEquals(SUBMISSIONS, summary.rows().size());
    assertEquals(SUBMISSIONS, marks.size());
  }

  private Marks remembered(Lab lab, Submission submission) {
    sources.add(new WeakReference<>(submission));
    Marks given = lab.mark(submission);
    marks.add(new WeakReference<>(given));
    return given;
  }

  private static <T> long alive(List<WeakReference<T>> all) {
    return all.stream().filter(each -> Optional.ofNullable(each.get()).isPresent()).count();
  }
}
