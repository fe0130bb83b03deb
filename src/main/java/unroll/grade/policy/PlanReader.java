package unroll.grade.policy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import unroll.grade.policy.Policy.Counting;

/**
 * Reads a {@link CoursePlan} from the YAML file in which an instructor keeps it:
 *
 * <pre>
 * course: Recurrent networks, autumn 2026
 * zone: Europe/Berlin
 * policy:                    # all of it may be left out
 *   grace: 10m
 *   late-days: 3             # free ones, for the whole term
 *   penalty: 10%             # of the points, for each late day beyond those
 *   latest: 4d               # after that nothing is taken
 *   attempts: 5              # left out: any number
 *   counts: best             # or last
 *   drop-lowest: 1
 * assignments:
 *   - exercise: 02-elman
 *     points: 10             # left out: 100
 *     due: 2026-11-30 23:59
 *     title: The Elman network
 * extensions:
 *   ada: {02-elman: 3d}
 * marks:                     # given by hand; they win
 *   ada:
 *     02-elman: {points: 9, reason: the machine failed}
 * </pre>
 */
public final class PlanReader {
  private static final double USUAL_POINTS = 100;
  private static final long LARGEST = 1 << 20;

  private final PlanNode top;
  private final Set<String> exercises = new HashSet<>();

  private PlanReader(PlanNode top) {
    this.top = top;
  }

  /**
   * Reads a file.
   *
   * @param file in UTF-8, at most 1 MB
   * @return the plan
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it says something that cannot be meant; the message is one
   *     line that names file and line, and says what would be right
   */
  public static CoursePlan read(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(name + " is larger than 1 MB, which no plan is");
    }
    try {
      return parse(name, Files.readString(file));
    } catch (CharacterCodingException broken) {
      throw new IllegalArgumentException(name + " is not UTF-8 text; save it as UTF-8", broken);
    }
  }

  /**
   * Reads a text.
   *
   * @param name of its file, for messages
   * @param yaml the text
   * @return the plan
   * @throws IllegalArgumentException as {@link #read}
   */
  public static CoursePlan parse(String name, String yaml) {
    Optional<Node> top;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(0).build();
      top = new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new IllegalArgumentException(
          name + ", line " + line + ": " + broken.getProblem().lines().findFirst().orElse(""),
          broken);
    } catch (YamlEngineException broken) {
      throw new IllegalArgumentException(name + ": " + broken.getMessage(), broken);
    }
    if (top.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is empty; it needs lines \"course:\", \"zone:\" and \"assignments:\"");
    }
    return new PlanReader(new PlanNode(name, "the plan", top.get())).plan();
  }

  private CoursePlan plan() {
    Map<String, PlanNode> entries =
        top.entries(Set.of("course", "zone", "policy", "assignments", "extensions", "marks"));
    String course = top.required(entries, "course").text();
    ZoneId zone = zone(top.required(entries, "zone"));
    Policy policy = entries.containsKey("policy") ? policy(entries.get("policy")) : Policy.plain();
    List<Assignment> assignments = assignments(top.required(entries, "assignments"), zone);
    return new CoursePlan(
        course,
        zone,
        new Term(policy, assignments),
        entries.containsKey("extensions") ? extensions(entries.get("extensions")) : Map.of(),
        entries.containsKey("marks") ? marks(entries.get("marks")) : Map.of());
  }

  private static ZoneId zone(PlanNode written) {
    try {
      return ZoneId.of(written.text());
    } catch (DateTimeException unknown) {
      throw written.wrong(
          "zone is a name like Europe/Berlin or America/Los_Angeles, not " + written.text());
    }
  }

  private static Policy policy(PlanNode written) {
    Map<String, PlanNode> entries =
        written.entries(
            Set.of("grace", "late-days", "penalty", "latest", "attempts", "counts", "drop-lowest"));
    boolean late = entries.containsKey("penalty") || entries.containsKey("late-days");
    if (late && !entries.containsKey("latest")) {
      throw written.wrong(
          "penalty and late-days need a line \"latest: 4d\", after which nothing is taken");
    }
    return new Policy(
        entries.containsKey("grace") ? entries.get("grace").span() : Duration.ZERO,
        entries.containsKey("late-days") ? entries.get("late-days").whole() : 0,
        entries.containsKey("penalty") ? entries.get("penalty").percent() : 0,
        entries.containsKey("latest") ? entries.get("latest").span() : Duration.ZERO,
        entries.containsKey("attempts") ? entries.get("attempts").whole() : 0,
        entries.containsKey("counts") ? counting(entries.get("counts")) : Counting.BEST,
        entries.containsKey("drop-lowest") ? entries.get("drop-lowest").whole() : 0);
  }

  private static Counting counting(PlanNode written) {
    return switch (written.text()) {
      case "best" -> Counting.BEST;
      case "last" -> Counting.LAST;
      default -> throw written.wrong("counts is best or last, not " + written.text());
    };
  }

  private List<Assignment> assignments(PlanNode list, ZoneId zone) {
    List<Assignment> assignments = new ArrayList<>();
    for (PlanNode item : list.items()) {
      Map<String, PlanNode> entries = item.entries(Set.of("exercise", "title", "points", "due"));
      String exercise = item.required(entries, "exercise").text();
      if (!exercises.add(exercise)) {
        throw item.wrong(exercise + " is assigned twice");
      }
      double points = entries.containsKey("points") ? entries.get("points").number() : USUAL_POINTS;
      if (points == 0) {
        throw entries.get("points").wrong("points is a number above 0");
      }
      String title = entries.containsKey("title") ? entries.get("title").text() : exercise;
      assignments.add(
          new Assignment(exercise, title, points, item.required(entries, "due").moment(zone)));
    }
    if (assignments.isEmpty()) {
      throw list.wrong("assignments has no line \"- exercise: ...\"");
    }
    return assignments;
  }

  private Map<String, Map<String, Duration>> extensions(PlanNode written) {
    Map<String, Map<String, Duration>> extensions = new LinkedHashMap<>();
    written
        .entries()
        .forEach(
            (student, granted) -> {
              Map<String, Duration> spans = new LinkedHashMap<>();
              granted
                  .entries()
                  .forEach((exercise, span) -> spans.put(known(exercise, span), span.span()));
              extensions.put(student, spans);
            });
    return extensions;
  }

  private Map<String, Map<String, GivenMark>> marks(PlanNode written) {
    Map<String, Map<String, GivenMark>> marks = new LinkedHashMap<>();
    written
        .entries()
        .forEach(
            (student, given) -> {
              Map<String, GivenMark> points = new LinkedHashMap<>();
              given
                  .entries()
                  .forEach((exercise, mark) -> points.put(known(exercise, mark), mark(mark)));
              marks.put(student, points);
            });
    return marks;
  }

  private static GivenMark mark(PlanNode written) {
    Map<String, PlanNode> entries = written.entries(Set.of("points", "reason"));
    return new GivenMark(
        written.required(entries, "points").number(), written.required(entries, "reason").text());
  }

  /** An exercise that is assigned. */
  private String known(String exercise, PlanNode at) {
    if (!exercises.contains(exercise)) {
      List<String> sorted = exercises.stream().sorted().toList();
      throw at.wrong(exercise + " is not assigned; assigned: " + String.join(", ", sorted));
    }
    return exercise;
  }
}
