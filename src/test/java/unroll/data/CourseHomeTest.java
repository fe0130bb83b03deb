package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseHomeTest {
  @TempDir Path temp;

  @Test
  void propertyWinsOverTheWorkingDirectory() throws IOException {
    Path named = course("named");
    Path around = course("around");
    assertEquals(named, CourseHome.find(named.toString(), around, Optional.empty()));
  }

  @Test
  void propertyThatNamesNoCourseIsRefused() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> CourseHome.find(temp.toString(), temp, Optional.empty()));
    assertTrue(refused.getMessage().contains("must hold datasets/ and notebooks/"));
  }

  @Test
  void folderAboveTheWorkingDirectoryIsFound() throws IOException {
    Path course = course("mit Leerzeichen und \u00fc");
    Path inside = Files.createDirectories(course.resolve("notebooks/deep"));
    assertEquals(course, CourseHome.find(null, inside, Optional.empty()));
  }

  @Test
  void folderAboveTheJarIsTheLastResort() throws IOException {
    Path course = course("kit");
    Path jar = course.resolve("target/unroll.jar");
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    assertEquals(course, CourseHome.find(null, elsewhere, Optional.of(jar)));
  }

  @Test
  void nothingFoundIsOneLineThatSaysWhatToDo() {
    IllegalStateException lost =
        assertThrows(
            IllegalStateException.class, () -> CourseHome.find(null, temp, Optional.empty()));
    assertTrue(lost.getMessage().endsWith("give -Dunroll.home=FOLDER."), lost.getMessage());
  }

  private Path course(String name) throws IOException {
    Path course = temp.resolve(name);
    Files.createDirectories(course.resolve("datasets"));
    Files.createDirectories(course.resolve("notebooks"));
    return course;
  }
}
