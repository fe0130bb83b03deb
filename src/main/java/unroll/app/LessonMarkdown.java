package unroll.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Turns a lesson's Markdown into HTML. Of HTML inside Markdown a few harmless tags pass, those that
 * fold hints above all; anything else is shown as the text that it is.
 */
final class LessonMarkdown {
  private static final Pattern HARMLESS =
      Pattern.compile(
          "</?(?:details|summary|sub|sup|kbd|b|i|em|strong|br|hr|p|small|mark)\\s*/?>|<details open>|<!--.*?-->",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Parser parser;
  private final HtmlRenderer renderer;

  private LessonMarkdown(Parser parser, HtmlRenderer renderer) {
    this.parser = parser;
    this.renderer = renderer;
  }

  /** A renderer with tables and mathematics. */
  static LessonMarkdown create() {
    List<Extension> extensions = new ArrayList<>(Mathematics.extension());
    extensions.add(TablesExtension.create());
    return new LessonMarkdown(
        Parser.builder().extensions(extensions).build(),
        HtmlRenderer.builder()
            .extensions(extensions)
            .sanitizeUrls(true)
            .nodeRendererFactory(HarmlessTags::new)
            .build());
  }

  /** Returns the HTML of a text. */
  String html(String markdown) {
    return renderer.render(parser.parse(markdown));
  }

  /** Lets harmless tags pass and writes the rest as text. */
  private static final class HarmlessTags implements NodeRenderer {
    private final HtmlWriter html;

    HarmlessTags(HtmlNodeRendererContext context) {
      html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(HtmlBlock.class, HtmlInline.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof HtmlBlock block) {
        html.line();
        write(block.getLiteral());
        html.line();
      } else if (node instanceof HtmlInline inline) {
        write(inline.getLiteral());
      }
    }

    private void write(String literal) {
      var tags = HARMLESS.matcher(literal);
      int done = 0;
      while (tags.find()) {
        html.text(literal.substring(done, tags.start()));
        html.raw(tags.group().startsWith("<!--") ? "" : tags.group());
        done = tags.end();
      }
      html.text(literal.substring(done));
    }
  }
}
