package unroll.grade.report;

import com.samskivert.mustache.Mustache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unroll.grade.Visibility;

/**
 * The page that a student gets: points by task, what each test said, hints, and the code with the
 * messages at its lines. One file, without scripts or addresses, readable on a phone and on paper.
 *
 * <p>All text is escaped by the template engine: names, messages and code are strangers' text. Only
 * hints, which the exercise's author wrote, are Markdown; HTML in them is escaped too.
 */
public final class FeedbackPage {
  private final Visibility moment;
  private final Template template = new Template("feedback.html");

  /**
   * Makes a page writer.
   *
   * @param moment when the pages will be read: what is shown later is left out
   */
  public FeedbackPage(Visibility moment) {
    this.moment = moment;
  }

  /**
   * The page of a result, without a history.
   *
   * @param result the result
   * @return HTML
   */
  public String of(Result result) {
    return of(result, List.of());
  }

  /**
   * The page of a result.
   *
   * @param result the result
   * @param history the student's earlier hand-ins, the first one first
   * @return HTML
   */
  public String of(Result result, List<PastMark> history) {
    return of(Feedback.of(result, history, moment));
  }

  /**
   * The page of what was chosen to be told.
   *
   * @param feedback what it says
   * @return HTML
   */
  public String of(Feedback feedback) {
    return template.filled(model(feedback));
  }

  private static Map<String, Object> model(Feedback feedback) {
    Map<String, Object> model = new HashMap<>();
    model.put("exercise", feedback.exercise());
    model.put("title", feedback.title());
    model.put("sender", feedback.sender());
    model.put("at", feedback.at());
    model.put("graded", feedback.status() == Status.GRADED);
    model.put("official", feedback.official());
    model.put("headline", feedback.headline());
    model.put("summary", feedback.summary());
    model.put("percent", percent(feedback));
    model.put("unshown", feedback.unshown());
    model.put("notices", feedback.notices());
    model.put("hasProblems", !feedback.problems().isEmpty());
    model.put("problems", feedback.problems());
    model.put("tasks", feedback.tasks().stream().map(FeedbackPage::task).toList());
    model.put("hasHistory", !feedback.history().isEmpty());
    model.put("history", feedback.history());
    model.put("hasFiles", !feedback.files().isEmpty());
    model.put("files", feedback.files());
    model.put(
        "rendered",
        (Mustache.Lambda)
            (fragment, out) ->
                out.write(HintHtml.of(((Feedback.Hint) fragment.context()).markdown())));
    return model;
  }

  private static int percent(Feedback feedback) {
    return feedback.possible() == 0
        ? 0
        : Math.min(100, 100 * feedback.points() / feedback.possible());
  }

  private static Map<String, Object> task(Feedback.Task task) {
    Map<String, Object> model = new HashMap<>();
    model.put("number", task.number());
    model.put("title", task.title());
    model.put("passed", task.passed());
    model.put("untested", task.untested());
    model.put("state", task.state());
    model.put("sign", task.untested() ? "\u25CB" : sign(task.passed()));
    model.put("colour", task.untested() ? "soft" : colour(task.passed()));
    model.put("points", task.points());
    model.put("possible", task.possible());
    model.put("tests", task.tests().stream().map(FeedbackPage::test).toList());
    model.put("hasHints", !task.hints().isEmpty());
    model.put("hints", task.hints());
    return model;
  }

  private static Map<String, Object> test(Feedback.Test test) {
    Map<String, Object> model = new HashMap<>();
    model.put("claim", test.claim());
    model.put("outcome", test.outcome());
    model.put("sign", sign(test.passed()));
    model.put("colour", colour(test.passed()));
    model.put("points", test.points());
    model.put("weight", test.weight());
    model.put("bonus", test.bonus());
    model.put("message", test.message());
    model.put("repeated", test.repeated());
    model.put("hasPlaces", !test.places().isEmpty());
    model.put("places", test.places());
    return model;
  }

  private static String sign(boolean passed) {
    return passed ? "\u2713" : "\u2717";
  }

  private static String colour(boolean passed) {
    return passed ? "good" : "bad";
  }
}
