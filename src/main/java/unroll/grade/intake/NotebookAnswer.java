package unroll.grade.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unroll.grade.Exercise;

/**
 * Finds an exercise's answer among the cells of a notebook: the cell that declares the exercise's
 * class, the types of every cell that is tagged with the exercise's name, and those types of other
 * cells that the answer speaks of.
 *
 * <p>Cells may stand twice, in another order, or as Markdown. Of two declarations of a type the
 * last counts, as it does for a kernel that runs the notebook from its top. Only declarations of
 * types are taken, not the statements around them. Each cell becomes a file whose lines are the
 * cell's.
 */
final class NotebookAnswer {
  // what a Java notebook imports by itself
  private static final List<String> BY_ITSELF =
      List.of("java.io", "java.math", "java.util", "java.util.function", "java.util.stream");
  private static final Pattern NOT_AT_THE_TOP =
      Pattern.compile("\\b(?:private|protected|static)\\b");
  private static final Pattern PUBLIC = Pattern.compile("\\bpublic\\b");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern NESTED =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");
  private static final Pattern HEADER = Pattern.compile("[\\w\\s@.,()\"<>&?\\[\\]]*");
  private static final Pattern AT_HAND =
      Pattern.compile("import (?:static )?(?:java|javax|org\\.ejml)\\..*");
  private static final Pattern FENCE = Pattern.compile("^\\s{0,3}(?:```|~~~).*");

  private final Exercise exercise;
  private final List<String> notices;

  private record Outlined(Notebook.Cell cell, String text, boolean isMended, JavaOutline outline) {}

  /** A type and the cell that declares it last. */
  private record Declared(Outlined cell, JavaOutline.Type type) {
    String text() {
      return cell.text().substring(type.span().start(), type.span().end());
    }
  }

  NotebookAnswer(Exercise exercise, List<String> notices) {
    this.exercise = exercise;
    this.notices = notices;
  }

  /**
   * The answer in a notebook.
   *
   * @return a file for each cell that is taken; none if no cell declares the class
   * @throws Refused if a cell that is taken cannot be
   */
  List<SourceFile> in(Notebook notebook) throws Refused {
    List<Outlined> code = new ArrayList<>();
    List<Outlined> retyped = new ArrayList<>();
    for (Notebook.Cell cell : notebook.cells()) {
      if (cell.isCode()) {
        code.add(outlined(cell, cell.text()));
      } else {
        retyped.add(outlined(cell, withoutProse(cell.text())));
      }
    }
    Map<String, Declared> declared = new LinkedHashMap<>();
    for (Outlined cell : retyped) {
      cell.outline().types().stream()
          .filter(type -> isNoProse(cell.text(), type))
          .forEach(type -> declared.put(type.name(), new Declared(cell, type)));
    }
    code.forEach(
        cell ->
            cell.outline()
                .types()
                .forEach(type -> declared.put(type.name(), new Declared(cell, type))));
    declared.remove(exercise.contract());
    Declared main = declared.get(exercise.subject());
    if (main == null) {
      tell(code, notebook);
      return List.of();
    }
    tellOfSeveral(code, main);
    Set<Declared> taken = taken(code, declared, main);
    return files(notebook, code, taken);
  }

  private static Outlined outlined(Notebook.Cell cell, String text) {
    Mending mending = Mending.of(text.replace("\r\n", "\n").replace('\r', '\n'));
    return new Outlined(cell, mending.text(), mending.isMended(), JavaOutline.of(mending.text()));
  }

  /** What is missing, and what is there instead. */
  private void tell(List<Outlined> code, Notebook notebook) {
    List<String> types =
        code.stream()
            .flatMap(cell -> cell.outline().types().stream().map(JavaOutline.Type::name))
            .distinct()
            .toList();
    notices.add(
        "No cell of "
            + notebook.path()
            + " declares "
            + exercise.subject()
            + (types.isEmpty() ? "" : "; they declare " + Answer.listed(types))
            + ". If you deleted the cell, copy it from the lesson, and put your answer into it.");
  }

  private void tellOfSeveral(List<Outlined> code, Declared main) {
    List<String> texts = new ArrayList<>();
    for (Outlined cell : code) {
      for (JavaOutline.Type type : cell.outline().types()) {
        if (type.name().equals(exercise.subject())) {
          texts.add(new Declared(cell, type).text());
        }
      }
    }
    if (texts.size() > 1) {
      long cells = code.stream().filter(c -> c.outline().declares(exercise.subject())).count();
      notices.add(
          (cells > 1
                  ? cells + " cells declare " + exercise.subject()
                  : "A cell declares " + exercise.subject() + " " + texts.size() + " times")
              + (texts.stream().distinct().count() == 1 ? ", all alike" : "")
              + ": the last was taken, cell "
              + main.cell().cell().number()
              + ".");
    }
  }

  /** The class, the types beside it, those of tagged cells, and whatever these speak of. */
  private Set<Declared> taken(List<Outlined> code, Map<String, Declared> declared, Declared main) {
    Set<Declared> taken = new LinkedHashSet<>();
    List<Declared> next = new ArrayList<>(List.of(main));
    for (Outlined cell : code) {
      if (cell == main.cell() || cell.cell().tags().contains(exercise.name())) {
        cell.outline().types().stream()
            .map(type -> declared.get(type.name()))
            .filter(type -> type != null)
            .forEach(next::add);
      }
    }
    while (!next.isEmpty()) {
      Declared type = next.remove(next.size() - 1);
      if (!taken.add(type)) {
        continue;
      }
      String text = JavaOutline.code(type.text());
      Set<String> own = new HashSet<>();
      NESTED.matcher(text).results().forEach(found -> own.add(found.group(1)));
      Matcher word = WORD.matcher(text);
      while (word.find()) {
        Declared other = declared.get(word.group());
        if (other != null && !own.contains(word.group())) {
          next.add(other);
        }
      }
    }
    return taken;
  }

  private List<SourceFile> files(Notebook notebook, List<Outlined> code, Set<Declared> taken)
      throws Refused {
    Map<Outlined, List<JavaOutline.Type>> byCell = new LinkedHashMap<>();
    for (Declared type : taken) {
      byCell.computeIfAbsent(type.cell(), each -> new ArrayList<>()).add(type.type());
    }
    String header = header(code, byCell.keySet());
    List<SourceFile> files = new ArrayList<>();
    for (Map.Entry<Outlined, List<JavaOutline.Type>> each : byCell.entrySet()) {
      Outlined cell = each.getKey();
      String origin = "cell " + cell.cell().number() + " of " + notebook.path();
      Mending.refuseConflict(cell.text(), origin);
      if (cell.isMended()) {
        notices.add(Mending.notice("Cell " + cell.cell().number()));
      }
      if (!cell.cell().isCode()) {
        notices.add(
            "Cell "
                + cell.cell().number()
                + " is no code cell; it was read as one. Make it one again: select it, press Esc,"
                + " then Y.");
      }
      List<JavaOutline.Type> types =
          each.getValue().stream()
              .sorted((a, b) -> Integer.compare(a.span().start(), b.span().start()))
              .toList();
      String first = types.get(0).name();
      String name =
          types.stream().anyMatch(type -> type.name().equals(exercise.subject()))
              ? exercise.subject()
              : first;
      files.add(
          new SourceFile(
              name + ".java",
              origin,
              header + typesOnly(cell.text(), types, name),
              header.length()));
    }
    return files;
  }

  /** Package and imports, on one line: they stand before the first line of each cell. */
  private String header(List<Outlined> code, Set<Outlined> taken) {
    Set<String> imports = new LinkedHashSet<>();
    BY_ITSELF.forEach(name -> imports.add("import " + name + ".*;"));
    Set<Outlined> cells = new LinkedHashSet<>(code);
    cells.addAll(taken);
    boolean hasOthers = false;
    for (Outlined cell : cells) {
      for (String line : cell.outline().imports()) {
        if (AT_HAND.matcher(line).matches()) {
          imports.add(line);
        } else {
          hasOthers = true;
        }
      }
    }
    if (hasOthers) {
      notices.add(
          "Imports of unroll and of other libraries were left out: an answer stands on Java and"
              + " EJML alone.");
    }
    return "package " + exercise.packageName() + "; " + String.join(" ", imports) + " ";
  }

  /**
   * The cell with everything blanked that is none of these types; lines and columns stay. In a file
   * only the type of its name is public.
   */
  private static String typesOnly(String text, List<JavaOutline.Type> types, String name) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (JavaOutline.Type type : types) {
      kept.append(blank(text.substring(from, type.span().start())));
      String declaration = text.substring(type.span().start(), type.span().end());
      int keyword = Math.max(0, declaration.indexOf(type.name()));
      String modifiers = blanked(NOT_AT_THE_TOP, declaration.substring(0, keyword));
      kept.append(type.name().equals(name) ? modifiers : blanked(PUBLIC, modifiers));
      kept.append(declaration.substring(keyword));
      from = type.span().end();
    }
    return kept.append(blank(text.substring(from))).toString();
  }

  private static String blanked(Pattern words, String modifiers) {
    return words.matcher(modifiers).replaceAll(found -> " ".repeat(found.group().length()));
  }

  private static String blank(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '\n' || c == '\r' ? String.valueOf((char) c) : " ")
        .collect(Collectors.joining());
  }

  /** A text cell without what stands outside its fences, if it has any; lines stay. */
  private static String withoutProse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.stream().noneMatch(line -> FENCE.matcher(line).matches())) {
      return text;
    }
    StringBuilder code = new StringBuilder();
    boolean isInside = false;
    for (String line : lines) {
      boolean isFence = FENCE.matcher(line).matches();
      code.append(isInside && !isFence ? line : "").append('\n');
      isInside ^= isFence;
    }
    return code.toString();
  }

  /** Whether a text cell really declares a type there: "the class Elman holds" does not. */
  private static boolean isNoProse(String text, JavaOutline.Type type) {
    int line = text.lastIndexOf('\n', type.span().start()) + 1;
    String declaration = text.substring(type.span().start(), type.span().end());
    int brace = declaration.indexOf('{');
    return brace > 0
        && text.substring(line, type.span().start()).isBlank()
        && HEADER.matcher(declaration.substring(0, brace)).matches();
  }
}
