package unroll.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * What of a lesson's outputs is stored for good: text and pictures, no scripts.
 *
 * <p>A figure that is shown live brings its interactive twin and, once a session, plotly.js.
 * Neither belongs in a file that is kept: this leaves them out, and the picture and the words stay.
 */
public final class StoredOutputs {
  private StoredOutputs() {}

  /**
   * A notebook without scripts in its outputs.
   *
   * @param notebook a notebook of nbformat 4; not modified
   * @return a copy in which outputs that are only a script are gone, and outputs with a script
   *     beside other representations keep only those
   */
  public static JsonObject withoutScripts(JsonObject notebook) {
    JsonObject copy = notebook.deepCopy();
    if (copy.get("cells") instanceof JsonArray cells) {
      for (JsonElement cell : cells) {
        if (cell instanceof JsonObject code && code.get("outputs") instanceof JsonArray outputs) {
          code.add("outputs", withoutScripts(outputs));
        }
      }
    }
    return copy;
  }

  /**
   * The outputs of one cell without scripts.
   *
   * @param outputs outputs of nbformat 4; not modified
   * @return copies without outputs that are only a script, the others with their other
   *     representations
   */
  public static List<JsonObject> withoutScripts(List<JsonObject> outputs) {
    JsonArray all = new JsonArray();
    outputs.forEach(all::add);
    return withoutScripts(all).asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  private static JsonArray withoutScripts(JsonArray outputs) {
    JsonArray kept = new JsonArray();
    for (JsonElement output : outputs.deepCopy()) {
      if (!(output instanceof JsonObject shown)
          || !(shown.get("data") instanceof JsonObject data)) {
        kept.add(output);
        continue;
      }
      if (hasScript(data)) {
        data.remove("text/html");
      }
      if (shown.get("metadata") instanceof JsonObject metadata) {
        metadata.remove(PlotlyScript.METADATA);
      }
      if (data.size() > 0) {
        kept.add(shown);
      }
    }
    return kept;
  }

  /** Jupyter stores text as one string or as a list of lines; both are looked through. */
  private static boolean hasScript(JsonObject data) {
    JsonElement html = data.get("text/html");
    if (html instanceof JsonArray lines) {
      for (JsonElement line : lines) {
        if (line.getAsString().contains("<script")) {
          return true;
        }
      }
      return false;
    }
    return html != null && html.getAsString().contains("<script");
  }
}
