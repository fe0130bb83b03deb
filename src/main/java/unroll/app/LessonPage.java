package unroll.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Turns a lesson into a page to read: its text, code, outputs and mathematics, all from this
 * machine.
 */
final class LessonPage {
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

  /** Returns the page of a lesson. */
  String html(String name, LessonRuns.Shown shown) {
    JsonObject notebook = shown.notebook();
    StringBuilder body = new StringBuilder();
    body.append("<nav><a href=\"/\">All lessons</a></nav>\n");
    body.append("<p class=\"state\" id=\"state\" role=\"status\">")
        .append(Html.escape(shown.state()))
        .append("</p>\n<main>\n");
    int number = 0;
    for (JsonElement element : cells(notebook)) {
      body.append(cell(name, element.getAsJsonObject(), number));
      number++;
    }
    return document(
        title(notebook).orElse(name), body.append("</main>\n").toString(), name, shown.version());
  }

  /** Returns the page that lists the lessons. */
  String contents(List<Entry> entries) {
    StringBuilder body =
        new StringBuilder(
            "<main>\n<h1>Unroll</h1>\n<p>Recurrent networks from scratch in Java.</p>\n<ul class=\"lessons\">\n");
    for (Entry entry : entries) {
      body.append("<li><a href=\"/").append(Html.escape(entry.name())).append(".html\">");
      body.append(Html.escape(entry.title()))
          .append("</a> <small>")
          .append(Html.escape(entry.state()))
          .append("</small></li>\n");
    }
    body.append(
        "</ul>\n<p>There is no Jupyter on this machine, so these pages are read only. With Python 3.10 or later installed,");
    body.append(" <code>mvn</code> opens the lessons to be run and changed.</p>\n</main>\n");
    return document("Unroll", body.toString(), "", 0);
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

  private String cell(String name, JsonObject cell, int number) {
    String source = CellOutputs.text(cell.get("source"));
    return switch (CellOutputs.text(cell.get("cell_type"))) {
      case "markdown" -> "<section>\n" + markdown.html(source) + "</section>\n";
      case "code" -> code(name, cell, source, number);
      default -> "<pre>" + Html.escape(source) + "</pre>\n";
    };
  }

  private String code(String name, JsonObject cell, String source, int number) {
    StringBuilder html = new StringBuilder("<div class=\"cell\">\n");
    html.append("<pre class=\"code\" tabindex=\"0\"><code>")
        .append(JavaHighlight.html(source))
        .append("</code></pre>\n");
    int index = 0;
    for (JsonElement output : outputs(cell)) {
      html.append(outputs.html(output.getAsJsonObject(), "/" + name + "/" + number + "/" + index));
      index++;
    }
    return html.append("</div>\n").toString();
  }

  private static String document(String title, String body, String name, int version) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/static/katex/katex.min.css">
        <link rel="stylesheet" href="/static/page.css">
        <script defer src="/static/katex/katex.min.js"></script>
        <script defer src="/static/page.js"></script>
        </head>
        <body data-lesson="%s" data-version="%d">
        %s</body>
        </html>
        """
        .formatted(Html.escape(title), Html.escape(name), version, body);
  }
}
