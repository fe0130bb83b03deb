package unroll.notebook;

import java.io.IOException;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Practice;
import unroll.grade.Report;
import unroll.grade.progress.ProgressFile;

/**
 * The check cell of a lesson: runs the public tests of an exercise and shows what passes, what
 * fails, where to look, and what to do next. Advisory; marks are given elsewhere. What passes is
 * written down in the course's folder, for {@code unroll status}.
 */
public final class Check {
  private Check() {}

  /**
   * Checks the answer in the folder {@code exercises}.
   *
   * @param name of the exercise, for example {@code 02-elman}
   * @return the report; {@code show} displays it
   * @throws IllegalArgumentException if there is no such exercise; the message lists them
   */
  public static Showable exercise(String name) {
    if (Exercise.isWithheld(CourseHome.find(), name)) {
      return MimeBundle.text("The exercise " + name + " is not part of this edition.");
    }
    return shown(Practice.check(name));
  }

  /**
   * Checks an answer written in the notebook.
   *
   * @param name of the exercise
   * @param answer an object with the methods of the exercise's interface
   * @return the report
   * @throws IllegalArgumentException if there is no such exercise; the message lists them
   */
  public static Showable exercise(String name, Object answer) {
    return shown(Practice.check(name, answer));
  }

  private static Showable shown(Report report) {
    try {
      ProgressFile.of(CourseHome.find()).keep(report);
    } catch (IOException readOnlyOrFull) {
      // unroll status will not know; the report is what counts here
    }
    return new Checked(report);
  }

  /** A report as a page shows it: its plain text, kept as it is. */
  private record Checked(Report report) implements Showable {
    @Override
    public MimeBundle bundle() {
      String text = report.text();
      return MimeBundle.html("<pre>" + Html.escape(text) + "</pre>", text);
    }

    @Override
    public String toString() {
      return report.text();
    }
  }
}
