package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonMarkdownTest {
  private static String html(String markdown) {
    return LessonMarkdown.create().html(markdown);
  }

  /** What KaTeX keeps of a formula for those who copy it. */
  private static boolean shows(String html, String tex) {
    return html.contains("<annotation encoding=\"application/x-tex\">" + tex + "</annotation>");
  }

  @Test
  void underscoresAndStarsOfAFormulaAreLeftAlone() {
    assertTrue(shows(html("$x_{1} * y_{2} * z_{3}$"), "x_{1} * y_{2} * z_{3}"));
  }

  @Test
  void displayedFormulaKeepsItsLines() {
    String tex = "\\begin{aligned}\na &= b \\\\\n- c &= d\n\\end{aligned}";
    assertTrue(shows(html("$$\n" + tex + "\n$$"), tex.replace("&", "&amp;")));
  }

  @Test
  void displayedFormulaOnOneLineIsDisplayed() {
    assertTrue(html("$$h = 1$$").startsWith("<div class=\"math displayed\">"));
  }

  @Test
  void displayedFormulaMayFollowTextAndBeFollowedByIt() {
    String html = html("the update is\n$$\nh = 1\n$$\nand so on");
    assertTrue(html.contains("<p>the update is</p>"), html);
    assertTrue(html.contains("<p>and so on</p>"), html);
  }

  @Test
  void displayedFormulaWithinALineIsDisplayed() {
    assertTrue(html("so $$h = 1$$ holds").contains("<span class=\"math displayed\">"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"it costs \\$5 or \\$6", "from $5 to $6", "`$x$`", "a $ b"})
  void dollarsThatAreMoneyOrCodeStay(String text) {
    assertFalse(html(text).contains("math"), html(text));
  }

  @Test
  void tablesAreTables() {
    assertTrue(html("| a | b |\n|---|---|\n| 1 | $x$ |").contains("<td><span class=\"math\">"));
  }

  @Test
  void foldedHintsPass() {
    String html = html("<details><summary>Hint 1</summary>\n\nLook at **shapes**.\n\n</details>");
    assertTrue(html.contains("<details><summary>Hint 1</summary>"), html);
    assertTrue(html.contains("<strong>shapes</strong>"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "text <script>alert(1)</script>",
        "<details ontoggle=alert(1) open>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover=alert(1)>",
        "<iframe src=//example.org></iframe>",
        "<!-- --><script>alert(1)</script>"
      })
  void otherTagsAreShownAsText(String hostile) {
    String html = html(hostile);
    assertFalse(html.matches("(?s).*<(script|img|iframe|b |details ).*"), html);
  }

  @Test
  void scriptInALinkIsDropped() {
    assertFalse(html("[a](javascript:alert(1))").contains("javascript"));
  }

  @Test
  void hostileFormulaIsText() {
    assertFalse(html("$<script>alert(1)</script>$").contains("<script>"));
  }
}
