package unroll.grade.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import unroll.grade.Visibility;

/**
 * The Markdown twin of {@link FeedbackPage}: the same feedback, fit to be posted as a comment.
 *
 * <p>Code hosts refuse comments over 65,536 characters. What is longer than {@value #LONGEST} is
 * told with less code: first only the lines around messages, then none; messages are cut last. Each
 * cut is said in the text.
 */
public final class FeedbackText {
  /** The most characters that a text has. */
  public static final int LONGEST = 60_000;

  private static final int AROUND = 3;
  private static final int SHORT_MESSAGE = 200;

  private final Visibility moment;

  /** How much is told, in the order in which it is tried. */
  private enum Detail {
    ALL,
    LINES_AROUND_MESSAGES,
    NO_CODE,
    SHORT_MESSAGES
  }

  /**
   * Makes a writer.
   *
   * @param moment when the texts will be read: what is shown later is left out
   */
  public FeedbackText(Visibility moment) {
    this.moment = moment;
  }

  /**
   * The text of a result, without a history.
   *
   * @param result the result
   * @return Markdown
   */
  public String of(Result result) {
    return of(result, List.of());
  }

  /**
   * The text of a result.
   *
   * @param result the result
   * @param history the student's earlier hand-ins, the first one first
   * @return Markdown
   */
  public String of(Result result, List<PastMark> history) {
    return of(Feedback.of(result, history, moment));
  }

  /**
   * The text of what was chosen to be told.
   *
   * @param feedback what it says
   * @return Markdown of at most {@value #LONGEST} characters
   */
  public String of(Feedback feedback) {
    String text = "";
    for (Detail detail : Detail.values()) {
      text = text(feedback, detail);
      if (text.length() <= LONGEST) {
        return text;
      }
    }
    // thousands of errors of the compiler: the first ones are what helps
    int end = text.lastIndexOf("\n\n", LONGEST - 100);
    return text.substring(0, Math.max(end, 0)) + "\n\n_There is more: the page tells it all._\n";
  }

  private static String text(Feedback feedback, Detail detail) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(inline(feedback.title(), detail)).append("\n\n");
    out.append("**").append(feedback.headline()).append("** \u00B7 ");
    out.append(feedback.exercise()).append(" \u00B7 ");
    out.append(inline(feedback.sender(), detail)).append(" \u00B7 marked ");
    out.append(feedback.at()).append("\n\n");
    if (!feedback.official()) {
      out.append("**Not official: this ran without a sandbox.**\n\n");
    }
    out.append(inline(feedback.summary(), detail)).append("\n\n");
    if (!feedback.unshown().isEmpty()) {
      out.append(feedback.unshown()).append("\n\n");
    }
    for (String notice : feedback.notices()) {
      out.append("> **Note:** ").append(inline(notice, detail)).append("\n\n");
    }
    if (!feedback.problems().isEmpty()) {
      out.append("## It does not compile\n\n");
      feedback.problems().forEach(problem -> problem(out, problem, detail));
    }
    if (!feedback.tasks().isEmpty()) {
      out.append("## Tasks\n\n");
      feedback.tasks().forEach(task -> task(out, task, detail));
    }
    history(out, feedback.history());
    if (!feedback.files().isEmpty()) {
      code(out, feedback.files(), detail);
    }
    return out.toString();
  }

  private static void problem(StringBuilder out, Feedback.Problem problem, Detail detail) {
    out.append("- **").append(inline(problem.place().words(), detail)).append("**\n\n");
    out.append(Markdown.fenced(message(problem.message(), detail), "text", "  ")).append('\n');
  }

  private static void task(StringBuilder out, Feedback.Task task, Detail detail) {
    out.append("### ").append(task.untested() ? "\u25CB" : sign(task.passed()));
    out.append(" Task ").append(task.number()).append(": ");
    out.append(Markdown.neutral(task.title())).append(" (").append(task.state());
    if (!task.untested()) {
      out.append(", ").append(task.points()).append(" of ").append(task.possible());
    }
    out.append(")\n\n");
    for (Feedback.Test test : task.tests()) {
      out.append("- ").append(sign(test.passed())).append(' ').append(test.outcome()).append(": ");
      out.append(Markdown.neutral(test.claim())).append(" (").append(test.points());
      out.append(" of ").append(test.weight()).append(test.bonus() ? ", bonus)" : ")");
      out.append(test.repeated() ? ": the same as above\n" : "\n");
      if (!test.message().isEmpty()) {
        out.append('\n').append(Markdown.fenced(message(test.message(), detail), "text", "  "));
        out.append('\n');
      }
    }
    out.append('\n');
    for (Feedback.Hint hint : task.hints()) {
      out.append("<details><summary>").append(hint.name()).append("</summary>\n\n");
      out.append(hint.markdown()).append("\n\n</details>\n\n");
    }
  }

  private static void history(StringBuilder out, List<Feedback.Past> history) {
    if (!history.isEmpty()) {
      out.append("## Your attempts before this one\n\n| Attempt | Handed in | Result |\n");
      out.append("|---|---|---|\n");
      for (Feedback.Past past : history) {
        out.append("| ").append(past.attempt()).append(" | ").append(past.at()).append(" | ");
        out.append(
            past.result().isEmpty() ? "told with the marks" : Markdown.neutral(past.result()));
        out.append(" |\n");
      }
      out.append('\n');
    }
  }

  private static void code(StringBuilder out, List<Feedback.Code> files, Detail detail) {
    out.append("## Your code\n\n");
    if (detail.compareTo(Detail.NO_CODE) >= 0) {
      out.append("_Too long for this text: the page shows it._\n");
      return;
    }
    for (Feedback.Code file : files) {
      out.append("<details><summary>").append(Markdown.neutral(file.name()));
      if (file.moved()) {
        out.append(" from ").append(Markdown.neutral(file.origin()));
      }
      out.append("</summary>\n\n");
      out.append(Markdown.fenced(lines(file, detail == Detail.ALL), "java", ""));
      out.append("\n</details>\n\n");
    }
  }

  /** The lines with their numbers, each message under its line. */
  private static String lines(Feedback.Code file, boolean all) {
    TreeSet<Long> wanted = new TreeSet<>();
    for (Feedback.Line line : file.lines()) {
      if (line.hit()) {
        for (long near = line.number() - AROUND; near <= line.number() + AROUND; near++) {
          wanted.add(near);
        }
      }
    }
    int width = Integer.toString(file.lines().size()).length();
    List<String> text = new ArrayList<>();
    boolean gap = false;
    for (Feedback.Line line : file.lines()) {
      if (all || wanted.contains(line.number())) {
        text.add(String.format(Locale.ROOT, "%" + width + "d  %s", line.number(), line.text()));
        for (String message : line.messages()) {
          message.lines().forEach(each -> text.add(" ".repeat(width) + "  // ^ " + each));
        }
        gap = false;
      } else if (!gap) {
        text.add(" ".repeat(width) + "  ...");
        gap = true;
      }
    }
    return String.join("\n", text);
  }

  private static String inline(String text, Detail detail) {
    return Markdown.neutral(message(text, detail));
  }

  private static String message(String message, Detail detail) {
    return detail == Detail.SHORT_MESSAGES && message.length() > SHORT_MESSAGE
        ? message.substring(0, SHORT_MESSAGE) + " ..."
        : message;
  }

  private static String sign(boolean passed) {
    return passed ? "\u2713" : "\u2717";
  }
}
