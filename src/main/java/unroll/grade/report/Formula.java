package unroll.grade.report;

import com.samskivert.mustache.Escapers;
import java.util.Map;
import java.util.Optional;

/**
 * The short formulas of hints as HTML: letters, indices, exponents, Greek. What it does not know it
 * leaves to the reader as TeX; a page of feedback runs no script that could draw it.
 */
final class Formula {
  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("alpha", "\u03B1"),
          Map.entry("beta", "\u03B2"),
          Map.entry("gamma", "\u03B3"),
          Map.entry("delta", "\u03B4"),
          Map.entry("epsilon", "\u03F5"),
          Map.entry("varepsilon", "\u03B5"),
          Map.entry("lambda", "\u03BB"),
          Map.entry("Lambda", "\u039B"),
          Map.entry("mu", "\u03BC"),
          Map.entry("pi", "\u03C0"),
          Map.entry("rho", "\u03C1"),
          Map.entry("sigma", "\u03C3"),
          Map.entry("Sigma", "\u03A3"),
          Map.entry("tau", "\u03C4"),
          Map.entry("theta", "\u03B8"),
          Map.entry("top", "\u22A4"),
          Map.entry("sum", "\u2211"),
          Map.entry("prod", "\u220F"),
          Map.entry("le", "\u2264"),
          Map.entry("ge", "\u2265"),
          Map.entry("ne", "\u2260"),
          Map.entry("cdot", "\u00B7"),
          Map.entry("times", "\u00D7"),
          Map.entry("mid", "\u2223"),
          Map.entry("dots", "\u2026"),
          Map.entry("infty", "\u221E"),
          Map.entry("partial", "\u2202"),
          Map.entry("log", "log"),
          Map.entry("exp", "exp"),
          Map.entry("max", "max"),
          Map.entry("min", "min"),
          Map.entry("tanh", "tanh"));

  private final String tex;
  private int at;

  private Formula(String tex) {
    this.tex = tex;
  }

  /**
   * A formula as HTML.
   *
   * @param tex without dollars
   * @return HTML; the TeX itself as code where it holds anything unknown
   */
  static String html(String tex) {
    Formula formula = new Formula(tex);
    Optional<String> drawn = formula.sequence('\0');
    return drawn
        .map(html -> "<span class=\"formula\">" + html + "</span>")
        .orElse("<code>" + Escapers.HTML.escape(tex) + "</code>");
  }

  private Optional<String> sequence(char end) {
    StringBuilder out = new StringBuilder();
    while (at < tex.length() && tex.charAt(at) != end) {
      Optional<String> atom = atom();
      if (atom.isEmpty()) {
        return atom;
      }
      out.append(atom.get());
    }
    return Optional.of(out.toString());
  }

  private Optional<String> atom() {
    if (at >= tex.length()) {
      return Optional.empty();
    }
    char c = tex.charAt(at++);
    return switch (c) {
      case '^' -> atom().map(inner -> "<sup>" + inner + "</sup>");
      case '_' -> atom().map(inner -> "<sub>" + inner + "</sub>");
      case '{' -> group();
      case '\\' -> command();
      case '}', '&', '%', '#', '$', '~' -> Optional.empty();
      case '-' -> Optional.of("\u2212");
      case '\'' -> Optional.of("\u2032");
      default ->
          Optional.of(
              Character.isLetter(c)
                  ? "<i>" + c + "</i>"
                  : Escapers.HTML.escape(Character.toString(c)));
    };
  }

  private Optional<String> group() {
    Optional<String> inner = sequence('}');
    boolean closed = at < tex.length();
    at++;
    return inner.filter(html -> closed);
  }

  private Optional<String> command() {
    int begin = at;
    while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
      at++;
    }
    String name = tex.substring(begin, at);
    if (name.equals("hat") || name.equals("sqrt")) {
      while (at < tex.length() && tex.charAt(at) == ' ') {
        at++;
      }
      return atom().map(inner -> name.equals("hat") ? inner + "\u0302" : "\u221A(" + inner + ")");
    }
    return Optional.ofNullable(SYMBOLS.get(name));
  }
}
