package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
  @TempDir Path folder;
  private Course course;

  @BeforeEach
  void lessons() throws IOException {
    Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
    for (String name : List.of("00-start", "15-shakespeare", "16-chords", "16-more")) {
      Files.writeString(notebooks.resolve(name + ".ipynb"), "{}");
    }
    course = new Course(folder, folder.resolve("target"));
  }

  private String found(String name) {
    return unroll.app.page.LessonRuns.nameOf(course.lesson(name));
  }

  private String refused(String name) {
    return assertThrows(UserError.class, () -> course.lesson(name)).getMessage();
  }

  @Test
  void lessonIsFoundByItsName() {
    assertEquals("15-shakespeare", found("15-shakespeare"));
  }

  @Test
  void lessonIsFoundByItsNumber() {
    assertEquals("15-shakespeare", found("15"));
  }

  @Test
  void lessonIsFoundByItsFile() {
    assertEquals(
        "00-start", found(folder.resolve("notebooks").resolve("00-start.ipynb").toString()));
  }

  @Test
  void unknownLessonIsRefusedAndTheKnownOnesNamed() {
    assertTrue(refused("99").contains("there are 00-start, 15-shakespeare"));
  }

  @Test
  void beginningOfTwoLessonsIsRefusedAndBothNamed() {
    assertTrue(refused("16").endsWith("16-chords, 16-more"));
  }

  @Test
  void lessonOutsideOfTheCourseIsRefused(@TempDir Path elsewhere) throws IOException {
    Path stray = Files.writeString(elsewhere.resolve("mine.ipynb"), "{}");
    assertTrue(refused(stray.toString()).contains("is not inside the course"));
  }

  @Test
  void runningFilesGoToTarget() {
    assertEquals(folder.resolve("target"), Course.writableCache(folder, List.of()));
  }

  @Test
  void runningFilesGoToTheUsersCacheWhereTargetCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("target"), "a file, so nothing can be made in it");
    Path cache = folder.resolve("cache");
    assertTrue(Course.writableCache(folder, List.of(cache)).startsWith(cache));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void cacheThatOthersCanWriteInIsNotTrusted() throws IOException {
    Files.writeString(folder.resolve("target"), "a file, so nothing can be made in it");
    Path open = folder.resolve("open");
    Path planted = Course.writableCache(folder, List.of(open));
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(UserError.class, () -> Course.writableCache(folder, List.of(open)));
  }

  @Test
  void noFolderToWriteInIsSaid() throws IOException {
    Files.writeString(folder.resolve("target"), "a file, so nothing can be made in it");
    assertThrows(UserError.class, () -> Course.writableCache(folder, List.of()));
  }
}
