package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SearchPathTest {
  @TempDir Path folder;

  @Test
  void everyProgramOfTheNameIsFoundInOrder() throws IOException {
    Path first = new FakePrograms(folder.resolve("first")).with("jupyter", "").folder();
    Path second = new FakePrograms(folder.resolve("second")).with("jupyter", "").folder();
    assertEquals(
        List.of(first.resolve("jupyter"), second.resolve("jupyter")),
        SearchPath.of(first + File.pathSeparator + second).all("jupyter"));
  }

  @Test
  void folderUnderTwoNamesCountsOnce() throws IOException {
    Path real = new FakePrograms(folder.resolve("usr")).with("jupyter", "").folder();
    Path link = Files.createSymbolicLink(folder.resolve("bin"), real);
    assertEquals(1, new SearchPath(List.of(real, link)).all("jupyter").size());
  }

  @Test
  void fileThatCannotBeRunIsPassedOver() throws IOException {
    Files.writeString(folder.resolve("jupyter"), "text");
    assertEquals(List.of(), new SearchPath(List.of(folder)).all("jupyter"));
  }

  @Test
  void emptyPartsOfThePathAreNotTheWorkingFolder() {
    assertEquals(List.of(), SearchPath.of(File.pathSeparator + " ").folders());
  }
}
