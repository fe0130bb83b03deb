package unroll.grade.dashboard;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import unroll.grade.desk.MarkedFolder;
import unroll.grade.report.Row;
import unroll.grade.report.Status;

/**
 * Counts a class, one result at a time: of each result it keeps a bit and a time for each test, and
 * of a failure that others met before nothing but a name.
 */
public final class Tally {
  private static final int FAILURES = 15;
  private static final int EXAMPLES = 5;
  private static final int PAIRS = 20;
  // each kind is held until the end; a class of 1,000 has some hundred
  private static final int KINDS = 20_000;

  private final Map<String, Counts> tests = new LinkedHashMap<>();
  private final Map<List<String>, Group> failures = new HashMap<>();
  private final List<Integer> scores = new ArrayList<>();

  /** What is counted of one test. */
  private static final class Counts {
    private final JsonObject test;
    private final BitSet passed = new BitSet();
    private final List<Double> seconds = new ArrayList<>();

    Counts(JsonObject test) {
      this.test = test;
    }
  }

  /** Failures of one kind. */
  private static final class Group {
    private final List<String> examples = new ArrayList<>();
    private int count;
  }

  private Tally() {}

  /**
   * Counts a folder of results.
   *
   * @param folder what {@code unroll grade} has filled
   * @return the class at a glance
   * @throws IllegalArgumentException if a result is not what was written; the message is one line
   * @throws UncheckedIOException if a result cannot be read
   */
  public static Dashboard of(MarkedFolder folder) {
    Tally tally = new Tally();
    Map<String, Row> counted = new LinkedHashMap<>();
    // rows come by student and attempt: a later one that was marked takes the place of an earlier
    for (Row row : folder.rows()) {
      counted.merge(row.student(), row, (old, next) -> next.status() == Status.GRADED ? next : old);
    }
    List<Row> graded =
        counted.values().stream().filter(row -> row.status() == Status.GRADED).toList();
    for (Row row : graded) {
      tally.add(row, read(folder.json(row)));
    }
    return new Dashboard(
        folder.exercise().orElse(""),
        counted.size(),
        folder.rows().size(),
        graded.stream().mapToInt(Row::possible).max().orElse(0),
        graded.stream().allMatch(Row::official),
        tally.scores.stream().sorted().toList(),
        tally.items(),
        tally.groups(),
        tally.failures.size(),
        folder.rows().stream()
            .filter(row -> row.status() != Status.GRADED)
            .map(row -> new Dashboard.Unmarked(row.id(), row.status().words(), row.note()))
            .toList(),
        SimilarPairs.in(folder.folder(), PAIRS));
  }

  private static JsonObject read(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(file + " is no result: run unroll grade again", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Row row, JsonObject result) {
    int student = scores.size();
    scores.add(row.points());
    for (JsonElement element : array(result, "tests")) {
      JsonObject test = element.getAsJsonObject();
      String outcome = test.get("outcome").getAsString();
      Counts counts =
          tests.computeIfAbsent(
              test.get("suite").getAsString() + "." + test.get("test").getAsString(),
              name -> new Counts(test));
      counts.passed.set(student, outcome.equals("passed"));
      boolean ran = !outcome.equals("not run") && !outcome.equals("does not compile");
      if (ran) {
        counts.seconds.add(test.get("seconds").getAsDouble());
      }
      if (ran && !outcome.equals("passed")) {
        count(test.get("claim").getAsString(), test.get("message").getAsString(), row.student());
      }
    }
    JsonArray problems = array(result, "problems");
    if (!problems.isEmpty()) {
      String first = problems.get(0).getAsJsonObject().get("message").getAsString();
      count("does not compile", first, row.student());
    }
  }

  private static JsonArray array(JsonObject result, String name) {
    JsonElement array = result.get(name);
    return array != null && array.isJsonArray() ? array.getAsJsonArray() : new JsonArray();
  }

  private void count(String claim, String message, String student) {
    List<String> kind = List.of(claim, FailureText.of(message));
    if (failures.size() < KINDS || failures.containsKey(kind)) {
      Group group = failures.computeIfAbsent(kind, each -> new Group());
      group.count++;
      if (group.examples.size() < EXAMPLES) {
        group.examples.add(student);
      }
    }
  }

  private List<Dashboard.Item> items() {
    return tests.values().stream()
        .map(this::item)
        .sorted(Comparator.comparingInt(Dashboard.Item::task))
        .toList();
  }

  private Dashboard.Item item(Counts counts) {
    int weight = counts.test.get("weight").getAsInt();
    boolean[] passed = new boolean[scores.size()];
    IntStream.range(0, passed.length).forEach(i -> passed[i] = counts.passed.get(i));
    int[] rest =
        IntStream.range(0, passed.length)
            .map(i -> scores.get(i) - (passed[i] ? weight : 0))
            .toArray();
    double[] seconds = counts.seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Dashboard.Item(
        counts.test.get("task").getAsInt(),
        counts.test.get("suite").getAsString(),
        counts.test.get("claim").getAsString(),
        counts.test.get("visibility").getAsString().replace('_', ' '),
        weight,
        ItemAnalysis.difficulty(passed).orElse(0),
        ItemAnalysis.discrimination(passed, rest),
        seconds.length,
        seconds.length == 0 ? 0 : ItemAnalysis.quantile(seconds, 0.5),
        seconds.length == 0 ? 0 : ItemAnalysis.quantile(seconds, 0.95));
  }

  private List<Dashboard.FailureGroup> groups() {
    return failures.entrySet().stream()
        .map(
            entry ->
                new Dashboard.FailureGroup(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    entry.getValue().count,
                    entry.getValue().examples))
        .sorted(
            Comparator.comparingInt(Dashboard.FailureGroup::count)
                .reversed()
                .thenComparing(Dashboard.FailureGroup::claim)
                .thenComparing(Dashboard.FailureGroup::message))
        .limit(FAILURES)
        .toList();
  }
}
