package unroll.grade.roster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
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
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import unroll.grade.intake.Intake;

/**
 * What Gradescope gives out as "Download submissions": a folder {@code submission_123} each, and
 * {@code submission_metadata.yml}, whose keys are Ruby's symbols: {@code :submitters} with {@code
 * :name}, {@code :sid} and {@code :email}, {@code :created_at}, {@code :history} with a {@code
 * :created_at} each. Who hands in as a group has one folder and several submitters; each gets it.
 * The export holds the active submission only, so that it is one attempt, whatever the history
 * says.
 *
 * <p>Source: Gradescope does not document the file; the keys are those on which public readers of
 * it agree, among them scripts of courses at Arizona State and Berkeley. Dates are Ruby's.
 */
final class GradescopeForm implements Form {
  private static final String LIST = "submission_metadata.yml";
  private static final int LARGEST = 256 * 1024 * 1024;

  @Override
  public Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException {
    Path list = folder.resolve(LIST);
    if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    List<Found> found = new ArrayList<>();
    Set<Path> listed = new HashSet<>();
    for (Map.Entry<String, Node> each : values(root(list)).entrySet()) {
      Path entry = folder.resolve(each.getKey().replaceAll("[/\\\\]|^\\.+", "_"));
      listed.add(entry);
      found.addAll(submitted(entry, values(each.getValue())));
    }
    for (Path entry : Intake.entries(folder)) {
      if (!entry.equals(list) && !listed.contains(entry)) {
        found.add(
            Found.of(Shelf.name(entry), entry)
                .noting("Gradescope's list does not say whose submission this is."));
      }
    }
    return Optional.of(found);
  }

  private static List<Found> submitted(Path entry, Map<String, Node> submission) {
    Optional<Instant> at = text(submission, "created_at").flatMap(Moments::orUtc);
    int earlier = items(submission.get("history")).size();
    List<Found> found = new ArrayList<>();
    for (Node each : items(submission.get("submitters"))) {
      Map<String, Node> submitter = values(each);
      String sid = text(submitter, "sid").orElse("");
      String email = text(submitter, "email").orElse("");
      String name = text(submitter, "name").orElse("");
      List<String> ids = Shelf.present(sid, email);
      List<String> names = Shelf.present(sid, email, name, Shelf.name(entry));
      Found one = Found.of(name.isBlank() ? names.get(0) : name, entry).knownAs(ids);
      one = ids.isEmpty() ? one : one.of(ids.get(0));
      found.add(at.isPresent() ? one.at(at.get()) : one.noting(Form.noTime("Gradescope")));
    }
    if (found.isEmpty()) {
      Found one = Found.of(Shelf.name(entry), entry).noting("Gradescope's list names nobody.");
      found.add(at.map(one::at).orElse(one));
    }
    return earlier == 0
        ? found
        : found.stream()
            .map(
                one ->
                    one.noting(
                        "Gradescope knows "
                            + earlier
                            + " more of your submissions; this is the active one."))
            .toList();
  }

  private static Node root(Path list) throws IOException {
    LoadSettings settings =
        LoadSettings.builder().setLabel(Shelf.name(list)).setCodePointLimit(LARGEST).build();
    try (InputStream in = Files.newInputStream(list)) {
      return new Compose(settings)
          .composeInputStream(in)
          .orElseThrow(() -> new IllegalArgumentException(list + " is empty: export it again"));
    } catch (YamlEngineException e) {
      String where =
          e instanceof MarkedYamlEngineException marked
              ? marked.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("")
              : "";
      throw new IllegalArgumentException(
          list + where + " is no YAML: download the export again, do not edit it", e);
    }
  }

  /** The values of a mapping by their keys, without the colon of Ruby's symbols. */
  private static Map<String, Node> values(Node node) {
    Map<String, Node> values = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          values.put(key.getValue().replaceFirst("^:", ""), tuple.getValueNode());
        }
      }
    }
    return values;
  }

  private static List<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  private static Optional<String> text(Map<String, Node> values, String key) {
    return values.get(key) instanceof ScalarNode scalar && !scalar.getValue().equals("null")
        ? Optional.of(scalar.getValue().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
