package unroll.grade.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.grade.Exercise;
import unroll.grade.Hints;

class HintHtmlTest {
  @ParameterizedTest
  @CsvSource({
    "h^{(k)}, <i>h</i><sup>(<i>k</i>)</sup>",
    "1 - h_i^2, 1 \u2212 <i>h</i><sub><i>i</i></sub><sup>2</sup>",
    "\\sqrt{\\hat v}, \u221A(<i>v</i>\u0302)",
    "\\sigma' = 1, \u03C3\u2032 &#x3D; 1"
  })
  void formulaIsDrawnWithLettersAndIndices(String tex, String html) {
    assertEquals("<span class=\"formula\">" + html + "</span>", Formula.html(tex));
  }

  @ParameterizedTest
  @CsvSource({"\\frac{a}{b}", "x_", "{x", "x}", "\\"})
  void formulaThatIsNotKnownStaysTex(String tex) {
    assertEquals("<code>" + tex + "</code>", Formula.html(tex));
  }

  @Test
  void dollarsInCodeAreNoFormulaAndHtmlIsEscaped() {
    assertEquals(
        "<p>Take <code>$a$</code>, &lt;b&gt;<span class=\"formula\"><i>x</i></span>:</p>\n"
            + "<pre><code>cost = $1 + $2\n</code></pre>\n",
        HintHtml.of("Take `$a$`, <b>$x$:\n\n    cost = $1 + $2\n"));
  }

  @Test
  void everyFormulaOfTheCoursesHintsIsDrawn() throws IOException {
    for (Exercise exercise : Exercise.all(Path.of("").toAbsolutePath())) {
      Hints hints = Hints.of(exercise);
      for (int task : exercise.tasks().keySet()) {
        for (int tier = 1; tier <= hints.tiers(task); tier++) {
          String html = HintHtml.of(hints.hint(task, tier)).replaceAll("(?s)<pre>.*?</pre>", "");
          String where = exercise.name() + ", hint " + task + "." + tier + ": " + html;
          for (String left : List.of("$", "\uE000", "<code>\\")) {
            assertFalse(html.contains(left), where);
          }
        }
      }
    }
  }
}
