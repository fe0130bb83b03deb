package unroll.grade.intake;

import java.util.List;

/**
 * What of a notebook matters for an answer: its cells, without any output.
 *
 * @param path where it lay in the submission
 * @param cells the cells in order, those that are no code, too: a cell may have been retyped
 * @param notices what its author should know of how it was read
 */
record Notebook(String path, List<Cell> cells, List<String> notices) {
  Notebook {
    cells = List.copyOf(cells);
    notices = List.copyOf(notices);
  }

  /**
   * A cell.
   *
   * @param number its place among all cells, from 1
   * @param kind {@code code}, {@code markdown}, {@code raw} or whatever else stands there
   * @param text its source
   * @param tags its tags
   */
  record Cell(int number, String kind, String text, List<String> tags) {
    Cell {
      tags = List.copyOf(tags);
    }

    boolean isCode() {
      return kind.equals("code");
    }
  }
}
