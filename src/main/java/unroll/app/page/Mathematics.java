package unroll.app.page;

import java.util.List;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Mathematics in Markdown as Jupyter reads it: {@code $...$} in a line, {@code $$...$$} on lines of
 * its own. It is taken out before Markdown sees its underscores and stars, and goes to the page as
 * KaTeX draws it.
 */
final class Mathematics implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
  @Override
  public void extend(Parser.Builder builder) {
    builder.customInlineContentParserFactory(new InLine());
    builder.customBlockParserFactory(new DisplayedFactory());
  }

  @Override
  public void extend(HtmlRenderer.Builder builder) {
    builder.nodeRendererFactory(Tags::new);
  }

  /** A formula within a line. */
  private static final class Formula extends CustomNode {
    private final String tex;
    private final boolean displayed;

    Formula(String tex, boolean displayed) {
      this.tex = tex;
      this.displayed = displayed;
    }

    @Override
    public String toString() {
      return tex;
    }
  }

  /** A formula on lines of its own. */
  private static final class DisplayedFormula extends CustomBlock {
    private String tex = "";
  }

  /**
   * Reads a formula within a line. A dollar that no formula begins with, or that none ends, is a
   * dollar.
   */
  private static final class InLine implements InlineContentParserFactory, InlineContentParser {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      int dollars = scanner.matchMultiple('$');
      if (dollars > 2 || (dollars == 1 && Character.isWhitespace(scanner.peek()))) {
        return ParsedInline.none();
      }
      Position start = scanner.position();
      while (scanner.find('$') >= 0) {
        boolean escaped = scanner.peekPreviousCodePoint() == '\\';
        boolean spaced = dollars == 1 && Character.isWhitespace(scanner.peekPreviousCodePoint());
        Position end = scanner.position();
        int closing = scanner.matchMultiple('$');
        boolean price = dollars == 1 && Character.isDigit(scanner.peek());
        if (!escaped && !spaced && !price && closing == dollars) {
          String tex = scanner.getSource(start, end).getContent();
          return ParsedInline.of(new Formula(tex, dollars == 2), scanner.position());
        }
      }
      return ParsedInline.none();
    }
  }

  /** Begins a formula on lines of its own, also right under a line of text. */
  private static final class DisplayedFactory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      String line =
          state
              .getLine()
              .getContent()
              .subSequence(state.getNextNonSpaceIndex(), state.getLine().getContent().length())
              .toString()
              .strip();
      boolean opens = line.startsWith("$$") && !line.substring(2).contains("$$");
      boolean whole =
          line.length() > 4 && line.startsWith("$$") && line.indexOf("$$", 2) == line.length() - 2;
      if (state.getIndent() >= 4 || !(opens || whole)) {
        return BlockStart.none();
      }
      return BlockStart.of(new Displayed()).atIndex(state.getNextNonSpaceIndex());
    }
  }

  /** Reads a formula on lines of its own, up to the line that ends with two dollars. */
  private static final class Displayed extends AbstractBlockParser {
    private final DisplayedFormula formula = new DisplayedFormula();
    private final StringBuilder text = new StringBuilder();

    @Override
    public Block getBlock() {
      return formula;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      return isClosed() ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    private boolean isClosed() {
      String read = text.toString().strip();
      return read.length() >= 4 && read.endsWith("$$");
    }

    @Override
    public void addLine(SourceLine line) {
      text.append(line.getContent()).append('\n');
    }

    @Override
    public void addSourceSpan(SourceSpan span) {
      formula.addSourceSpan(span);
    }

    @Override
    public void closeBlock() {
      String read = text.toString().strip();
      int end = isClosed() ? read.length() - 2 : read.length();
      formula.tex = read.substring(2, end).strip();
    }
  }

  /** Writes formulas as they are drawn. */
  private static final class Tags implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    Tags(HtmlNodeRendererContext context) {
      this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Formula.class, DisplayedFormula.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof DisplayedFormula block) {
        write("div", block.tex, true);
      } else if (node instanceof Formula inline) {
        write("span", inline.tex, inline.displayed);
      }
    }

    private void write(String tag, String tex, boolean displayed) {
      context.getWriter().raw(html(tag, tex, displayed));
    }
  }

  /** A formula on lines of its own, for the page. */
  static String displayed(String tex) {
    return html("div", tex, true);
  }

  private static String html(String tag, String tex, boolean displayed) {
    String style = displayed ? "math displayed" : "math";
    return "<%s class=\"%s\">%s</%s>".formatted(tag, style, Katex.html(tex, displayed), tag);
  }

  /** Both roles of this extension, for the builders of commonmark. */
  static List<Mathematics> extension() {
    return List.of(new Mathematics());
  }
}
