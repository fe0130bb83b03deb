package unroll.grade.intake;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the cells of a notebook from a stream, passing over its outputs: they may be a thousand
 * times as long, and are never held.
 *
 * <p>Every damage is borne as far as there is something to be had: a file that breaks off gives the
 * cells before the break, values of a wrong type count as missing, of a merge that was not finished
 * the first version is read, the form of 2014 (nbformat 3, {@code worksheets} and {@code input}) is
 * read like today's. Source: nbformat's documentation, "The notebook file format", and its changes.
 */
final class NotebookCells {
  // a picture may have been pasted into a text; no answer is as long
  private static final int LONGEST_TEXT = 128 * 1024;

  private final String name;
  private final JsonReader json;
  private final List<Notebook.Cell> cells = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private int number;
  private int length;
  private boolean hasCells;
  private boolean isOld;
  private String language = "";
  private String kernel = "";

  private NotebookCells(String name, JsonReader json) {
    this.name = name;
    this.json = json;
  }

  /**
   * The cells in order.
   *
   * @param in the notebook; not closed
   * @param name its name, for messages
   * @throws Refused if no cell of it can be read, or it holds too much source
   */
  static Notebook of(InputStream in, String name) throws IOException, Refused {
    PushbackInputStream begin = new PushbackInputStream(in, 4);
    Charset charset = charset(begin, name);
    MergedReader text = new MergedReader(new InputStreamReader(begin, charset));
    JsonReader json = new JsonReader(text);
    json.setStrictness(Strictness.LENIENT);
    return new NotebookCells(name, json).notebook(text);
  }

  private static Charset charset(PushbackInputStream begin, String name)
      throws IOException, Refused {
    byte[] first = begin.readNBytes(4);
    begin.unread(first);
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (first.length == 0) {
      throw new Refused(name + " is empty: open it in Jupyter, save it, and hand it in again.");
    }
    if (text.strip().startsWith("<") && !text.startsWith("<<<<")) {
      throw new Refused(
          name + " is a web page, no notebook: in Jupyter choose File, then Download.");
    }
    if (text.startsWith("PK")) {
      throw new Refused(name + " is a zip archive under another name: name it .zip.");
    }
    if (text.startsWith("\u00FF\u00FE") || text.startsWith("\u00FE\u00FF")) {
      return StandardCharsets.UTF_16;
    }
    return StandardCharsets.UTF_8;
  }

  private Notebook notebook(MergedReader text) throws IOException, Refused {
    boolean isWhole = true;
    try {
      json.beginObject();
      while (json.hasNext()) {
        member();
      }
      json.endObject();
    } catch (MalformedJsonException | EOFException | RuntimeException e) {
      isWhole = false;
    }
    if (text.hasConflict()) {
      notices.add(
          name
              + " holds a merge that was not finished: of each conflict the version above the"
              + " ======= was read. Finish the merge.");
    }
    if (!isWhole && cells.isEmpty()) {
      throw new Refused(
          name
              + " is damaged: no cell of it can be read. Open it in Jupyter, save it, and hand it"
              + " in again.");
    }
    if (!hasCells) {
      throw new Refused(name + " holds no cells: open it in Jupyter and save it again.");
    }
    if (!isWhole) {
      notices.add(
          name
              + " is damaged or breaks off after cell "
              + cells.get(cells.size() - 1).number()
              + ": what comes before was read. Open it in Jupyter, save it, and hand it in again.");
    }
    if (isOld) {
      notices.add(
          name + " is in a form of before 2015: it was read; save it with today's Jupyter.");
    }
    if (!language.isEmpty() && !language.toLowerCase(Locale.ROOT).startsWith("java")) {
      notices.add(
          name
              + " says that its language is "
              + shortened(language)
              + (kernel.isEmpty() ? "" : " (kernel " + shortened(kernel) + ")")
              + ": it was read as Java. Choose the kernel Java, and save it.");
    }
    return new Notebook(name, cells, notices);
  }

  private void member() throws IOException, Refused {
    switch (json.nextName()) {
      case "cells" -> cells();
      case "worksheets" -> worksheets();
      case "metadata" -> metadata();
      default -> json.skipValue();
    }
  }

  private void worksheets() throws IOException, Refused {
    if (!begins(JsonToken.BEGIN_ARRAY)) {
      return;
    }
    isOld = true;
    json.beginArray();
    while (json.hasNext()) {
      if (begins(JsonToken.BEGIN_OBJECT)) {
        json.beginObject();
        while (json.hasNext()) {
          member();
        }
        json.endObject();
      }
    }
    json.endArray();
  }

  private void cells() throws IOException, Refused {
    if (!begins(JsonToken.BEGIN_ARRAY)) {
      return;
    }
    hasCells = true;
    json.beginArray();
    while (json.hasNext()) {
      number++;
      if (begins(JsonToken.BEGIN_OBJECT)) {
        cell();
      }
    }
    json.endArray();
  }

  /** One cell; where the file breaks off behind its source, it is there all the same. */
  private void cell() throws IOException, Refused {
    String kind = "";
    String text = "";
    List<String> tags = List.of();
    boolean ran = false;
    boolean isWhole = false;
    try {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "cell_type" -> kind = text();
          case "source", "input" -> text = String.join("", lines());
          case "metadata" -> tags = tags();
          case "outputs", "execution_count", "prompt_number" -> {
            ran = true;
            json.skipValue();
          }
          default -> json.skipValue();
        }
      }
      json.endObject();
      isWhole = true;
    } finally {
      if (isWhole || !text.isEmpty()) {
        // who edits a notebook by hand may lose the type of a cell
        String known = kind.isEmpty() || ran ? "code" : kind;
        boolean isTooLong = !known.equals("code") && text.length() > LONGEST_TEXT;
        length += known.equals("code") ? text.length() : 0;
        cells.add(new Notebook.Cell(number, known, isTooLong ? "" : text, tags));
      }
    }
    if (length > Limits.SOURCES) {
      throw new Refused(name + " holds more than " + Limits.size(Limits.SOURCES) + " of source.");
    }
  }

  private void metadata() throws IOException {
    if (!begins(JsonToken.BEGIN_OBJECT)) {
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      boolean tells = key.equals("kernelspec") || key.equals("language_info");
      if (!tells || !begins(JsonToken.BEGIN_OBJECT)) {
        if (!tells) {
          json.skipValue();
        }
        continue;
      }
      json.beginObject();
      while (json.hasNext()) {
        String what = json.nextName();
        String value = text();
        if (key.equals("kernelspec") && what.equals("name")) {
          kernel = value;
        } else if (what.equals(key.equals("kernelspec") ? "language" : "name")) {
          language = language.isEmpty() ? value : language;
        }
      }
      json.endObject();
    }
    json.endObject();
    if (language.isEmpty() && kernel.toLowerCase(Locale.ROOT).startsWith("python")) {
      language = kernel;
    }
  }

  private List<String> tags() throws IOException {
    List<String> tags = List.of();
    if (!begins(JsonToken.BEGIN_OBJECT)) {
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

  /** The lines of a source, each but the last with its end, as it should be and is not always. */
  private List<String> lines() throws IOException {
    List<String> lines = strings();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (!lines.get(i).endsWith("\n")) {
        lines.set(i, lines.get(i) + "\n");
      }
    }
    return lines;
  }

  /** A string, or the strings of an array; anything else counts as none. */
  private List<String> strings() throws IOException {
    List<String> strings = new ArrayList<>();
    if (json.peek() == JsonToken.STRING) {
      strings.add(json.nextString());
    } else if (begins(JsonToken.BEGIN_ARRAY)) {
      json.beginArray();
      while (json.hasNext()) {
        strings.add(text());
      }
      json.endArray();
    }
    return strings;
  }

  private String text() throws IOException {
    if (json.peek() == JsonToken.STRING) {
      return json.nextString();
    }
    json.skipValue();
    return "";
  }

  /** Whether such a value comes; another is passed over. */
  private boolean begins(JsonToken token) throws IOException {
    if (json.peek() == token) {
      return true;
    }
    json.skipValue();
    return false;
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
