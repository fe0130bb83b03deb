package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KatexTest {
  @Test
  void aFormulaIsMathMlForThoseWhoListen() {
    String html = Katex.html("\\frac{a}{b}", false);
    assertTrue(html.contains("<mfrac><mi>a</mi><mi>b</mi></mfrac>"), html);
  }

  @Test
  void aFormulaIsHtmlForThoseWhoLook() {
    String html = Katex.html("h^{(t)}", false);
    assertTrue(html.contains("<span class=\"katex-html\" aria-hidden=\"true\">"), html);
  }

  @Test
  void aDisplayedFormulaIsDisplayed() {
    assertTrue(Katex.html("h = 1", true).startsWith("<span class=\"katex-display\">"));
  }

  @Test
  void matricesAreDrawn() {
    String html = Katex.html("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", true);
    assertEquals(4, html.split("<mtd", -1).length - 1, html);
  }

  @Test
  void whatIsNoTexIsShownAsItIs() {
    String html = Katex.html("\\nosuchcommand{x}", false);
    assertTrue(html.contains("\\nosuchcommand"), html);
  }

  @Test
  void anUnfinishedFormulaSaysWhatIsWrong() {
    assertTrue(Katex.html("\\frac{a", false).contains("katex-error"));
  }

  @Test
  void noMarkupComesOutOfAFormula() {
    assertFalse(Katex.html("\\text{<script>}", false).contains("<script>"));
  }
}
