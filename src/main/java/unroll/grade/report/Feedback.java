package unroll.grade.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import unroll.grade.Visibility;

/**
 * What a student is told of a submission, in words and numbers only: the page and its Markdown twin
 * both say this and nothing else.
 *
 * <p>All of it is plain text, and much of it is a stranger's; whoever writes it down escapes it.
 *
 * @param exercise the exercise's name
 * @param title the exercise's title
 * @param sender who handed it in, which time, and when, as far as that is known
 * @param at when it was marked
 * @param status what became of it
 * @param headline the result in a few words: the points, or that there are none
 * @param summary one or two sentences: where this stands and what to do next
 * @param points the points that are told; 0 unless it was marked
 * @param possible the points that they are out of; 0 unless it was marked
 * @param official whether the points count
 * @param unshown a sentence on the tests that are not shown; empty if all are
 * @param notices what was left out, mended or read otherwise
 * @param problems the compiler's errors
 * @param tasks the tasks; none unless it was marked
 * @param history earlier hand-ins, the first one first
 * @param files the student's code
 */
public record Feedback(
    String exercise,
    String title,
    String sender,
    String at,
    Status status,
    String headline,
    String summary,
    int points,
    int possible,
    boolean official,
    String unshown,
    List<String> notices,
    List<Problem> problems,
    List<Task> tasks,
    List<Past> history,
    List<Code> files) {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Copies the lists, so that it never changes. */
  public Feedback {
    notices = List.copyOf(notices);
    problems = List.copyOf(problems);
    tasks = List.copyOf(tasks);
    history = List.copyOf(history);
    files = List.copyOf(files);
  }

  /**
   * One complaint of the compiler.
   *
   * @param place the line that it is about
   * @param message the compiler's words
   * @param source the text of that line; empty if there is none
   */
  public record Problem(Place place, String message, String source) {}

  /**
   * A line of the student's code.
   *
   * @param file the file's name
   * @param line the line, from 1; 0 if none is known
   * @param anchor where a page shows it; empty if it does not
   */
  public record Place(String file, long line, String anchor) {
    /**
     * The place in words.
     *
     * @return for example {@code Elman.java, line 40}
     */
    public String words() {
      return line > 0 ? file + ", line " + line : file;
    }
  }

  /**
   * A task of the exercise.
   *
   * @param number its number
   * @param title its title
   * @param passed whether it is solved, as far as the tests go that are shown
   * @param untested whether no test of it is shown
   * @param points the points of the tests that are shown
   * @param possible what those tests are worth
   * @param tests the tests that are shown
   * @param hints hints for a task that is not solved yet, from the vaguest to the plainest
   */
  public record Task(
      int number,
      String title,
      boolean passed,
      boolean untested,
      int points,
      int possible,
      List<Test> tests,
      List<Hint> hints) {
    /** Copies the lists, so that it never changes. */
    public Task {
      tests = List.copyOf(tests);
      hints = List.copyOf(hints);
    }

    /**
     * Where the task stands.
     *
     * @return {@code passed}, {@code to do}, or {@code not shown yet}
     */
    public String state() {
      return untested ? "not shown yet" : passed ? "passed" : "to do";
    }
  }

  /**
   * A test.
   *
   * @param claim what it claims of a right answer
   * @param passed whether it holds
   * @param outcome what became of it, in words
   * @param points the points that it earned
   * @param weight the points that it is worth
   * @param bonus whether they come on top
   * @param message what was expected, what came, where to look; empty if it passed or is repeated
   * @param repeated whether an earlier test of the task has said the same
   * @param places the lines of the student's code that the message names
   */
  public record Test(
      String claim,
      boolean passed,
      String outcome,
      int points,
      int weight,
      boolean bonus,
      String message,
      boolean repeated,
      List<Place> places) {
    /** Copies the list, so that it never changes. */
    public Test {
      places = List.copyOf(places);
    }
  }

  /**
   * A hint, written by the exercise's author.
   *
   * @param name for example {@code Hint 2.1: where to look}
   * @param markdown its text
   */
  public record Hint(String name, String markdown) {}

  /**
   * An earlier hand-in.
   *
   * @param attempt its number
   * @param at when it was handed in
   * @param result its points and verdict; empty before the marks are given back
   */
  public record Past(int attempt, String at, String result) {}

  /**
   * One file of the student's code.
   *
   * @param name the file's name, as messages tell it
   * @param origin where it came from in what was handed in
   * @param lines its lines
   */
  public record Code(String name, String origin, List<Line> lines) {
    /** Copies the list, so that it never changes. */
    public Code {
      lines = List.copyOf(lines);
    }

    /**
     * Whether it was taken from a place of another name: a folder, an archive, a notebook.
     *
     * @return true if the student should be told from where
     */
    public boolean moved() {
      return !origin.equals(name);
    }
  }

  /**
   * One line of code.
   *
   * @param number its number, from 1
   * @param anchor its name within the page; only a line with messages has one
   * @param text its text
   * @param messages what compiler and tests say of it
   */
  public record Line(long number, String anchor, String text, List<String> messages) {
    /** Copies the list, so that it never changes. */
    public Line {
      messages = List.copyOf(messages);
    }

    /**
     * Whether compiler or tests say anything of it.
     *
     * @return true if there are messages
     */
    public boolean hit() {
      return !messages.isEmpty();
    }
  }

  /**
   * What a student may be told of a result.
   *
   * @param result the result
   * @param history the student's earlier hand-ins; their points are told once marks are given back
   * @param moment when it will be read: what is shown later is left out
   * @return the feedback
   */
  public static Feedback of(Result result, List<PastMark> history, Visibility moment) {
    return new Selection(result, history, moment).feedback();
  }

  /** A moment to the minute. */
  static String minutes(Instant at) {
    return MINUTES.format(at);
  }
}
