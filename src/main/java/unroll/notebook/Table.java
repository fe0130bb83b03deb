package unroll.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small table of text and numbers: HTML where there is HTML, aligned columns elsewhere.
 *
 * @param header the names of the columns
 * @param rows the cells, row by row, as many in each as there are columns
 */
public record Table(List<String> header, List<List<Object>> rows) implements Showable {
  /**
   * Keeps unmodifiable copies.
   *
   * @throws IllegalArgumentException if a row has more or fewer cells than there are columns
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells in a table of %d columns: %s"
                .formatted(row.size(), header.size(), row));
      }
    }
  }

  /**
   * A table without rows.
   *
   * @param columns the names of the columns
   * @return the table
   */
  public static Table of(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  /**
   * Adds a row. Decimal numbers are written in four significant digits and stand at the right.
   *
   * @param cells one for each column
   * @return the table with one row more
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Table row(Object... cells) {
    List<List<Object>> more = new ArrayList<>(rows);
    more.add(Arrays.asList(cells));
    return new Table(header, more);
  }

  @Override
  public MimeBundle bundle() {
    return MimeBundle.html(html(), toString());
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header);
    rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String space = " ".repeat(widths[c] - line.get(c).length());
      text.append(c == 0 ? "" : "  ");
      text.append(isNumeric(c) ? space + line.get(c) : line.get(c) + space);
    }
    return text.toString().stripTrailing();
  }

  private String html() {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    for (int c = 0; c < header.size(); c++) {
      html.append(cell("th", header.get(c), c));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Object> row : rows) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        html.append(cell("td", text(row.get(c)), c));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>").toString();
  }

  private String cell(String tag, String text, int column) {
    return "<%s style=\"text-align:%s\">%s</%s>"
        .formatted(tag, isNumeric(column) ? "right" : "left", Html.escape(text), tag);
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
  }

  private static String text(Object cell) {
    return cell instanceof Double || cell instanceof Float
        ? Numbers.brief(((Number) cell).doubleValue())
        : String.valueOf(cell);
  }
}
