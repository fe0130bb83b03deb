package unroll.grade.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unroll.grade.Exercise;

/**
 * Finds an exercise's answer among the cells of a notebook: the types of the cell that declares the
 * exercise's class, and of every cell that is tagged with the exercise's name.
 *
 * <p>Only declarations of types are taken, not the statements around them. Each cell becomes a file
 * whose lines are the cell's.
 */
final class NotebookAnswer {
  // what a Java notebook imports by itself
  private static final List<String> BY_ITSELF =
      List.of("java.io", "java.math", "java.util", "java.util.function", "java.util.stream");
  private static final Pattern NOT_AT_THE_TOP =
      Pattern.compile("\\b(?:private|protected|static)\\b");

  private final Exercise exercise;
  private final List<String> notices;

  private record Outlined(NotebookCells.Cell cell, JavaOutline outline) {}

  NotebookAnswer(Exercise exercise, List<String> notices) {
    this.exercise = exercise;
    this.notices = notices;
  }

  /**
   * The answer in a notebook.
   *
   * @return a file for each cell that is taken; none if no cell declares the class
   * @throws Refused if the notebook cannot be read
   */
  List<SourceFile> in(Gathering.Piece notebook) throws Refused {
    List<Outlined> cells = new ArrayList<>();
    for (NotebookCells.Cell cell : NotebookCells.of(notebook.bytes(), notebook.path())) {
      cells.add(new Outlined(cell, JavaOutline.of(cell.text())));
    }
    List<Outlined> declaring =
        cells.stream().filter(cell -> cell.outline().declares(exercise.subject())).toList();
    if (declaring.isEmpty()) {
      return List.of();
    }
    Outlined main = declaring.get(declaring.size() - 1);
    if (declaring.size() > 1) {
      notices.add(
          declaring.size()
              + " cells declare "
              + exercise.subject()
              + ": the last was taken, cell "
              + main.cell().number()
              + ".");
    }
    String header = header(cells);
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (Outlined cell : cells) {
      boolean tagged = cell.cell().tags().contains(exercise.name()) && !declaring.contains(cell);
      if (cell == main || (tagged && !cell.outline().types().isEmpty())) {
        String name =
            (cell == main ? exercise.subject() : cell.outline().types().get(0).name()) + ".java";
        files.put(
            name,
            new SourceFile(
                name,
                "cell " + cell.cell().number() + " of " + notebook.path(),
                header + typesOnly(cell),
                header.length()));
      }
    }
    return List.copyOf(files.values());
  }

  /** Package and imports, on one line: they stand before the first line of each cell. */
  private String header(List<Outlined> cells) {
    Set<String> imports = new LinkedHashSet<>();
    BY_ITSELF.forEach(name -> imports.add("import " + name + ".*;"));
    Set<String> ofTheKit = new LinkedHashSet<>();
    for (Outlined cell : cells) {
      for (String line : cell.outline().imports()) {
        (line.matches("import (static )?unroll\\..*") ? ofTheKit : imports).add(line);
      }
    }
    if (!ofTheKit.isEmpty()) {
      notices.add("Imports of unroll were left out: an answer stands on Java and EJML alone.");
    }
    return "package " + exercise.packageName() + "; " + String.join(" ", imports) + " ";
  }

  /** The cell with everything blanked that is no type; lines and columns stay. */
  private static String typesOnly(Outlined cell) {
    String text = cell.cell().text();
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (JavaOutline.Type type : cell.outline().types()) {
      kept.append(blank(text.substring(from, type.span().start())));
      String declaration = text.substring(type.span().start(), type.span().end());
      int keyword = declaration.indexOf(type.name());
      kept.append(withoutScope(declaration.substring(0, Math.max(0, keyword))));
      kept.append(declaration.substring(Math.max(0, keyword)));
      from = type.span().end();
    }
    return kept.append(blank(text.substring(from))).toString();
  }

  private static String withoutScope(String modifiers) {
    return NOT_AT_THE_TOP
        .matcher(modifiers)
        .replaceAll(found -> " ".repeat(found.group().length()));
  }

  private static String blank(String text) {
    return text.codePoints()
        .mapToObj(c -> c == '\n' || c == '\r' ? String.valueOf((char) c) : " ")
        .collect(Collectors.joining());
  }
}
