package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShowTest {
  @Test
  void anythingElseIsItsText() {
    assertEquals("[1, 2]", Show.bundle(java.util.List.of(1, 2)).plainText());
  }

  @Test
  void nothingIsShownAsNull() {
    assertEquals("null", Show.bundle(null).plainText());
  }

  @Test
  void arraysShowTheirElements() {
    assertEquals("[[1.0], [2.0]]", Show.bundle(new double[][] {{1}, {2}}).plainText());
  }

  @Test
  void anImageIsShownAsAPicture() {
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertEquals(Set.of("image/png", "text/plain"), Show.bundle(image).data().keySet());
  }

  @Test
  void htmlAsTextLosesItsTags() {
    assertEquals("a < b", Html.text("<style>p{}</style><p>a &lt; <b>b</b></p>"));
  }

  @Test
  void tablesAlignTheirNumbers() {
    Table table = Table.of("model", "loss").row("RNN", 1.78).row("5-gram", 1.669);
    assertEquals(
        """
        model    loss
        RNN      1.78
        5-gram  1.669""",
        table.toString());
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    Table table = Table.of("model", "loss");
    assertThrows(IllegalArgumentException.class, () -> table.row("RNN"));
  }

  @Test
  void shadedTextHasThreeForms() {
    MimeBundle bundle = ShadedText.of("quote cell", "a \"b\"", 0, 0.2, 0.9, 0.9, -0.9).bundle();
    assertEquals(Set.of("text/html", "image/png", "text/plain"), bundle.data().keySet());
  }

  @Test
  void shadedTextTellsSignsWithoutColour() {
    assertEquals("unit 7\nabc\n+ -", ShadedText.of("unit 7", "abc", 0.9, 0.1, -0.8).toString());
  }

  @Test
  void shadedTextNeedsAValueForEachCharacter() {
    assertThrows(IllegalArgumentException.class, () -> ShadedText.of("unit", "abc", 0.9));
  }

  @Test
  void storedFiguresKeepPictureAndWords() {
    JsonObject stored = stored().get(1).getAsJsonObject().getAsJsonObject("data");
    assertEquals(Set.of("image/png", "text/plain"), stored.keySet());
  }

  @Test
  void storedOutputsHoldNoScript() {
    assertFalse(stored().toString().contains("<script") || stored().toString().contains("packed"));
  }

  @Test
  void outputsThatWereOnlyAScriptAreGone() {
    assertEquals(3, stored().size());
  }

  @Test
  void markupWithoutScriptIsStored() {
    assertTrue(stored().get(2).toString().contains("<table>"));
  }

  private static JsonArray stored() {
    JsonObject cell = new JsonObject();
    cell.add(
        "outputs",
        JsonParser.parseString(
            """
                [{"output_type": "stream", "name": "stdout", "text": "hello"},
                 {"output_type": "display_data", "metadata": {"unroll": "script"},
                  "data": {"text/html": "<script>packed</script>"}},
                 {"output_type": "display_data", "metadata": {"unroll": "figure"},
                  "data": {"text/html": ["<div>\\n", "<script>1</script>"],
                           "image/png": "AA==", "text/plain": "Loss"}},
                 {"output_type": "display_data", "metadata": {},
                  "data": {"text/html": "<table></table>", "text/plain": "table"}}]
                """));
    JsonArray cells = new JsonArray();
    cells.add(cell);
    JsonObject notebook = new JsonObject();
    notebook.add("cells", cells);
    JsonObject stored = StoredOutputs.withoutScripts(notebook);
    return stored.getAsJsonArray("cells").get(0).getAsJsonObject().getAsJsonArray("outputs");
  }
}
