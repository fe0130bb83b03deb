package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintsTest {
  @TempDir Path folder;

  @Test
  void foldedBlocksAreReadAndCodeKeepsItsIndent() throws IOException {
    Hints hints =
        hints(
            """
            <details><summary>Hint 1.1: where to look</summary>

            Look.

            </details>
            <details>
            <summary>Hint 1.2: how to write it</summary>

                int x = 1;

            </details>
            """);
    assertEquals(2, hints.tiers(1));
    assertEquals("Look.", hints.hint(1, 1));
    assertEquals("    int x = 1;", hints.hint(1, 2));
  }

  @Test
  void unknownHintSaysWhichThereAre() throws IOException {
    Hints hints = hints("<details><summary>Hint 1.1</summary>Look.</details>");
    assertEquals(
        "There is no hint 1.2 in the README of 90-x.",
        assertThrows(IllegalArgumentException.class, () -> hints.hint(1, 2)).getMessage());
  }

  @Test
  void tiersOutOfOrderAreRefused() {
    assertThrows(
        IllegalStateException.class,
        () -> hints("<details><summary>Hint 1.2</summary>Look.</details>"));
  }

  private Hints hints(String readme) throws IOException {
    Files.writeString(folder.resolve("README.md"), readme);
    return Hints.of(
        new Exercise("90-x", "X", folder, folder, "C", "S", new TreeMap<>(Map.of(1, "do it"))));
  }
}
