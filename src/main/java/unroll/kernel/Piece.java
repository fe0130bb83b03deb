package unroll.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * One statement, declaration, import or expression of a cell.
 *
 * @param source the text to evaluate
 * @param offset where it starts in the cell, in characters
 * @param completeness whether it is whole
 * @param semicolon whether its author ended it with a semicolon
 */
record Piece(String source, int offset, Completeness completeness, boolean semicolon) {
  /** Comments, literals and text blocks as wholes, all else by single characters. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\n]*|(?s:/\\*.*?\\*/)|(?s:\"\"\".*?\"\"\")"
              + "|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|(?s:.)");

  /**
   * Takes a cell apart.
   *
   * @param analysis of the session that will evaluate it
   * @param cell the whole text
   * @return its pieces in order; what follows a piece that makes no sense is part of that piece
   */
  static List<Piece> split(SourceCodeAnalysis analysis, String cell) {
    List<Piece> pieces = new ArrayList<>();
    String rest = cell;
    while (!rest.isBlank()) {
      int start = cell.length() - rest.length();
      int blank = leadingBlank(rest);
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      boolean complete = info.completeness().isComplete();
      String source = complete ? info.source() : rest;
      boolean semicolon =
          info.completeness() != Completeness.COMPLETE_WITH_SEMI && endsInSemicolon(source);
      pieces.add(new Piece(source.substring(blank), start + blank, info.completeness(), semicolon));
      if (!complete || info.remaining().length() == rest.length()) {
        break;
      }
      rest = info.remaining();
    }
    return pieces;
  }

  /** Whether the last character of a source that is neither blank nor comment is a semicolon. */
  private static boolean endsInSemicolon(String source) {
    Matcher token = TOKEN.matcher(source);
    boolean semicolon = false;
    while (token.find()) {
      String text = token.group();
      if (!text.isBlank() && !text.startsWith("//") && !text.startsWith("/*")) {
        semicolon = text.equals(";");
      }
    }
    return semicolon;
  }

  private static int leadingBlank(String text) {
    return text.length() - text.stripLeading().length();
  }
}
