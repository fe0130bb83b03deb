package unroll.grade.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.Escapers;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.CompileProblem;
import unroll.grade.Exercise;
import unroll.grade.Outcome;
import unroll.grade.TestResult;
import unroll.grade.Visibility;
import unroll.grade.intake.Handin;

/** The page, its Markdown twin, and what both may tell. */
class FeedbackTest {
  private static final List<PastMark> PAST =
      List.of(
          new PastMark(1, Examples.AT.minusSeconds(7200), 0, 0, "unreadable"),
          new PastMark(2, Examples.AT.minusSeconds(3600), 2, 9, "failed"));

  @TempDir Path home;
  private Exercise exercise;

  @BeforeEach
  void makeExercise() throws IOException {
    exercise = Examples.exercise(home);
  }

  @ParameterizedTest
  @CsvSource({
    "VISIBLE, openClaim",
    "AFTER_DUE_DATE, openClaim dueClaim",
    "AFTER_PUBLISHED, openClaim dueClaim backClaim"
  })
  void testsThatAreShownLaterLeaveNoWordInPageOrText(Visibility moment, String shown) {
    Result result = Examples.mixed(exercise);
    for (String written :
        List.of(new FeedbackPage(moment).of(result), new FeedbackText(moment).of(result))) {
      for (String name : List.of("open", "due", "back", "secret")) {
        boolean may = shown.contains(name + "Claim");
        assertEquals(may, written.contains(name + " claim"), name);
      }
      assertFalse(written.contains("words of no page"));
      assertEquals(shown.contains("due"), written.contains("words when due"));
      assertEquals(shown.contains("back"), written.contains("words when back"));
    }
  }

  @Test
  void pointsOfEarlierAttemptsAreNotToldBeforeTheMarksAreGivenBack() {
    Result result = Examples.mixed(exercise);
    for (Visibility early : List.of(Visibility.VISIBLE, Visibility.AFTER_DUE_DATE)) {
      String page = new FeedbackPage(early).of(result, PAST);
      assertFalse(page.contains("of 9 points"), "they hold the points of hidden tests");
      assertTrue(page.contains("told with the marks"));
      assertFalse(new FeedbackText(early).of(result, PAST).contains("of 9 points"));
    }
    assertTrue(
        new FeedbackPage(Visibility.AFTER_PUBLISHED)
            .of(result, PAST)
            .contains("2 of 9 points, failed"));
  }

  @Test
  void summaryBeforeTheMarksAreBackDoesNotTellThatAHiddenTestFails() {
    Result result =
        Examples.graded(
            exercise,
            Examples.handin("anna", Examples.CODE),
            List.of(
                Examples.test(1, "twiceOfTwo", 2, Visibility.VISIBLE, ""),
                Examples.test(2, "sumIsRight", 2, Visibility.VISIBLE, ""),
                Examples.test(2, "secretClaim", 2, Visibility.HIDDEN, "no")));
    assertEquals(
        "Every test that is shown here passes. Well done.",
        Feedback.of(result, List.of(), Visibility.VISIBLE).summary());
    assertTrue(
        Feedback.of(result, List.of(), Visibility.AFTER_PUBLISHED)
            .summary()
            .contains("the points that are missing come from tests that are not shown"));
  }

  @Test
  void pageAndTextTellEveryWordOfTheFeedback() {
    Result failing = Examples.mixed(exercise);
    Result broken =
        Examples.graded(
            exercise,
            Examples.handin("bob", "class Mine {\n  int x\n}\n"),
            Examples.uncompiled(),
            List.of(new CompileProblem("Mine.java", 2, 8, "';' expected", "  int x")));
    Result unreadable =
        new Result(
            exercise,
            new Handin("carl.rar", List.of(), List.of(), Optional.of("It is <no> zip.")),
            new Sender("carl", 3, Optional.of(Examples.AT)),
            Optional.empty(),
            "",
            "",
            Examples.AT);
    for (Result result : List.of(failing, broken, unreadable)) {
      Feedback feedback = Feedback.of(result, PAST, Visibility.AFTER_PUBLISHED);
      String page = flat(new FeedbackPage(Visibility.AFTER_PUBLISHED).of(feedback));
      String text = plain(new FeedbackText(Visibility.AFTER_PUBLISHED).of(feedback));
      for (String word : words(feedback)) {
        assertTrue(page.contains(flat(Escapers.HTML.escape(word))), "page: " + word);
        assertTrue(text.contains(flat(word)), "text: " + word + "\n" + text);
      }
    }
  }

  @Test
  void messageStandsUnderItsLineInBoth() {
    Result result = Examples.mixed(exercise);
    String page = new FeedbackPage(Visibility.VISIBLE).of(result);
    int line = page.indexOf("<tr id=\"file-1-line-3\" class=\"hit\"><td class=\"number\">3<");
    assertTrue(line > 0, page);
    assertTrue(page.indexOf("class=\"message\">Mine.java, line 3: expected", line) > line, page);
    assertTrue(page.contains("<a href=\"#file-1-line-3\">Mine.java, line 3</a>"), page);
    assertTrue(
        new FeedbackText(Visibility.VISIBLE)
            .of(result)
            .contains("3      return x;\n   // ^ Mine.java, line 3: expected 4, came 2\n4"));
  }

  @Test
  void lineThatTheFileDoesNotHaveIsNoLink() {
    Result result =
        Examples.graded(
            exercise,
            Examples.handin("anna", Examples.CODE),
            List.of(Examples.test(1, "twice", 1, Visibility.VISIBLE, "Mine.java, line 99: no")));
    assertFalse(new FeedbackPage(Visibility.VISIBLE).of(result).contains("href=\"#file"));
  }

  @Test
  void hintsAreFoldedAndOfOpenTasksOnly() {
    Feedback feedback =
        Feedback.of(Examples.mixed(exercise), List.of(), Visibility.AFTER_PUBLISHED);
    assertEquals(List.of(), feedback.tasks().get(0).hints());
    assertEquals(2, feedback.tasks().get(1).hints().size());
    String page = new FeedbackPage(Visibility.AFTER_PUBLISHED).of(feedback);
    assertTrue(page.contains("<details><summary>Hint 2.1: where to look</summary>"), page);
    assertTrue(page.contains("What is the sum of <em>no</em> numbers?"), page);
  }

  @Test
  void exerciseWithoutHintsHasFeedbackAllTheSame() throws IOException {
    Files.delete(exercise.folder().resolve("README.md"));
    assertEquals(
        List.of(),
        Feedback.of(Examples.mixed(exercise), List.of(), Visibility.VISIBLE)
            .tasks()
            .get(1)
            .hints());
  }

  @Test
  void pageIsALandmarkedDocumentThatRunsNothingAndAsksNobody() {
    String page = new FeedbackPage(Visibility.VISIBLE).of(Examples.mixed(exercise), PAST);
    for (String part :
        List.of(
            "<html lang=\"en\">",
            "<title>90-numbers: anna, ",
            "<header>",
            "<main>",
            "<footer>",
            "name=\"viewport\"",
            "default-src 'none'",
            "prefers-color-scheme: dark",
            "@media print",
            "<th scope=\"col\">",
            "<nav class=\"screen\" aria-label=\"Tasks\">")) {
      assertTrue(page.contains(part), part);
    }
    assertEquals(1, page.split("<h1", -1).length - 1);
    for (String absent : List.of("<script", "://", "{{", "javascript:", " onload")) {
      assertFalse(page.contains(absent), absent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</summary></details><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "@everyone and @org/team, #1, GH-1, octo/repo#2",
        "[click](https://evil.example) ![p](https://evil.example/p.png) <https://evil.example>",
        "https://evil.example www.evil.example me@evil.example",
        "```\n````\n`````\n# A heading\n</details>\n~~~\n| a | b |\n|---|---|\n1. x",
        "{{exercise}} {% x %} $x$ ${x} **bold** _i_ ~~s~~ &lt;b&gt; \\"
      })
  void strangersTextStaysText(String evil) {
    Result tame = telling("word");
    Result result = telling(evil);
    FeedbackPage page = new FeedbackPage(Visibility.VISIBLE);
    assertEquals(tags(page.of(tame)), tags(page.of(result)), "the page has the same structure");
    FeedbackText text = new FeedbackText(Visibility.VISIBLE);
    String html = html(text.of(result));
    assertEquals(tags(html(text.of(tame))), tags(html), "the text has the same structure");
    // code hosts look for mentions and addresses outside of code only
    String outside = html.replaceAll("(?s)<pre>.*?</pre>", "").replace("&#8203;", "\u200B");
    Matcher call = Pattern.compile("@\\w|(?<!&)#\\d|GH-\\d|://|www\\.\\w|<a ").matcher(outside);
    assertFalse(call.find(), outside);
  }

  /** A result in which a stranger chose every text that a stranger can choose. */
  private Result telling(String text) {
    return Examples.graded(
        exercise,
        Examples.handin(text, "// y\n// z\n// " + text, text),
        List.of(
            Examples.test(2, "openClaim", 3, Visibility.VISIBLE, "Mine.java, line 2: " + text)));
  }

  @Test
  void veryLongFeedbackStillFitsAComment() {
    String line = "// " + "a line of an answer that is far too long ".repeat(3) + "\n";
    List<CompileProblem> problems = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      problems.add(new CompileProblem("Mine.java", i, 1, "no symbol ".repeat(60), line));
    }
    FeedbackText writer = new FeedbackText(Visibility.AFTER_PUBLISHED);
    Handin handin = Examples.handin("anna", line.repeat(2000));
    String failing =
        writer.of(
            Examples.graded(
                exercise,
                handin,
                List.of(
                    Examples.test(1, "twice", 1, Visibility.VISIBLE, "Mine.java, line 99: no"))));
    assertTrue(failing.length() <= FeedbackText.LONGEST, "characters: " + failing.length());
    assertTrue(failing.contains("\n  99  // a line"), failing);
    assertTrue(failing.contains("    ...\n"), "what is left out is said");
    String broken = writer.of(Examples.graded(exercise, handin, Examples.uncompiled(), problems));
    assertTrue(broken.length() <= FeedbackText.LONGEST, "characters: " + broken.length());
    assertTrue(broken.endsWith("the page tells it all._\n"), broken);
  }

  @Test
  void brokenTestIsNeverToldToAStudent() {
    TestResult fault =
        Examples.test(1, "twiceOfTwo", 2, Visibility.VISIBLE, "NullPointerException in the oracle")
            .but(Outcome.GRADER_FAULT, "NullPointerException in the oracle");
    Result result =
        Examples.graded(exercise, Examples.handin("anna", Examples.CODE), List.of(fault));
    for (String written :
        List.of(
            new FeedbackPage(Visibility.AFTER_PUBLISHED).of(result),
            new FeedbackText(Visibility.AFTER_PUBLISHED).of(result))) {
      assertTrue(written.contains("The grader failed"));
      assertFalse(written.contains("oracle"));
    }
  }

  /** Every text of a record and of the records in it, without names within a page. */
  private static List<String> words(Object part) {
    List<String> words = new ArrayList<>();
    if (part instanceof String text) {
      text.lines().filter(line -> !line.isBlank()).forEach(words::add);
    } else if (part instanceof List<?> list) {
      list.forEach(each -> words.addAll(words(each)));
    } else if (part instanceof Record && !(part instanceof Feedback.Hint)) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        // a problem's source stands in the code
        if (!component.getName().equals("anchor")) {
          try {
            words.addAll(words(component.getAccessor().invoke(part)));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
    return words;
  }

  /** What a reader sees of Markdown. */
  private static String plain(String markdown) {
    String html = html(markdown);
    return flat(
        html.replaceAll("<[^>]*>", " ")
            .replace("\u200B", "")
            .replace("&#8203;", "")
            .replaceAll("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"));
  }

  private static String html(String markdown) {
    List<org.commonmark.Extension> extensions = List.of(TablesExtension.create());
    return HtmlRenderer.builder()
        .extensions(extensions)
        .build()
        .render(Parser.builder().extensions(extensions).build().parse(markdown));
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static List<String> tags(String html) {
    return Pattern.compile("<[a-zA-Z/!][^>]*>")
        .matcher(html.replaceAll("(?s)<style>.*</style>", ""))
        .results()
        .map(MatchResult::group)
        // a text of several lines has more rows of code
        .filter(tag -> !tag.matches("</?t[rd].*"))
        .toList();
  }
}
