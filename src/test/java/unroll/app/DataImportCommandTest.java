package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import unroll.data.Imported;

class DataImportCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int imports(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "data";
    all[1] = "import";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return line.execute(all);
  }

  @Test
  void aTextIsImportedAndCounted() throws IOException {
    Path text = Files.writeString(folder.resolve("book.txt"), "abcabc\n");
    Path to = folder.resolve("kept");
    assertEquals(0, imports("text", text.toString(), "--to", to.toString()), err::toString);
    assertEquals(
        "Imported 1 file to " + to + ": 7 characters, 4 different ones.", out.toString().strip());
    assertEquals("abcabc\n", Imported.in(to).corpus().text());
  }

  @Test
  void aFileThatDoesNotFitEndsWithStatusTwoAndOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("train_32x32.mat"), "not a MAT file");
    assertEquals(2, imports("svhn", text.toString(), "--to", folder.resolve("x").toString()));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("is no MAT file of level 5"), err::toString);
  }

  @Test
  void oneIdxFileIsTooFew() {
    assertEquals(2, imports("idx", "images.gz", "--to", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("idx takes two files, images and labels, not 1"));
  }

  @Test
  void anUnknownKindIsRefused() {
    assertEquals(2, imports("jpeg", "cat.jpg"));
    assertTrue(err.toString().contains("text, idx, midi or svhn"), err::toString);
  }

  @Test
  void helpShowsAnExampleOfEachKind() {
    assertEquals(0, imports("--help"));
    for (String kind : new String[] {"text", "idx", "midi", "svhn"}) {
      assertTrue(out.toString().contains("unroll data import " + kind), kind);
    }
  }
}
