package unroll.grade.intake;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the code cells of a notebook, passing over its outputs: they may be a thousand times as
 * long.
 */
final class NotebookCells {
  private final String name;
  private final JsonReader json;
  private int length;

  /**
   * A code cell.
   *
   * @param number its place among all cells, from 1
   * @param text its source
   * @param tags its tags
   */
  record Cell(int number, String text, List<String> tags) {}

  private NotebookCells(String name, JsonReader json) {
    this.name = name;
    this.json = json;
  }

  /**
   * The code cells in order.
   *
   * @param bytes the notebook
   * @param name its name, for messages
   * @throws Refused if it is no notebook, is damaged, or holds too much source
   */
  static List<Cell> of(byte[] bytes, String name) throws Refused {
    try (JsonReader json =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      return new NotebookCells(name, json).notebook();
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new Refused(name + " is damaged: it is no notebook that Jupyter could open.");
    } catch (IOException e) {
      throw new Refused(name + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private List<Cell> notebook() throws IOException, Refused {
    List<Cell> cells = new ArrayList<>();
    boolean found = false;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("cells") && json.peek() == JsonToken.BEGIN_ARRAY) {
        found = true;
        int number = 0;
        json.beginArray();
        while (json.hasNext()) {
          cell(++number, cells);
        }
        json.endArray();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    if (!found) {
      throw new Refused(name + " holds no cells: open it in Jupyter and save it again.");
    }
    return cells;
  }

  private void cell(int number, List<Cell> cells) throws IOException, Refused {
    String type = "";
    String text = "";
    List<String> tags = List.of();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "cell_type" -> type = json.peek() == JsonToken.STRING ? json.nextString() : skipped();
        case "source" -> text = String.join("", strings());
        case "metadata" -> tags = tags();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type.equals("code")) {
      cells.add(new Cell(number, text, tags));
    }
  }

  private List<String> tags() throws IOException, Refused {
    List<String> tags = List.of();
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      json.skipValue();
      return tags;
    }
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("tags")) {
        tags = strings();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return tags;
  }

  /** A string, or the strings of an array; anything else counts as none. */
  private List<String> strings() throws IOException, Refused {
    List<String> strings = new ArrayList<>();
    if (json.peek() == JsonToken.STRING) {
      strings.add(counted(json.nextString()));
    } else if (json.peek() == JsonToken.BEGIN_ARRAY) {
      json.beginArray();
      while (json.hasNext()) {
        strings.add(json.peek() == JsonToken.STRING ? counted(json.nextString()) : skipped());
      }
      json.endArray();
    } else {
      json.skipValue();
    }
    return strings;
  }

  private String skipped() throws IOException {
    json.skipValue();
    return "";
  }

  private String counted(String text) throws Refused {
    length += text.length();
    if (length > Limits.SOURCES) {
      throw new Refused(name + " holds more than " + Limits.size(Limits.SOURCES) + " of source.");
    }
    return text;
  }
}
