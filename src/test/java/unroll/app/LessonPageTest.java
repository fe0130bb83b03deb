package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class LessonPageTest {
  private static final String HOSTILE = "<script>alert('x')</script>";

  private static JsonObject notebook(String cells) {
    return JsonParser.parseString("{\"cells\": [" + cells + "]}").getAsJsonObject();
  }

  private static JsonObject showing(String output) {
    return notebook(
        "{\"cell_type\": \"code\", \"source\": [\"int x = 1;\\n\", \"x\"], \"outputs\": ["
            + output
            + "]}");
  }

  private static String page(JsonObject notebook) {
    return new LessonPage().html("01-one", new LessonRuns.Shown(notebook, "not run yet", 3, false));
  }

  private static JsonObject data(String bundle) {
    return showing(
        "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": " + bundle + "}");
  }

  @Test
  void sourceOfSeveralPartsIsJoined() {
    assertTrue(
        page(showing(""))
            .contains(
                "<span class=\"keyword\">int</span> x = <span class=\"number\">1</span>;\nx</code>"));
  }

  @Test
  void standardOutputIsTextWhateverItHolds() {
    String page =
        page(
            showing(
                "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\""
                    + HOSTILE
                    + "\"]}"));
    assertFalse(page.contains(HOSTILE));
    assertTrue(page.contains("&lt;script&gt;"));
  }

  @Test
  void sourceIsTextWhateverItHolds() {
    assertFalse(
        page(notebook("{\"cell_type\": \"code\", \"source\": \"" + HOSTILE + "\"}"))
            .contains(HOSTILE));
  }

  @Test
  void progressThatOverwritesItselfShowsItsLastState() {
    String page =
        page(
            showing(
                "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"10 %\\r50 %\\r100 %\\ndone\"}"));
    assertTrue(page.contains(">100 %\ndone</pre>"), page);
  }

  @Test
  void errorShowsItsTraceWithoutColourCodes() {
    String page =
        page(
            showing(
                "{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"v\", \"traceback\": [\"\\u001b[31mline 2\\u001b[0m\"]}"));
    assertTrue(page.contains("<pre class=\"output error\">line 2</pre>"), page);
  }

  @Test
  void pictureIsTakenBeforeItsInteractiveTwinAndCarriesItsText() {
    String page =
        page(
            data(
                "{\"text/html\": \"<div>\", \"image/png\": \"iVBO\\nRw0=\", \"text/plain\": \"loss < 1\"}"));
    assertTrue(
        page.contains("<img src=\"data:image/png;base64,iVBORw0=\" alt=\"loss &lt; 1\">"), page);
    assertFalse(page.contains("<iframe"), page);
  }

  @Test
  void alternativeTextOfThePictureComesFirst() {
    String page =
        page(
            showing(
                "{\"output_type\": \"display_data\", \"metadata\": {\"image/png\": {\"alt\": \"a falling line\"}}, \"data\": {\"image/png\": \"iVBO\", \"text/plain\": \"x\"}}"));
    assertTrue(page.contains("alt=\"a falling line\""), page);
  }

  @Test
  void pictureDataCannotLeaveItsAttribute() {
    assertFalse(page(data("{\"image/png\": \"\\\"><script>\"}")).contains("<script>\""));
  }

  @Test
  void htmlOutputIsWalledOff() {
    String page = page(data("{\"text/html\": \"" + HOSTILE + "\"}"));
    assertTrue(page.contains("<iframe class=\"output\" sandbox=\"allow-scripts\""), page);
    assertFalse(page.contains(HOSTILE), page);
  }

  @Test
  void plainResultIsText() {
    assertTrue(
        page(data("{\"text/plain\": \"2 < 3\"}"))
            .contains("<pre class=\"output result\">2 &lt; 3</pre>"));
  }

  @Test
  void titleIsTheFirstHeading() {
    JsonObject notebook =
        notebook("{\"cell_type\": \"markdown\", \"source\": \"text\\n# Hello & bye\"}");
    assertTrue(page(notebook).contains("<title>Hello &amp; bye</title>"));
  }

  @Test
  void nothingOnThePageComesFromElsewhere() {
    String page = page(notebook("{\"cell_type\": \"markdown\", \"source\": \"# Hello\"}"));
    assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), page);
  }

  @Test
  void commentsAndTextsAreTakenWhole() {
    assertEquals(
        "<span class=\"text\">&quot;// no comment&quot;</span> <span class=\"comment\">// int</span>",
        JavaHighlight.html("\"// no comment\" // int"));
  }
}
