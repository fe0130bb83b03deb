package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A notebook ({@code .ipynb}, nbformat 4) as a value: its cells, and everything else that its file
 * holds, which is kept as it is.
 */
public final class NotebookFile {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final JsonObject root;

  private NotebookFile(JsonObject root) {
    this.root = root;
  }

  /**
   * One cell.
   *
   * @param index its place among all cells of the notebook, from 0
   * @param type {@code code}, {@code markdown} or {@code raw}
   * @param source its text
   * @param outputs what it is stored with: JSON objects as nbformat has them; empty for text cells
   * @param metadata its metadata
   */
  public record Cell(
      int index, String type, String source, List<JsonObject> outputs, JsonObject metadata) {
    /** Keeps a copy of the outputs. */
    public Cell {
      outputs = List.copyOf(outputs);
    }

    /**
     * Whether it is meant to be run.
     *
     * @return true for code
     */
    public boolean isCode() {
      return type.equals("code");
    }

    /**
     * Whether an author has marked the cell, for example {@code raises-exception}.
     *
     * @param tag the mark
     * @return true if the cell's metadata hold that tag
     */
    public boolean hasTag(String tag) {
      return metadata.get("tags") instanceof JsonArray tags
          && tags.asList().stream()
              .anyMatch(t -> t.isJsonPrimitive() && t.getAsString().equals(tag));
    }
  }

  /**
   * Reads a notebook.
   *
   * @param file a notebook of nbformat 4
   * @return what it holds
   * @throws NotebookFormatException if it is no such notebook
   * @throws IOException if it cannot be read
   */
  public static NotebookFile read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new NotebookFormatException("there is no notebook " + file);
    } catch (CharacterCodingException e) {
      throw new NotebookFormatException(file + " is damaged: it is not UTF-8 text");
    }
    try {
      return parse(text);
    } catch (NotebookFormatException e) {
      throw new NotebookFormatException(file + " is damaged: " + e.getMessage());
    }
  }

  /**
   * Reads a notebook out of its text.
   *
   * @param text JSON of nbformat 4
   * @return what it holds
   * @throws NotebookFormatException if it is not that
   */
  public static NotebookFile parse(String text) throws NotebookFormatException {
    JsonElement parsed;
    try {
      parsed = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new NotebookFormatException(
          "not JSON (" + reason.replaceAll("^.*Exception: ", "") + ")");
    }
    if (!(parsed instanceof JsonObject root)) {
      throw new NotebookFormatException("not a JSON object");
    }
    if (!(root.get("nbformat") instanceof JsonPrimitive format)
        || !format.getAsString().equals("4")) {
      throw new NotebookFormatException("not a notebook of nbformat 4");
    }
    if (!(root.get("cells") instanceof JsonArray cells)) {
      throw new NotebookFormatException("it has no cells");
    }
    for (int i = 0; i < cells.size(); i++) {
      if (!(cells.get(i) instanceof JsonObject cell)
          || !isString(cell.get("cell_type"))
          || !isText(cell.get("source"))) {
        throw new NotebookFormatException("cell " + (i + 1) + " has no type or no source");
      }
      if (cell.has("outputs") && !areObjects(cell.get("outputs"))) {
        throw new NotebookFormatException("cell " + (i + 1) + " has outputs that are none");
      }
    }
    return new NotebookFile(root);
  }

  /**
   * The cells.
   *
   * @return all of them, in order
   */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : root.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      List<JsonObject> outputs = new ArrayList<>();
      if (cell.get("outputs") instanceof JsonArray stored) {
        stored.forEach(output -> outputs.add(output.getAsJsonObject().deepCopy()));
      }
      JsonObject metadata =
          cell.get("metadata") instanceof JsonObject given ? given.deepCopy() : new JsonObject();
      cells.add(
          new Cell(
              cells.size(),
              cell.get("cell_type").getAsString(),
              text(cell.get("source")),
              outputs,
              metadata));
    }
    return cells;
  }

  /**
   * The same notebook with other outputs in one code cell.
   *
   * @param index the cell's place among all cells, from 0
   * @param executionCount the number it was run as; 0 for none
   * @param outputs what it is to be stored with. Not modified.
   * @return a new notebook; this one is not modified
   * @throws IllegalArgumentException if that cell holds no code
   */
  public NotebookFile withOutputs(int index, int executionCount, List<JsonObject> outputs) {
    JsonObject changed = root.deepCopy();
    JsonObject cell = changed.getAsJsonArray("cells").get(index).getAsJsonObject();
    if (!cell.get("cell_type").getAsString().equals("code")) {
      throw new IllegalArgumentException("cell " + (index + 1) + " is no code cell");
    }
    if (executionCount > 0) {
      cell.addProperty("execution_count", executionCount);
    } else {
      cell.add("execution_count", JsonNull.INSTANCE);
    }
    JsonArray stored = new JsonArray();
    outputs.forEach(output -> stored.add(output.deepCopy()));
    cell.add("outputs", stored);
    return new NotebookFile(changed);
  }

  /**
   * The notebook as Jupyter would write it.
   *
   * @return JSON, indented by one space, with a line break at its end
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setIndent(" ");
    writer.setHtmlSafe(false);
    writer.setSerializeNulls(true);
    GSON.toJson(root, writer);
    return text.append('\n').toString();
  }

  /**
   * Writes the notebook, whole or not at all.
   *
   * @param file where to; what was there before is replaced at once
   * @throws IOException if it cannot be written; then the file is as it was
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
    try {
      Files.write(draft, toJson().getBytes(StandardCharsets.UTF_8));
      if (Files.exists(file)) {
        keepPermissions(file, draft);
      }
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    try {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    } catch (UnsupportedOperationException windows) {
      // a file there has the permissions of its folder
    }
  }

  /** A text that nbformat stores as one string or as a list of lines. */
  static String text(JsonElement stored) {
    if (stored instanceof JsonArray lines) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.getAsString()));
      return text.toString();
    }
    return stored.getAsString();
  }

  /** A text as nbformat likes it: a list of lines, each with its line break. */
  static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static boolean isString(JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
  }

  private static boolean isText(JsonElement element) {
    return isString(element)
        || (element instanceof JsonArray lines
            && lines.asList().stream().allMatch(NotebookFile::isString));
  }

  private static boolean areObjects(JsonElement element) {
    return element instanceof JsonArray array
        && array.asList().stream().allMatch(JsonElement::isJsonObject);
  }
}
