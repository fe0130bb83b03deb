package unroll.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the outputs that a lesson is stored with to fresh ones: text must agree word by word,
 * numbers within a tolerance; durations, times of day and rates may differ; a picture must be
 * there, whatever it shows.
 */
public final class OutputComparison {
  private static final String NUMBER = "[-+]?\\d[\\d,]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?";

  /** What a clock has made: {@code 12:03:11}, {@code 1.2 s}, {@code 350 chars/s}, {@code 4 GB}. */
  private static final Pattern CLOCKED =
      Pattern.compile(
          "\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?\\b|"
              + NUMBER
              + "\\s*(?:[\\p{L}]+(?:\\s+[\\p{L}]+)?\\s*(?:/\\s*s\\b|/\\s*second\\b|(?:per|a)\\s+second\\b)"
              + "|[GMk]?FLOPS?(?:/s)?\\b|[GMKk]i?B(?:/s)?\\b"
              + "|(?:ns|[u\u00b5\u03bc]s|ms|s|secs?|seconds?|mins?|minutes?|h|hours?)\\b)");

  private static final Pattern TOKEN = Pattern.compile("<time>|" + NUMBER + "|\\S");

  /**
   * Numbers nearer than this are one number: what is left of a difference that should be zero is
   * rounding, and another JDK rounds its sine and exponential in another way.
   */
  private static final double ROUNDING = 1e-10;

  private final double tolerance;

  private OutputComparison(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * A comparison.
   *
   * @param tolerance by how much two numbers may differ, relative to the larger; 0 for not at all,
   *     else differences under 1e-10 pass too
   * @return a comparison
   */
  public static OutputComparison withTolerance(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must be 0 or more, but is " + tolerance);
    }
    return new OutputComparison(tolerance);
  }

  /**
   * A place where outputs disagree.
   *
   * @param cell the cell's place among all cells, from 1
   * @param line of the text output, from 1; 0 where it is not about a line
   * @param what what was stored and what came
   */
  public record Difference(int cell, int line, String what) {
    @Override
    public String toString() {
      return "cell " + cell + (line > 0 ? ", output line " + line : "") + ": " + what;
    }
  }

  /**
   * Where two runs of a notebook disagree.
   *
   * @param stored the notebook with the outputs to hold to. Not modified.
   * @param fresh the same notebook, run anew. Not modified.
   * @return the differences in the order of the cells; empty if they agree
   */
  public List<Difference> differences(NotebookFile stored, NotebookFile fresh) {
    List<NotebookFile.Cell> left = stored.cells();
    List<NotebookFile.Cell> right = fresh.cells();
    if (left.size() != right.size()) {
      return List.of(
          new Difference(0, 0, "stored has " + left.size() + " cells, fresh has " + right.size()));
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      compare(i + 1, left.get(i).outputs(), right.get(i).outputs(), differences);
    }
    return differences;
  }

  private void compare(
      int cell, List<JsonObject> stored, List<JsonObject> fresh, List<Difference> differences) {
    TreeMap<String, Integer> pictures = pictures(stored);
    TreeMap<String, Integer> fresher = pictures(fresh);
    if (!pictures.equals(fresher)) {
      differences.add(
          new Difference(cell, 0, "stored with pictures " + pictures + ", now with " + fresher));
    }
    List<String> before = text(stored).lines().toList();
    List<String> now = text(fresh).lines().toList();
    for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
      if (!agree(before.get(i), now.get(i))) {
        differences.add(
            new Difference(
                cell, i + 1, "stored \"" + before.get(i) + "\", now \"" + now.get(i) + "\""));
      }
    }
    if (before.size() != now.size()) {
      differences.add(
          new Difference(
              cell,
              Math.min(before.size(), now.size()) + 1,
              "stored with " + before.size() + " lines of text, now with " + now.size()));
    }
  }

  /** How many outputs have each type of picture. */
  private static TreeMap<String, Integer> pictures(List<JsonObject> outputs) {
    TreeMap<String, Integer> pictures = new TreeMap<>();
    for (JsonObject output : outputs) {
      if (output.get("data") instanceof JsonObject data) {
        for (String type : data.keySet()) {
          if (type.startsWith("image/")) {
            pictures.merge(type, 1, Integer::sum);
          }
        }
      }
    }
    return pictures;
  }

  /** All text, in order; what went to standard error is not compared, as it is for warnings. */
  private static String text(List<JsonObject> outputs) {
    StringBuilder text = new StringBuilder();
    for (JsonObject output : outputs) {
      JsonElement part = null;
      if (output.has("text") && output.get("name").getAsString().equals("stdout")) {
        part = output.get("text");
      } else if (output.get("data") instanceof JsonObject data) {
        part = data.get("text/plain");
      } else if (output.has("ename")) {
        part = output.get("ename");
      }
      if (part != null) {
        text.append(NotebookFile.text(part));
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
          text.append('\n');
        }
      }
    }
    return text.toString();
  }

  private boolean agree(String stored, String fresh) {
    List<String> left = tokens(stored);
    List<String> right = tokens(fresh);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).equals(right.get(i)) && !close(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Times scrubbed, numbers as wholes, all else character by character without blanks. */
  private static List<String> tokens(String line) {
    Matcher matcher = TOKEN.matcher(CLOCKED.matcher(line).replaceAll("<time>"));
    List<String> tokens = new ArrayList<>();
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private boolean close(String left, String right) {
    if (!left.matches(NUMBER) || !right.matches(NUMBER)) {
      return false;
    }
    double a = Double.parseDouble(left.replace(",", ""));
    double b = Double.parseDouble(right.replace(",", ""));
    double apart = Math.abs(a - b);
    return apart <= tolerance * Math.max(Math.abs(a), Math.abs(b))
        || (tolerance > 0 && apart < ROUNDING);
  }
}
