package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unroll.kernel.NotebookFile;
import unroll.kernel.NotebookFile.Cell;

/** The README's table leads from every statement of the lecture to a section that is there. */
class CoverageTest {
  private static final int STATEMENTS = 33;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| S([0-9]+) \\|.*$");
  private static final Pattern SECTION =
      Pattern.compile("\\]\\((notebooks/[^)#]+\\.ipynb)#([^)]+)\\)");

  @Test
  void everyStatementOfTheLectureHasItsRow() throws IOException {
    List<Integer> numbers =
        ROW.matcher(readme()).results().map(row -> Integer.valueOf(row.group(1))).toList();
    assertEquals(IntStream.rangeClosed(1, STATEMENTS).boxed().toList(), numbers);
  }

  @Test
  void theSectionsLinkedAreThere() throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher link = SECTION.matcher(readme());
    int links = 0;
    for (; link.find(); links++) {
      String heading = URLDecoder.decode(link.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!headings(Path.of(link.group(1))).contains(heading)) {
        dead.add(link.group());
      }
    }
    assertEquals(List.of(), dead);
    assertFalse(links == 0, "the table links to no section");
  }

  /** The headings as Jupyter makes anchors of them. */
  private static List<String> headings(Path lesson) throws IOException {
    return NotebookFile.read(lesson).cells().stream()
        .filter(cell -> !cell.isCode())
        .map(Cell::source)
        .flatMap(String::lines)
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3).strip().replace(' ', '-'))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
