package unroll.grade.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a piece of Java declares at its top level, found without a compiler: a stranger's text is
 * not compiled in this process, and a notebook's cell need not be a compilation unit.
 *
 * <p>One pass blanks comments and literals, a second walks the braces. Time and memory grow with
 * the length of the text, whatever is in it.
 *
 * @param packaged where the package declaration is, if there is one; its name without blanks
 * @param imports the import declarations, each with its semicolon
 * @param types the types, in order
 */
record JavaOutline(Optional<Span> packaged, List<String> imports, List<Type> types) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$@][\\p{L}\\p{N}_$]*|[{}();.]");
  private static final Pattern NAME = Pattern.compile("\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*(.)?");
  private static final Pattern MODIFIER =
      Pattern.compile("@[\\w.]+|public|final|abstract|static|private|protected|strictfp|sealed");

  /**
   * A name and the piece of text that declares it.
   *
   * @param name what is declared
   * @param start the index of its first character
   * @param end the index after its last
   */
  record Span(String name, int start, int end) {}

  /**
   * A type at the top level.
   *
   * @param span its name, and where it is, from its modifiers to its closing brace
   * @param isPublic whether the compiler wants a file of its name
   */
  record Type(Span span, boolean isPublic) {
    String name() {
      return span.name();
    }
  }

  /** Reads a text. */
  static JavaOutline of(String text) {
    return new Walk(text).outline();
  }

  boolean declares(String type) {
    return types.stream().anyMatch(each -> each.name().equals(type));
  }

  /** The same text with comments and literals blanked; line breaks stay. */
  static String code(String text) {
    char[] code = text.toCharArray();
    int i = 0;
    while (i < code.length) {
      int end = i + 1;
      if (text.startsWith("//", i)) {
        end = to(text, "\n", i + 2, false);
      } else if (text.startsWith("/*", i)) {
        end = to(text, "*/", i + 2, true);
      } else if (text.startsWith("\"\"\"", i)) {
        end = quoted(text, "\"\"\"", i + 3);
      } else if (code[i] == '"' || code[i] == '\'') {
        end = quoted(text, String.valueOf(code[i]), i + 1);
      } else {
        i++;
        continue;
      }
      for (; i < end; i++) {
        code[i] = code[i] == '\n' || code[i] == '\r' ? code[i] : ' ';
      }
    }
    return new String(code);
  }

  private static int to(String text, String mark, int from, boolean through) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + (through ? mark.length() : 0);
  }

  private static int quoted(String text, String mark, int from) {
    int i = from;
    while (i < text.length() && !text.startsWith(mark, i)) {
      if (mark.length() == 1 && text.charAt(i) == '\n') {
        return i;
      }
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + mark.length());
  }

  /** The second pass. */
  private static final class Walk {
    private final String code;
    private final List<String> imports = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private Optional<Span> packaged = Optional.empty();
    private int depth;
    private String before = "";
    // where the modifiers begin that stand right before, -1 if there are none
    private int modifiers = -1;
    private boolean isPublic;
    private Optional<Type> open = Optional.empty();

    Walk(String text) {
      code = code(text);
    }

    JavaOutline outline() {
      Matcher word = WORD.matcher(code);
      int from = 0;
      while (from < code.length() && word.find(from)) {
        from = word.end();
        String at = word.group();
        switch (at) {
          case "{", "(" -> depth++;
          case "}", ")" -> close(at, word.end());
          default -> {
            if (depth == 0) {
              from = declaration(at, word.start(), word.end());
            }
          }
        }
        before = at;
      }
      // a brace that is missing is for the compiler to tell
      open.ifPresent(
          type ->
              types.add(
                  new Type(
                      new Span(type.name(), type.span().start(), code.length()), type.isPublic())));
      return new JavaOutline(packaged, List.copyOf(imports), List.copyOf(types));
    }

    private void close(String brace, int end) {
      // a brace too many does not hide what comes after it
      depth = Math.max(0, depth - 1);
      if (depth == 0 && brace.equals("}") && open.isPresent()) {
        Span span = open.get().span();
        types.add(new Type(new Span(span.name(), span.start(), end), open.get().isPublic()));
        open = Optional.empty();
      }
    }

    private int declaration(String at, int start, int end) {
      if (open.isPresent() || before.equals(".")) {
        return end;
      }
      if (MODIFIER.matcher(at).matches()) {
        modifiers = modifiers < 0 ? start : modifiers;
        isPublic |= at.equals("public");
        return end;
      }
      int first = modifiers < 0 ? start : modifiers;
      boolean wasPublic = isPublic;
      // the arguments of an annotation and the dots of its name belong to the modifiers
      if (!at.equals(".")) {
        modifiers = -1;
        isPublic = false;
      }
      switch (at) {
        case "package", "import" -> {
          int semicolon = code.indexOf(';', end);
          if (semicolon >= 0) {
            String name = code.substring(end, semicolon).strip();
            if (at.equals("package")) {
              packaged =
                  packaged.or(
                      () ->
                          Optional.of(new Span(name.replaceAll("\\s", ""), start, semicolon + 1)));
            } else if (name.matches("(static\\s+)?[\\w.$\\s]+(\\*)?")) {
              imports.add("import " + name.replaceAll("\\s+", " ") + ";");
            }
            return semicolon + 1;
          }
        }
        case "class", "interface", "enum", "record" -> {
          Matcher name = NAME.matcher(code);
          name.region(end, code.length());
          if (name.lookingAt()
              && (!at.equals("record") || "(".equals(name.group(2)) || "<".equals(name.group(2)))) {
            open = Optional.of(new Type(new Span(name.group(1), first, end), wasPublic));
            return name.end(1);
          }
        }
        default -> {}
      }
      return end;
    }
  }
}
