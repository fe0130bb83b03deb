package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFileTest {
  private static final String UNUSUAL =
      """
      {
       "cells": [
        {
         "attachments": {},
         "cell_type": "markdown",
         "id": "a1",
         "metadata": {
          "future": [
           1,
           2.50,
           null,
           true
          ]
         },
         "source": [
          "# Title <b> & 'quotes' \u00e9 \u2028\\n",
          "text"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 3,
         "id": "b2",
         "metadata": {
          "tags": [
           "raises-exception"
          ]
         },
         "outputs": [
          {
           "name": "stdout",
           "output_type": "stream",
           "text": "one string"
          }
         ],
         "source": "int x = 1;\\nx"
        }
       ],
       "metadata": {
        "kernelspec": {
         "display_name": "Java",
         "name": "java"
        },
        "unheard_of": 12345678901234567890
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  @TempDir Path folder;

  @Test
  void unknownFieldsSurviveARoundTrip() {
    assertEquals(
        JsonParser.parseString(UNUSUAL), JsonParser.parseString(Notebooks.parse(UNUSUAL).toJson()));
  }

  @Test
  void numbersKeepTheirDigits() {
    assertTrue(Notebooks.parse(UNUSUAL).toJson().contains("12345678901234567890"));
  }

  @Test
  void sourceOfLinesIsOneText() {
    assertTrue(Notebooks.parse(UNUSUAL).cells().get(0).source().endsWith("\ntext"));
  }

  @Test
  void sourceOfOneStringIsItself() {
    assertEquals("int x = 1;\nx", Notebooks.parse(UNUSUAL).cells().get(1).source());
  }

  @Test
  void tagsAreSeen() {
    assertTrue(Notebooks.parse(UNUSUAL).cells().get(1).hasTag("raises-exception"));
  }

  @Test
  void freshOutputsReplaceOldOnes() {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", "stream");
    NotebookFile changed = Notebooks.parse(UNUSUAL).withOutputs(1, 1, List.of(output));
    assertEquals(List.of(output), changed.cells().get(1).outputs());
  }

  @Test
  void freshOutputsLeaveTheOriginalAlone() {
    NotebookFile original = Notebooks.parse(UNUSUAL);
    original.withOutputs(1, 1, List.of());
    assertEquals(1, original.cells().get(1).outputs().size());
  }

  @Test
  void writtenNotebookIsReadBack() throws IOException {
    Path file = folder.resolve("sp ace é.ipynb");
    Notebooks.parse(UNUSUAL).write(file);
    assertEquals(Notebooks.parse(UNUSUAL).toJson(), NotebookFile.read(file).toJson());
  }

  @Test
  void writingLeavesNoOtherFile() throws IOException {
    Notebooks.parse(UNUSUAL).write(folder.resolve("n.ipynb"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("n.ipynb")), files.toList());
    }
  }

  private String complaint(String text) throws IOException {
    Path file = folder.resolve("bad.ipynb");
    Files.writeString(file, text);
    return assertThrows(NotebookFormatException.class, () -> NotebookFile.read(file)).getMessage();
  }

  @Test
  void truncatedNotebookIsRefusedInOneLine() throws IOException {
    String complaint = complaint(UNUSUAL.substring(0, 300));
    assertFalse(complaint.contains("\n"), complaint);
  }

  @Test
  void otherJsonIsRefused() throws IOException {
    assertTrue(complaint("[1, 2]").contains("not a JSON object"));
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertTrue(complaint("").contains("damaged"));
  }

  @Test
  void cellWithoutSourceIsNamed() throws IOException {
    assertTrue(
        complaint("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\"}]}").contains("cell 1"));
  }

  @Test
  void otherFormatIsRefused() throws IOException {
    assertTrue(complaint("{\"nbformat\":3,\"worksheets\":[]}").contains("nbformat 4"));
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("latin.ipynb");
    Files.write(file, new byte[] {'{', (byte) 0xE9, '}'});
    assertTrue(
        assertThrows(NotebookFormatException.class, () -> NotebookFile.read(file))
            .getMessage()
            .contains("UTF-8"));
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("none.ipynb");
    assertTrue(
        assertThrows(NotebookFormatException.class, () -> NotebookFile.read(file))
            .getMessage()
            .contains("none.ipynb"));
  }
}
