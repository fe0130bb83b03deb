package unroll.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/**
 * Turns TeX into HTML and MathML when a page is made, so that it shows its mathematics with scripts
 * off: KaTeX itself, run by Rhino, a JavaScript engine in Java that gives the script nothing of
 * this machine.
 */
final class Katex {
  /** Where the style, the fonts and the script lie on the class path. */
  static final String FOLDER = "META-INF/resources/webjars/katex/0.18.11/dist/";

  /** More formulas than the course has; of a session that sees more the first are forgotten. */
  private static final int REMEMBERED = 4_000;

  private static final String RENDER =
      "function (tex, displayed) {"
          + " return katex.renderToString(tex, {displayMode: displayed, throwOnError: false}); }";

  private final Scriptable scope;
  private final Function render;
  private final Map<Formula, String> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Formula, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Formula(String tex, boolean displayed) {}

  /** The engine takes a second or two to read KaTeX, so it does so once, for the first formula. */
  private static final class Holder {
    static final Katex ONLY = new Katex();
  }

  private Katex() {
    try (Context engine = enter()) {
      scope = engine.initSafeStandardObjects();
      engine.evaluateString(scope, Lowering.lowered(script()), "katex.js", 1, null);
      render = engine.compileFunction(scope, RENDER, "render", 1, null);
    }
  }

  private static Context enter() {
    Context engine = Context.enter();
    engine.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    // To compile KaTeX to bytecode takes longer than all formulas of the course.
    engine.setInterpretedMode(true);
    return engine;
  }

  /**
   * Returns the HTML of a formula; of one that is no TeX its text, marked as an error.
   *
   * @param tex without dollars
   * @param displayed whether it stands on lines of its own
   */
  static String html(String tex, boolean displayed) {
    return Holder.ONLY.rendered(new Formula(tex, displayed));
  }

  private synchronized String rendered(Formula formula) {
    return known.computeIfAbsent(formula, this::render);
  }

  private String render(Formula formula) {
    try (Context engine = enter()) {
      Object[] arguments = {formula.tex(), formula.displayed()};
      return Context.toString(render.call(engine, scope, scope, arguments));
    }
  }

  private static String script() {
    try (InputStream in = Katex.class.getClassLoader().getResourceAsStream(FOLDER + "katex.js")) {
      if (in == null) {
        throw new IllegalStateException("the kit lacks " + FOLDER + "katex.js; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
