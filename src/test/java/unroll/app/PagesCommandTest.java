package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PagesCommandTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int pages(Path out) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    return line.execute("pages", "--out", out.toString());
  }

  private List<String> files(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void pagesWrittenBeforeAreReplacedAsAWhole() throws IOException {
    Path site = folder.resolve("site");
    pages(site);
    Files.writeString(site.resolve("99-gone.html"), "a lesson that is no more");
    assertEquals(0, pages(site));
    assertFalse(Files.exists(site.resolve("99-gone.html")));
    assertEquals(List.of("site"), files(folder));
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    assertEquals(2, pages(folder));
    assertEquals(List.of("thesis.txt"), files(folder));
    assertTrue(err.toString().contains("holds something else; give a new folder to --out"));
  }
}
