package unroll.grade.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in the instructor's file, which knows its line: every complaint says where.
 *
 * @param file its name, for messages
 * @param what the value is called, for messages
 * @param node what stands there
 */
record PlanNode(String file, String what, Node node) {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,5})\\s*(d|h|m)");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);

  /** A complaint about this place. */
  IllegalArgumentException wrong(String complaint) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new IllegalArgumentException(file + ", line " + line + ": " + complaint);
  }

  /** The values of a mapping by their keys, in order. */
  Map<String, PlanNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(what + " has lines of the form \"name: value\" below it");
    }
    Map<String, PlanNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = new PlanNode(file, "a name", tuple.getKeyNode()).text();
      PlanNode value = new PlanNode(file, key, tuple.getValueNode());
      if (entries.put(key, value) != null) {
        throw new PlanNode(file, key, tuple.getKeyNode()).wrong(key + " stands there twice");
      }
    }
    return entries;
  }

  /** The values of a mapping that may hold these keys and no others. */
  Map<String, PlanNode> entries(Set<String> known) {
    Map<String, PlanNode> entries = entries();
    for (Map.Entry<String, PlanNode> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        List<String> sorted = known.stream().sorted().toList();
        throw entry
            .getValue()
            .wrong("unknown: " + entry.getKey() + "; known here: " + String.join(", ", sorted));
      }
    }
    return entries;
  }

  /** The value of a key that must be there. */
  PlanNode required(Map<String, PlanNode> entries, String key) {
    PlanNode value = entries.get(key);
    if (value == null) {
      throw wrong(what + " needs a line \"" + key + ": ...\"");
    }
    return value;
  }

  /** The values of a list. */
  List<PlanNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(what + " is a list: lines that begin with \"- \"");
    }
    List<PlanNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new PlanNode(file, what + ", number " + (items.size() + 1), item));
    }
    return items;
  }

  /** A text, or anything else as it is written. */
  String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw wrong(what + " needs a value");
    }
    return scalar.getValue().strip();
  }

  /** A whole number of at least 0. */
  int whole() {
    if (!text().matches("\\d{1,6}")) {
      throw wrong(what + " is a whole number of 0 or more, not " + text());
    }
    return Integer.parseInt(text());
  }

  /** A number. */
  double number() {
    if (!text().matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw wrong(what + " is a number like 10 or 2.5, not " + text());
    }
    return Double.parseDouble(text());
  }

  /** A share that is written in percent. */
  double percent() {
    Matcher written = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%").matcher(text());
    if (!written.matches() || Double.parseDouble(written.group(1)) > 100) {
      throw wrong(what + " is written like 10%, from 0% to 100%, not " + text());
    }
    return Double.parseDouble(written.group(1)) / 100;
  }

  /** A time span: {@code 3d}, {@code 12h}, {@code 10m}, or several of them. */
  Duration span() {
    Matcher part = SPAN.matcher(text());
    Duration span = Duration.ZERO;
    int end = 0;
    while (part.find() && text().substring(end, part.start()).isBlank()) {
      long count = Long.parseLong(part.group(1));
      span =
          span.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofMinutes(count);
              });
      end = part.end();
    }
    if (end == 0 || end != text().length()) {
      throw wrong(what + " is a time span like 3d, 12h or 1d 30m, not " + text());
    }
    return span;
  }

  /**
   * A date and a time of a zone. An hour that comes twice, when the clocks go back, is taken the
   * second time, for the students; one that never comes is refused.
   */
  Instant moment(ZoneId zone) {
    LocalDateTime written;
    try {
      written = LocalDateTime.parse(text().replace('T', ' '), MOMENT);
    } catch (DateTimeException unreadable) {
      throw wrong(what + " is a date and a time like 2026-11-30 23:59, not " + text());
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(written);
    if (offsets.isEmpty()) {
      throw wrong(text() + " does not exist in " + zone + ": the clocks go forward there");
    }
    return written.toInstant(offsets.get(offsets.size() - 1));
  }
}
