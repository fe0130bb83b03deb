package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PlotlyScriptTest {
  private static final int MOST_CHARACTERS = 800_000;

  private final String html = (String) PlotlyScript.bundle().data().get("text/html");

  @Test
  void isSmallEnoughToTravel() {
    assertTrue(html.length() < MOST_CHARACTERS, html.length() + " characters");
  }

  @Test
  void hasNoAddressToLoadFrom() {
    assertFalse(html.contains("://"));
  }

  @Test
  void runsOutOfSightOfRequireJs() {
    assertTrue(html.contains("new Function('define', 'module', 'exports', 'require', code)"));
  }

  @Test
  void doesNothingWhereTheScriptIs() {
    assertTrue(html.contains("if (window.Plotly || window.unrollPlotly) { return; }"));
  }

  @Test
  void keepsTheTracesThatFiguresUse() throws IOException {
    String script = unpacked();
    for (String trace : new String[] {"scatter", "bar", "heatmap"}) {
      assertTrue(script.contains("name: '" + trace + "',"), trace);
    }
  }

  @Test
  void leavesOutTheTracesThatNoFigureUses() throws IOException {
    assertFalse(unpacked().contains("name: 'scattermapbox',"));
  }

  @Test
  void keepsItsLicence() throws IOException {
    assertTrue(unpacked().contains("Licensed under the MIT license"));
  }

  @Test
  void everyModuleThatIsAskedForIsThere() throws IOException {
    String script = unpacked();
    Matcher asked = Pattern.compile("__webpack_require__\\((\\d+)\\)").matcher(script);
    while (asked.find()) {
      assertTrue(script.contains("\n/***/ " + asked.group(1) + ":\n"), asked.group(1));
    }
  }

  @Test
  void aBundleBuiltOtherwiseGoesOutWhole() {
    assertEquals("var Plotly = {};", PlotlyScript.needed("var Plotly = {};"));
  }

  private String unpacked() throws IOException {
    Matcher packed = Pattern.compile("var packed = '([^']+)'").matcher(html);
    assertTrue(packed.find());
    byte[] bytes = Base64.getDecoder().decode(packed.group(1));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
