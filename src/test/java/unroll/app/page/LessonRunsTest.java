package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonRunsTest {
  @TempDir Path folder;
  private final List<String> ran = new ArrayList<>();
  private final List<Path> lessons = new ArrayList<>();

  @BeforeEach
  void lessons() throws IOException {
    for (String name : List.of("01-a", "02-b", "03-c")) {
      lessons.add(Files.writeString(folder.resolve(name + ".ipynb"), "{}"));
    }
  }

  private LessonRuns runs() {
    return LessonRuns.of(
        lessons,
        (lesson, progress) -> {
          ran.add(LessonRuns.nameOf(lesson));
          return new LessonRuns.Ran(new JsonObject(), "done");
        });
  }

  @Test
  void lessonAskedForRunsFirst() {
    LessonRuns runs = runs();
    runs.prefer("03-c");
    runs.runAll();
    assertEquals(List.of("03-c", "01-a", "02-b"), ran);
  }

  @Test
  void lessonThatHasRunIsNotRunAgain() {
    LessonRuns runs = runs();
    runs.runAll();
    runs.prefer("01-a");
    runs.runAll();
    assertEquals(3, ran.size());
  }

  @Test
  void failureOfOneLessonStopsNoOther() {
    LessonRuns runs =
        LessonRuns.of(
            lessons,
            (lesson, progress) -> {
              throw new IOException("no memory");
            });
    runs.runAll();
    assertEquals("could not be run here: no memory", runs.shown("03-c").orElseThrow().state());
  }

  @Test
  void progressIsShownWhileALessonRuns() {
    List<String> seen = new ArrayList<>();
    LessonRuns[] runs = new LessonRuns[1];
    runs[0] =
        LessonRuns.of(
            lessons.subList(0, 1),
            (lesson, progress) -> {
              progress.accept("cell 3 of 14");
              seen.add(runs[0].shown("01-a").orElseThrow().state());
              return new LessonRuns.Ran(new JsonObject(), "done");
            });
    runs[0].runAll();
    assertTrue(seen.contains("cell 3 of 14"), seen.toString());
  }
}
