package unroll.app.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a lesson into a page to read: its text, code, outputs and mathematics, all from this
 * machine.
 */
final class LessonPage {
  private static final Template FRAME = template("page.html");

  private final LessonMarkdown markdown = LessonMarkdown.create();
  private final CellOutputs outputs = new CellOutputs(markdown);

  /**
   * One line of the table of contents.
   *
   * @param name the lesson's name
   * @param title its first heading
   * @param state how its outputs came about
   */
  record Entry(String name, String title, String state) {}

  /** Another lesson, as a page leads to it. */
  record Neighbour(String name, String title) {}

  /** Returns the page of a lesson that may still be run. */
  String html(String name, LessonRuns.Shown shown, Shelf shelf) {
    JsonObject notebook = shown.notebook();
    Map<String, Object> page = page(title(notebook).orElse(name), body(notebook, shelf));
    page.put("lesson", name);
    page.put("version", shown.version());
    page.put("state", shown.state());
    page.put("sections", headings(notebook));
    return FRAME.execute(page);
  }

  /** Returns the page of a lesson as it is stored, among others. */
  String html(
      String name,
      JsonObject notebook,
      Shelf shelf,
      Optional<Neighbour> before,
      Optional<Neighbour> after) {
    Map<String, Object> page = page(title(notebook).orElse(name), body(notebook, shelf));
    page.put("site", true);
    page.put("sections", headings(notebook));
    before.ifPresent(lesson -> page.put("before", lesson));
    after.ifPresent(lesson -> page.put("after", lesson));
    return FRAME.execute(page);
  }

  /** Returns the page of a text that is not a lesson. */
  String text(String title, String source) {
    Map<String, Object> page = page(title, markdown.html(source));
    page.put("site", true);
    page.put("wide", true);
    return FRAME.execute(page);
  }

  /** Returns the page that lists the lessons. */
  String contents(List<Entry> entries) {
    StringBuilder body = new StringBuilder("<h1>Unroll</h1>\n");
    body.append("<p>Recurrent networks from scratch in Java.</p>\n<ul class=\"lessons\">\n");
    for (Entry entry : entries) {
      body.append("<li><a href=\"").append(Html.escape(entry.name())).append(".html\">");
      body.append(Html.escape(entry.title()))
          .append("</a> <small>")
          .append(Html.escape(entry.state()))
          .append("</small></li>\n");
    }
    return FRAME.execute(page("Unroll", body.append("</ul>\n").toString()));
  }

  private static Map<String, Object> page(String title, String body) {
    Map<String, Object> page = new HashMap<>(Map.of("title", title, "body", body));
    for (String maybe : List.of("lesson", "version", "state", "site", "wide", "before", "after")) {
      page.put(maybe, false);
    }
    page.put("sections", List.of());
    return page;
  }

  /** The sections of a lesson, for its search index. */
  List<LessonMarkdown.Section> sections(JsonObject notebook) {
    StringBuilder text = new StringBuilder();
    for (JsonElement element : cells(notebook)) {
      JsonObject cell = element.getAsJsonObject();
      if (CellOutputs.text(cell.get("cell_type")).equals("markdown")) {
        text.append(CellOutputs.text(cell.get("source"))).append("\n\n");
      }
    }
    return markdown.sections(text.toString());
  }

  private List<LessonMarkdown.Section> headings(JsonObject notebook) {
    return sections(notebook).stream().filter(section -> section.level() == 2).toList();
  }

  /** A lesson's first heading. */
  static Optional<String> title(JsonObject notebook) {
    for (JsonElement element : cells(notebook)) {
      JsonObject cell = element.getAsJsonObject();
      if (CellOutputs.text(cell.get("cell_type")).equals("markdown")) {
        Optional<String> heading =
            CellOutputs.text(cell.get("source"))
                .lines()
                .filter(line -> line.startsWith("# "))
                .findFirst();
        if (heading.isPresent()) {
          return heading.map(line -> line.substring(2).strip());
        }
      }
    }
    return Optional.empty();
  }

  /** The cells of a notebook. */
  static JsonArray cells(JsonObject notebook) {
    return notebook.get("cells") instanceof JsonArray cells ? cells : new JsonArray();
  }

  /** The outputs of a cell. */
  static JsonArray outputs(JsonObject cell) {
    return cell.get("outputs") instanceof JsonArray shown ? shown : new JsonArray();
  }

  private String body(JsonObject notebook, Shelf shelf) {
    List<String> cells = new ArrayList<>();
    for (JsonElement element : cells(notebook)) {
      cells.add(cell(element.getAsJsonObject(), cells.size(), shelf));
    }
    return String.join("", cells);
  }

  private String cell(JsonObject cell, int number, Shelf shelf) {
    String source = CellOutputs.text(cell.get("source"));
    return switch (CellOutputs.text(cell.get("cell_type"))) {
      case "markdown" -> "<section>\n" + markdown.html(source) + "</section>\n";
      case "code" -> code(cell, source, number, shelf);
      default -> "<pre>" + Html.escape(source) + "</pre>\n";
    };
  }

  private String code(JsonObject cell, String source, int number, Shelf shelf) {
    StringBuilder html = new StringBuilder("<div class=\"cell\">\n");
    html.append("<pre class=\"code\"><code>")
        .append(JavaHighlight.html(source))
        .append("</code></pre>\n");
    int index = 0;
    for (JsonElement output : outputs(cell)) {
      html.append(outputs.html(output.getAsJsonObject(), number, index, shelf));
      index++;
    }
    return html.append("</div>\n").toString();
  }

  private static Template template(String name) {
    try (InputStream in = LessonPage.class.getResourceAsStream(name)) {
      return Mustache.compiler().compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
