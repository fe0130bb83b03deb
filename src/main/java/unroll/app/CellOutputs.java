package unroll.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns what a cell showed into HTML: text, pictures, errors. Of several forms of one thing the
 * page takes the picture.
 */
final class CellOutputs {
  private static final Pattern TERMINAL_COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final Pattern OVERWRITTEN = Pattern.compile("(?m)^.*\r(?=[^\r\n])");
  private static final List<String> PICTURES = List.of("image/png", "image/jpeg", "image/gif");

  private final LessonMarkdown markdown;

  CellOutputs(LessonMarkdown markdown) {
    this.markdown = markdown;
  }

  /**
   * Returns the HTML of one output.
   *
   * @param output as the notebook file holds it
   * @param frame the address that serves an HTML output by itself, walled off from the page
   */
  String html(JsonObject output, String frame) {
    return switch (text(output.get("output_type"))) {
      case "stream" ->
          pre("stream " + Html.escape(text(output.get("name"))), text(output.get("text")));
      case "error" -> pre("error", error(output));
      case "display_data", "execute_result" ->
          bundle(object(output, "data"), object(output, "metadata"), frame);
      default -> "";
    };
  }

  /** The HTML form of an output, to be served by itself; empty where it has none. */
  static String framed(JsonObject output) {
    return text(object(output, "data").get("text/html"));
  }

  private String bundle(JsonObject data, JsonObject metadata, String frame) {
    for (String type : PICTURES) {
      if (data.has(type)) {
        return picture(
            "data:" + type + ";base64," + text(data.get(type)).replaceAll("\\s", ""),
            alternative(data, metadata, type));
      }
    }
    if (data.has("image/svg+xml")) {
      String svg =
          java.util.Base64.getEncoder()
              .encodeToString(
                  text(data.get("image/svg+xml"))
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return picture(
          "data:image/svg+xml;base64," + svg, alternative(data, metadata, "image/svg+xml"));
    }
    if (data.has("text/html")) {
      return "<iframe class=\"output\" sandbox=\"allow-scripts\" loading=\"lazy\" title=\"output\" src=\""
          + Html.escape(frame)
          + "\"></iframe>\n";
    }
    if (data.has("text/markdown")) {
      return "<div class=\"output\">" + markdown.html(text(data.get("text/markdown"))) + "</div>\n";
    }
    if (data.has("text/latex")) {
      String tex = text(data.get("text/latex")).strip().replaceAll("^\\$+|\\$+$", "");
      return "<div class=\"math displayed\">" + Html.escape(tex) + "</div>\n";
    }
    return data.has("text/plain") ? pre("result", text(data.get("text/plain"))) : "";
  }

  private static String picture(String source, String alternative) {
    return "<figure><img src=\""
        + Html.escape(source)
        + "\" alt=\""
        + Html.escape(alternative)
        + "\"></figure>\n";
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
