package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  /** Tests run in the course folder itself, which may be a checkout of any name. */
  private static final Path SHIPPED = Path.of("datasets").toAbsolutePath();

  @TempDir Path temp;

  @Test
  void everyShippedFileIsAsTheCatalogueSays() {
    assertEquals(List.of(), Datasets.in(SHIPPED).verify());
  }

  @Test
  void everyShippedFileIsInTheCatalogue() throws IOException {
    List<Path> listed =
        Datasets.in(SHIPPED).all().stream().flatMap(set -> set.paths().stream()).sorted().toList();
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      assertEquals(
          files
              .filter(file -> Files.isRegularFile(file) && !file.getParent().equals(SHIPPED))
              // what a learner has imported does not ship
              .filter(file -> !file.startsWith(SHIPPED.resolve("imported")))
              .sorted()
              .toList(),
          listed);
    }
  }

  @Test
  void everyCataloguedFileIsInTheProvenance() throws IOException {
    String provenance = Files.readString(SHIPPED.resolve("PROVENANCE.md"));
    List<String> untold =
        Datasets.in(SHIPPED).all().stream()
            .flatMap(set -> set.paths().stream())
            .map(file -> file.getFileName().toString())
            .filter(name -> !provenance.contains("`" + name + "`"))
            .toList();
    assertEquals(List.of(), untold);
  }

  @Test
  void shakespeareJoinsSonnetsThenPlaysWithABlankLineBetween() {
    String text = shakespeare().text();
    assertTrue(text.startsWith("From fairest creatures we desire increase,"));
    assertTrue(text.contains("cools not love.\n\nTHESEUS:\n"));
    assertTrue(text.endsWith("Than this of Juliet and her Romeo.\n"));
    assertEquals(852_540 + 6, text.length());
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Datasets datasets = oneFile("0".repeat(64));
    assertEquals(
        List.of(temp.resolve("set/a.txt").toAbsolutePath() + " is missing."), datasets.verify());
  }

  @Test
  void truncatedFileIsNamedWithBothSizes() throws IOException {
    Datasets datasets = oneFile("0".repeat(64));
    write("ab");
    assertTrue(datasets.verify().get(0).endsWith("a.txt has 2 bytes, the catalogue says 3."));
  }

  @Test
  void changedFileOfTheSameSizeIsFound() throws IOException {
    // SHA-256 of "abc": FIPS 180-2, appendix B.1
    Datasets datasets = oneFile("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    write("abc");
    assertEquals(List.of(), datasets.verify());
    write("abd");
    assertTrue(datasets.verify().get(0).contains("a.txt has been changed"));
  }

  @Test
  void readingAMissingFileNamesIt() throws IOException {
    Dataset set = oneFile("0".repeat(64)).named("set").orElseThrow();
    assertTrue(assertThrows(UncheckedIOException.class, set::text).getMessage().contains("a.txt"));
  }

  @Test
  void malformedLineIsNamedByItsNumber() throws IOException {
    Files.writeString(temp.resolve(Datasets.CATALOGUE), "# a comment\nset/a.txt 3 bytes\n");
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> Datasets.in(temp));
    assertTrue(refused.getMessage().contains("catalogue.tsv, line 2: expected file, bytes"));
  }

  @Test
  void pathOutOfTheFolderIsRefused() throws IOException {
    Files.writeString(
        temp.resolve(Datasets.CATALOGUE), "../a.txt\t3\t" + "0".repeat(64) + "\tfree\n");
    assertThrows(IllegalStateException.class, () -> Datasets.in(temp));
  }

  @Test
  void missingCatalogueIsNamed() {
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Datasets.in(temp))
            .getMessage()
            .contains("catalogue.tsv is missing"));
  }

  private static Dataset shakespeare() {
    return Datasets.in(SHIPPED).named("shakespeare").orElseThrow();
  }

  private Datasets oneFile(String sha256) throws IOException {
    Files.writeString(temp.resolve(Datasets.CATALOGUE), "set/a.txt\t3\t" + sha256 + "\tfree\n");
    return Datasets.in(temp);
  }

  private void write(String content) throws IOException {
    Files.createDirectories(temp.resolve("set"));
    Files.writeString(temp.resolve("set/a.txt"), content);
  }
}
