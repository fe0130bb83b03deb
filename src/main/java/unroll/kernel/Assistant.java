package unroll.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** What helps an author to write a cell: completion, documentation, whether the cell is whole. */
public final class Assistant {
  private static final String INDENT = "    ";

  /** Cannot be said inside a method, where completion and documentation look. */
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?s)^(import\\b|((public|private|protected|static|final|abstract|sealed)\\s+)*"
              + "(class|interface|enum|record|@interface)\\b).*");

  private final SourceCodeAnalysis analysis;

  Assistant(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Texts that could stand at a place of a cell.
   *
   * @param matches the texts, best first
   * @param start first character of the cell that a text replaces
   * @param end character after the last that it replaces
   */
  public record Completion(List<String> matches, int start, int end) {
    /** Keeps a copy of the matches. */
    public Completion {
      matches = List.copyOf(matches);
    }
  }

  /** How far a cell has got. */
  public enum State {
    /** It could be run. */
    COMPLETE,
    /** Its author is not done. */
    INCOMPLETE,
    /** Nothing added to it would make it right. */
    INVALID
  }

  /**
   * Whether a cell can be run.
   *
   * @param state how far it has got
   * @param indent what the next line should begin with, if it is incomplete
   */
  public record Wholeness(State state, String indent) {}

  /**
   * What could stand at the cursor.
   *
   * @param cell the text of the cell
   * @param cursor a place in it, in characters
   * @return matches, those of a fitting type first, and what they replace
   */
  public Completion complete(String cell, int cursor) {
    int end = Math.max(0, Math.min(cursor, cell.length()));
    Context context = context(cell.substring(0, end));
    int[] anchor = {-1};
    List<SourceCodeAnalysis.Suggestion> suggestions =
        analysis.completionSuggestions(context.text(), context.text().length(), anchor);
    if (suggestions.isEmpty()) {
      return new Completion(List.of(), end, end);
    }
    Set<String> matches = new LinkedHashSet<>();
    suggestions.stream().filter(s -> s.matchesType()).forEach(s -> matches.add(s.continuation()));
    suggestions.forEach(s -> matches.add(s.continuation()));
    return new Completion(List.copyOf(matches), end - (context.text().length() - anchor[0]), end);
  }

  /**
   * What is known of the name at or before the cursor: signatures, and Javadoc where its source is
   * at hand.
   *
   * @param cell the text of the cell
   * @param cursor a place in it, in characters
   * @return one paragraph for each declaration that fits; empty if there is none
   */
  public Optional<String> inspect(String cell, int cursor) {
    int end = Math.max(0, Math.min(cursor, cell.length()));
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    String text = context(cell.substring(0, end)).text();
    List<Documentation> found = analysis.documentation(text, text.length(), true);
    if (found.isEmpty()) {
      // the name of a method is none without its parenthesis
      found = analysis.documentation(text + "(", text.length() + 1, true);
    }
    String all =
        found.stream()
            .map(one -> one.signature() + Javadoc.asText(one.javadoc()))
            .distinct()
            .collect(Collectors.joining("\n\n"));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /**
   * Whether a cell is whole.
   *
   * @param cell the text of the cell
   * @return how far it has got
   */
  public Wholeness wholeness(String cell) {
    List<Piece> pieces = Piece.split(analysis, cell);
    Completeness last =
        pieces.isEmpty() ? Completeness.EMPTY : pieces.get(pieces.size() - 1).completeness();
    return switch (last) {
      case DEFINITELY_INCOMPLETE -> new Wholeness(State.INCOMPLETE, nextIndent(cell));
      case UNKNOWN -> new Wholeness(State.INVALID, "");
      default -> new Wholeness(State.COMPLETE, "");
    };
  }

  /**
   * What JShell looks at for a place in a cell: the piece there, after the statements before it.
   */
  private record Context(String text) {}

  private Context context(String before) {
    List<Piece> pieces = Piece.split(analysis, before);
    if (pieces.isEmpty()) {
      return new Context("");
    }
    Piece last = pieces.get(pieces.size() - 1);
    String here = before.substring(last.offset());
    if (DECLARATION.matcher(here).matches()) {
      return new Context(here);
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces.subList(0, pieces.size() - 1)) {
      boolean method = piece.source().endsWith("}") && !piece.semicolon();
      if (!method && !DECLARATION.matcher(piece.source()).matches()) {
        text.append(piece.source()).append(piece.semicolon() ? "\n" : ";\n");
      }
    }
    return new Context(text.append(here).toString());
  }

  private static String nextIndent(String cell) {
    String last = cell.substring(cell.lastIndexOf('\n') + 1);
    String indent = last.substring(0, last.length() - last.stripLeading().length());
    String trimmed = last.stripTrailing();
    return trimmed.endsWith("{") || trimmed.endsWith("(") ? indent + INDENT : indent;
  }
}
