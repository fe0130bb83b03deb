package unroll.app.page;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in older JavaScript what Rhino 1.9 cannot read yet: classes, constants of a block, lists
 * spread over the arguments of a call. It reads the one script that it is for, KaTeX as its
 * compiler lays it out (a class begins and ends at the margin, its methods two spaces in), not
 * JavaScript at large; when either is renewed, the tests of {@link Katex} tell.
 */
final class Lowering {
  private static final Pattern CLASS =
      Pattern.compile("(?ms)^class (\\w+)(?: extends (\\w+))? \\{$(.*?)^\\}$");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^  (?<static>static )?(?<name>\\w+)\\((?=.*)");
  private static final Pattern SUPER = Pattern.compile("\\bsuper\\((\\w+)\\);");
  private static final Pattern CONSTANT = Pattern.compile("(?m)^(\\s*(?:for \\()?)const ");
  private static final Pattern SPREAD =
      Pattern.compile("([\\w.]+)\\.(\\w+)\\(([^()\\[\\]\\n]*\\.\\.\\.[^.)])");

  private Lowering() {}

  /** Returns the script in older words; what it does stays. */
  static String lowered(String script) {
    String flat = CLASS.matcher(script).replaceAll(found -> quoted(functions(found)));
    return applied(CONSTANT.matcher(flat).replaceAll("$1let "));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  /** A class as a function that makes its objects, and its methods on that function's prototype. */
  private static String functions(MatchResult declared) {
    String name = declared.group(1);
    String parent = declared.group(2);
    String body =
        METHOD
            .matcher(declared.group(3))
            .replaceAll(method -> quoted(head(name, (Matcher) method)) + "(");
    String inherited =
        parent == null
            ? ""
            : "Object.setPrototypeOf(" + name + ".prototype, " + parent + ".prototype);\n";
    // The only parent is Error, whose constructor keeps its message.
    return "var "
        + name
        + " = (function () {"
        + SUPER.matcher(body).replaceAll("this.message = $1;")
        + inherited
        + "return "
        + name
        + "; })();";
  }

  private static String head(String type, Matcher method) {
    String name = method.group("name");
    if (name.equals("constructor")) {
      return "function " + type;
    }
    return type + (method.group("static") == null ? ".prototype." : ".") + name + " = function ";
  }

  /** {@code a.f(x, ...y)} as {@code a.f.apply(a, [x, ...y])}. */
  private static String applied(String script) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    Matcher call = SPREAD.matcher(script);
    while (call.find(done)) {
      int open = call.start(3) - 1;
      int close = closing(script, open);
      String object = call.group(1);
      out.append(script, done, call.start()).append(object).append('.').append(call.group(2));
      out.append(".apply(").append(object).append(", [");
      out.append(script, open + 1, close).append("])");
      done = close + 1;
    }
    return out.append(script, done, script.length()).toString();
  }

  private static int closing(String script, int open) {
    int depth = 0;
    for (int i = open; i < script.length(); i++) {
      char c = script.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return script.length() - 1;
  }
}
