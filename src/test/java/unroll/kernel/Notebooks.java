package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Notebooks for tests, made of the sources of their code cells. */
final class Notebooks {
  private Notebooks() {}

  static NotebookFile of(String... cells) {
    JsonArray array = new JsonArray();
    for (String source : cells) {
      JsonObject cell = new JsonObject();
      cell.addProperty("cell_type", "code");
      cell.add("execution_count", JsonNull.INSTANCE);
      cell.add("metadata", new JsonObject());
      cell.add("outputs", new JsonArray());
      cell.add("source", NotebookFile.lines(source));
      array.add(cell);
    }
    JsonObject root = new JsonObject();
    root.add("cells", array);
    root.add("metadata", new JsonObject());
    root.addProperty("nbformat", 4);
    root.addProperty("nbformat_minor", 5);
    return parse(new Gson().toJson(root));
  }

  static NotebookFile parse(String json) {
    try {
      return NotebookFile.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
