package unroll.app.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * Turns what a cell showed into HTML: text, pictures, errors. Of several forms of one thing the
 * page takes the one that does most without a script of its own; what moves by handlers stands in a
 * frame, walled off, and the picture beside it where scripts are off.
 */
final class CellOutputs {
  private static final Pattern TERMINAL_COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final Pattern OVERWRITTEN = Pattern.compile("(?m)^.*\r(?=[^\r\n])");
  private static final String SVG = "image/svg+xml";
  private static final List<String> PICTURES = List.of("image/png", "image/jpeg", "image/gif", SVG);
  private static final Pattern SCRIPT = Pattern.compile("(?i)<script");
  private static final Pattern HANDLER = Pattern.compile("(?i)\\son[a-z]+\\s*=");
  private static final String LAZY = " loading=\"lazy\"";

  /** What may stand in the page itself: tables, text in colours, progress, sound, pictures. */
  private static final PolicyFactory HARMLESS =
      Sanitizers.FORMATTING
          .and(Sanitizers.BLOCKS)
          .and(Sanitizers.TABLES)
          .and(Sanitizers.STYLES)
          .and(
              new HtmlPolicyBuilder()
                  .allowElements("pre", "figure", "figcaption", "span", "progress", "audio", "img")
                  .allowWithoutAttributes("span", "audio", "img")
                  .allowAttributes("title", "aria-label")
                  .globally()
                  .allowAttributes("max", "value")
                  .onElements("progress")
                  .allowAttributes("controls", "preload", "src")
                  .onElements("audio")
                  .allowAttributes("src", "alt", "width", "height")
                  .onElements("img")
                  // a file to keep, which stands in the page itself
                  .allowElements("a")
                  .allowAttributes("href", "download")
                  .onElements("a")
                  .allowUrlProtocols("data")
                  .toFactory());

  private final LessonMarkdown markdown;

  CellOutputs(LessonMarkdown markdown) {
    this.markdown = markdown;
  }

  /**
   * Returns the HTML of one output.
   *
   * @param output as the notebook file holds it
   * @param cell the number of its cell
   * @param index its number in the cell
   * @param shelf where pictures and frames go
   */
  String html(JsonObject output, int cell, int index, Shelf shelf) {
    return switch (text(output.get("output_type"))) {
      case "stream" ->
          pre("stream " + Html.escape(text(output.get("name"))), text(output.get("text")));
      case "error" -> pre("error", error(output));
      case "display_data", "execute_result" ->
          bundle(object(output, "data"), object(output, "metadata"), cell, index, shelf);
      default -> "";
    };
  }

  /** The HTML form of an output, to be served by itself; empty where it has none. */
  static String framed(JsonObject output) {
    return text(object(output, "data").get("text/html"));
  }

  private String bundle(JsonObject data, JsonObject metadata, int cell, int index, Shelf shelf) {
    String html = text(data.get("text/html"));
    String picture = picture(data, metadata, cell, index, shelf);
    boolean scripted = SCRIPT.matcher(html).find();
    if (!html.isEmpty() && !scripted && !HANDLER.matcher(html).find()) {
      return "<div class=\"output\">" + HARMLESS.sanitize(html) + "</div>\n";
    }
    if (!html.isEmpty() && (picture.isEmpty() || !scripted)) {
      String still =
          picture.isEmpty() ? "" : "<noscript>" + picture.replace(LAZY, "") + "</noscript>\n";
      return "<iframe class=\"output\" sandbox=\"allow-scripts\" loading=\"lazy\" title=\""
          + Html.escape(firstLine(text(data.get("text/plain"))))
          + "\" src=\""
          + Html.escape(shelf.frame(cell, index, html))
          + "\"></iframe>\n"
          + still;
    }
    if (!picture.isEmpty()) {
      return picture;
    }
    if (data.has("text/markdown")) {
      return "<div class=\"output\">" + markdown.html(text(data.get("text/markdown"))) + "</div>\n";
    }
    if (data.has("text/latex")) {
      String tex = text(data.get("text/latex")).strip().replaceAll("^\\$+|\\$+$", "");
      return Mathematics.displayed(tex) + "\n";
    }
    return data.has("text/plain") ? pre("result", text(data.get("text/plain"))) : "";
  }

  private static String firstLine(String text) {
    return text.isBlank() ? "a figure that can be moved" : text.lines().findFirst().orElseThrow();
  }

  /** The picture of an output; empty where it has none. */
  private static String picture(
      JsonObject data, JsonObject metadata, int cell, int index, Shelf shelf) {
    for (String type : PICTURES) {
      if (data.has(type)) {
        String content = text(data.get(type));
        String base64 =
            type.equals(SVG)
                ? Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))
                : content.replaceAll("\\s", "");
        return "<figure><img"
            + LAZY
            + size(metadata, type)
            + " src=\""
            + Html.escape(shelf.picture(cell, index, type, base64))
            + "\" alt=\""
            + Html.escape(alternative(data, metadata, type))
            + "\"></figure>\n";
      }
    }
    return "";
  }

  /** Width and height, so that the page does not jump when the picture comes. */
  private static String size(JsonObject metadata, String type) {
    String width = text(object(metadata, type).get("width"));
    String height = text(object(metadata, type).get("height"));
    return width.matches("\\d{1,5}") && height.matches("\\d{1,5}")
        ? " width=\"" + width + "\" height=\"" + height + "\""
        : "";
  }

  private static String alternative(JsonObject data, JsonObject metadata, String type) {
    JsonElement own = object(metadata, type).get("alt");
    JsonElement any = own == null ? metadata.get("alt") : own;
    return any == null ? text(data.get("text/plain")) : text(any);
  }

  private static String error(JsonObject output) {
    String trace = String.join("\n", lines(output.get("traceback")));
    String name = text(output.get("ename")) + ": " + text(output.get("evalue"));
    return trace.isBlank() ? name : trace;
  }

  private static List<String> lines(JsonElement traceback) {
    return traceback instanceof JsonArray array
        ? array.asList().stream().map(CellOutputs::text).toList()
        : List.of();
  }

  private static String pre(String style, String text) {
    String plain = TERMINAL_COLOURS.matcher(text.replace("\r\n", "\n")).replaceAll("");
    String last = OVERWRITTEN.matcher(plain).replaceAll("");
    return last.isBlank()
        ? ""
        : "<pre class=\"output " + style + "\">" + Html.escape(last.stripTrailing()) + "</pre>\n";
  }

  private static JsonObject object(JsonObject of, String name) {
    return of.get(name) instanceof JsonObject inside ? inside : new JsonObject();
  }

  /** A text of a notebook file: one string, or a list of strings to be joined. */
  static String text(JsonElement element) {
    if (element instanceof JsonArray array) {
      StringBuilder joined = new StringBuilder();
      array.forEach(part -> joined.append(text(part)));
      return joined.toString();
    }
    return element == null || element.isJsonNull()
        ? ""
        : element.isJsonPrimitive() ? element.getAsString() : element.toString();
  }
}
