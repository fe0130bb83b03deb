package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what the cells of a notebook put out, in the form that Jupyter stores: neighbouring text
 * of one stream merged, displays replaced in place when they are updated. Safe for use by several
 * threads.
 */
final class CellOutputs implements DisplaySink {
  private static final Gson GSON = new Gson();

  private final Map<String, List<JsonObject>> byDisplayId = new HashMap<>();
  private List<JsonObject> current = new ArrayList<>();
  private boolean clearAtNext;

  /** Starts a new cell; what the cells before it displayed can still be updated. */
  synchronized void nextCell() {
    current = new ArrayList<>();
    clearAtNext = false;
  }

  /** The outputs of the current cell, which later updates of its displays change. */
  synchronized List<JsonObject> current() {
    return current;
  }

  /** Text that the cell printed. */
  synchronized void stream(String name, String text) {
    List<JsonObject> outputs = opened();
    JsonObject last = outputs.isEmpty() ? new JsonObject() : outputs.get(outputs.size() - 1);
    if (last.has("name") && last.get("name").getAsString().equals(name)) {
      last.add("text", NotebookFile.lines(NotebookFile.text(last.get("text")) + text));
      return;
    }
    JsonObject output = new JsonObject();
    output.addProperty("name", name);
    output.addProperty("output_type", "stream");
    output.add("text", NotebookFile.lines(text));
    outputs.add(output);
  }

  /** The value of the cell's last expression. */
  synchronized void result(int count, Map<String, Object> bundle, Map<String, Object> metadata) {
    JsonObject output = new JsonObject();
    output.add("data", data(bundle));
    output.addProperty("execution_count", count);
    output.add("metadata", GSON.toJsonTree(metadata));
    output.addProperty("output_type", "execute_result");
    opened().add(output);
  }

  /** Why the cell failed. */
  synchronized void error(CellError error) {
    JsonObject output = new JsonObject();
    output.addProperty("ename", error.name());
    output.addProperty("evalue", error.message());
    output.addProperty("output_type", "error");
    JsonArray traceback = new JsonArray();
    error.traceback().forEach(traceback::add);
    output.add("traceback", traceback);
    opened().add(output);
  }

  @Override
  public synchronized void show(
      String displayId, Map<String, Object> bundle, Map<String, Object> metadata, boolean update) {
    if (update) {
      for (JsonObject shown : byDisplayId.getOrDefault(displayId, List.of())) {
        shown.add("data", data(bundle));
        shown.add("metadata", GSON.toJsonTree(metadata));
      }
      return;
    }
    JsonObject output = new JsonObject();
    output.add("data", data(bundle));
    output.add("metadata", GSON.toJsonTree(metadata));
    output.addProperty("output_type", "display_data");
    opened().add(output);
    if (displayId != null) {
      byDisplayId.computeIfAbsent(displayId, id -> new ArrayList<>()).add(output);
    }
  }

  @Override
  public synchronized void clear(boolean wait) {
    if (wait) {
      clearAtNext = true;
    } else {
      current.clear();
    }
  }

  private List<JsonObject> opened() {
    if (clearAtNext) {
      clearAtNext = false;
      current.clear();
    }
    return current;
  }

  /** Text as lists of lines, as Jupyter stores it; JSON as it is. */
  private static JsonObject data(Map<String, Object> bundle) {
    JsonObject data = new JsonObject();
    bundle.forEach(
        (type, content) -> {
          boolean text =
              type.startsWith("text/")
                  || type.equals("image/svg+xml")
                  || type.equals("application/javascript");
          JsonElement stored = GSON.toJsonTree(content);
          data.add(
              type,
              text && content instanceof CharSequence chars
                  ? NotebookFile.lines(chars.toString())
                  : stored);
        });
    return data;
  }
}
