package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class LessonPageTest {
  private static final String HOSTILE = "<script>alert('x')</script>";

  private static final Shelf INLINE =
      new Shelf() {
        @Override
        public String picture(int cell, int output, String type, String base64) {
          return "data:" + type + ";base64," + base64;
        }

        @Override
        public String frame(int cell, int output, String html) {
          return cell + "/" + output;
        }
      };

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
    return new LessonPage()
        .html("01-one", new LessonRuns.Shown(notebook, "not run yet", 3, false), INLINE);
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
  void pictureIsTakenBeforeATwinThatNeedsAScript() {
    String page =
        page(
            data(
                "{\"text/html\": \"<script>draw()</script>\", \"image/png\": \"iVBO\\nRw0=\", \"text/plain\": \"loss < 1\"}"));
    assertTrue(page.contains("src=\"data:image/png;base64,iVBORw0=\" alt=\"loss &lt; 1\">"), page);
    assertFalse(page.contains("<iframe"), page);
  }

  @Test
  void whatMovesByHandlersStandsInAFrameAndItsPictureWhereScriptsAreOff() {
    String page =
        page(
            data(
                "{\"text/html\": \"<input oninput='f()'>\", \"image/png\": \"iVBO\", \"text/plain\": \"a slider\"}"));
    assertTrue(page.contains("title=\"a slider\" src=\"0/0\"></iframe>\n<noscript><figure>"), page);
  }

  @Test
  void tablesStandInThePage() {
    String table = "<table><tbody><tr><td>1.5</td></tr></tbody></table>";
    assertTrue(page(data("{\"text/html\": \"" + table + "\"}")).contains(table));
  }

  @Test
  void soundStandsInThePage() {
    String page =
        page(
            data("{\"text/html\": \"<audio controls src='data:audio/wav;base64,UklG'></audio>\"}"));
    assertTrue(page.contains("<audio controls"), page);
    assertTrue(page.contains("src=\"data:audio/wav;base64,UklG\""), page);
  }

  @Test
  void fileToKeepStandsInThePage() {
    String page =
        page(
            data(
                "{\"text/html\": \"<a download='tune.mid' href='data:audio/midi;base64,TVRo'>MIDI</a>\"}"));
    assertTrue(page.contains("download=\"tune.mid\""), page);
    assertTrue(page.contains("href=\"data:audio/midi;base64,TVRo\""), page);
  }

  @Test
  void whatStandsInThePageAsksNoOtherHost() {
    String page = page(data("{\"text/html\": \"<p><img src='https://elsewhere/x.png'>text</p>\"}"));
    assertFalse(page.contains("elsewhere"), page);
  }

  @Test
  void headingsHaveTheAnchorsThatJupyterGivesThem() {
    JsonObject notebook =
        notebook("{\"cell_type\": \"markdown\", \"source\": \"## Why tanh, *here*?\"}");
    assertTrue(page(notebook).contains("<h2 id=\"Why-tanh,-here?\">"));
  }

  @Test
  void sectionsAreListed() {
    JsonObject notebook = notebook("{\"cell_type\": \"markdown\", \"source\": \"## A & b\"}");
    assertTrue(
        page(notebook).contains("<li><a href=\"#A-&amp;-b\">A &amp; b</a></li>"), page(notebook));
  }

  @Test
  void linksBetweenLessonsLeadFromPageToPage() {
    JsonObject notebook =
        notebook("{\"cell_type\": \"markdown\", \"source\": \"[x](04-bptt.ipynb#By-hand)\"}");
    assertTrue(page(notebook).contains("href=\"04-bptt.html#By-hand\""));
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
