package unroll.grade.export;

import java.util.List;
import unroll.grade.Visibility;
import unroll.grade.report.Result;

/**
 * A result as Markdown, as GitHub draws it in a job's summary: a table of tests, then what those
 * that did not pass have to say.
 *
 * <p>Messages stand in fences that they cannot close, so that nothing of a stranger's text is
 * Markdown.
 */
public final class MarkdownPage {
  private MarkdownPage() {}

  /**
   * The Markdown of a result.
   *
   * @param result the result
   * @param moment when it will be read; tests that are shown later are added up
   * @return lines, the last with a line feed
   */
  public static String of(Result result, Visibility moment) {
    StringBuilder text = new StringBuilder();
    String points = Opening.points(result);
    text.append("## ").append(result.exercise().name());
    text.append(points.isEmpty() ? "" : ": " + points).append("\n\n");
    String opening = Opening.of(result);
    if (!opening.isEmpty()) {
      text.append(fenced(opening)).append('\n');
    }
    List<Entry> entries = Entry.of(result, moment);
    if (!entries.isEmpty()) {
      text.append("| test | points | outcome |\n|---|---|---|\n");
      for (Entry entry : entries) {
        text.append(
            String.format(
                "| %s | %d of %d | %s |\n",
                entry.name(), entry.points(), entry.possible(), entry.outcome().words()));
      }
    }
    String said = "";
    for (Entry entry : entries) {
      // an unwritten task says the same in each of its tests: say it once
      if (!entry.passed() && !entry.message().isEmpty() && !entry.message().equals(said)) {
        text.append("\n**").append(entry.name()).append("**\n\n").append(fenced(entry.message()));
        said = entry.message();
      }
    }
    return text.toString();
  }

  /** A text in a fence that is longer than any row of backticks in it. */
  static String fenced(String text) {
    int longest = 2;
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      row = text.charAt(i) == '`' ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    String fence = "`".repeat(longest + 1);
    return fence + "text\n" + text + "\n" + fence + "\n";
  }
}
