package unroll.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * One figure at several values of something, turned by a slider; or steps of a training, played as
 * an animation.
 *
 * <p>All pictures are in the output itself, so that no kernel is needed to turn it and an exported
 * page keeps it. Where nothing can be turned a contact sheet of four pictures stands in its place.
 */
public final class Slider implements Showable {
  /** As many pictures as an output may hold without making a notebook heavy. */
  private static final int MOST = 24;

  private final String name;
  private final List<String> labels;
  private final List<Chart> charts;
  private final int start;
  private final boolean plays;

  private Slider(String name, List<String> labels, List<Chart> charts, int start, boolean plays) {
    this.name = name;
    this.labels = labels;
    this.charts = charts;
    this.start = start;
    this.plays = plays;
  }

  /**
   * A figure for each of some values.
   *
   * @param name what the values are of, for example λ
   * @param values at which the figure is drawn, at least 2 and at most 24
   * @param chart the figure at a value
   * @return the slider, standing in the middle
   * @throws IllegalArgumentException if there are too few or too many values
   */
  public static Slider over(String name, double[] values, DoubleFunction<? extends Chart> chart) {
    List<String> labels = new ArrayList<>();
    List<Chart> charts = new ArrayList<>();
    for (double value : values) {
      labels.add(Numbers.brief(value));
      charts.add(chart.apply(value));
    }
    return frames(name, labels, charts);
  }

  /**
   * Figures that follow one another.
   *
   * @param name what tells them apart, for example training step
   * @param labels one for each figure
   * @param charts at least 2 and at most 24
   * @return the slider, standing in the middle
   * @throws IllegalArgumentException if there are too few or too many figures, or more or fewer
   *     labels than figures
   */
  public static Slider frames(String name, List<String> labels, List<? extends Chart> charts) {
    if (charts.size() < 2 || charts.size() > MOST) {
      throw new IllegalArgumentException(
          "slider '%s' has %d figures; give 2 to %d".formatted(name, charts.size(), MOST));
    }
    if (labels.size() != charts.size()) {
      throw new IllegalArgumentException(
          "slider '%s' has %d figures but %d labels".formatted(name, charts.size(), labels.size()));
    }
    return new Slider(
        name, List.copyOf(labels), List.copyOf(charts), (charts.size() - 1) / 2, false);
  }

  /**
   * The slider with a button that plays its figures one after the other.
   *
   * @return the slider, standing at its first figure
   */
  public Slider playing() {
    return new Slider(name, labels, charts, 0, true);
  }

  @Override
  public MimeBundle bundle() {
    List<byte[]> pictures = charts.stream().map(Chart::png).toList();
    int[] chosen = chosen();
    int height = Picture.HEIGHT + 48;
    byte[] sheet = Picture.png((g, w, h) -> paintSheet(g, pictures, chosen), Picture.WIDTH, height);
    return MimeBundle.html(html(pictures), toString())
        .withPng(sheet, Picture.WIDTH, height, toString());
  }

  /** In words: what is turned and what the first and the last figure show. */
  @Override
  public String toString() {
    int last = charts.size() - 1;
    return "%s from %s to %s\n%s: %s\n%s: %s"
        .formatted(
            name,
            labels.get(0),
            labels.get(last),
            labels.get(0),
            charts.get(0).alternative(),
            labels.get(last),
            charts.get(last).alternative());
  }

  /** Up to four figures, evenly from the first to the last. */
  private int[] chosen() {
    int count = Math.min(4, charts.size());
    return IntStream.range(0, count)
        .map(i -> (int) Math.round(i * (charts.size() - 1.0) / (count - 1)))
        .toArray();
  }

  private void paintSheet(Graphics2D g, List<byte[]> pictures, int[] chosen) {
    // At half the size every pixel is the mean of four.
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    Typeface.Letters letters = Typeface.SANS.size(14);
    int width = Picture.WIDTH / 2;
    int height = Picture.HEIGHT / 2;
    for (int i = 0; i < chosen.length; i++) {
      int left = i % 2 * width;
      int top = i / 2 * (height + 24);
      g.setColor(Palette.INK);
      letters.draw(g, name + " = " + labels.get(chosen[i]), left + 12, top + 17);
      g.drawImage(read(pictures.get(chosen[i])), left, top + 24, width, height, null);
    }
  }

  private static BufferedImage read(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Handlers stand in the elements themselves: a page that is put together from an output later
   * does not run scripts of its own.
   */
  private String html(List<byte[]> pictures) {
    String show =
        "var d=this.closest('div.unroll-slider'),i=+d.querySelector('input').value;"
            + "d.querySelectorAll('img').forEach(function(m,j){m.style.display=j===i?'':'none';"
            + "if(j===i){d.querySelector('output').textContent=m.dataset.label;}});";
    String play =
        "var b=this,d=b.closest('div.unroll-slider'),r=d.querySelector('input');"
            + "if(b.dataset.clock){clearInterval(+b.dataset.clock);b.dataset.clock='';"
            + "b.textContent='▶';return;}b.textContent='❚❚';"
            + "if(+r.value===+r.max){r.value=-1;}"
            + "b.dataset.clock=setInterval(function(){r.value=+r.value+1;r.oninput();"
            + "if(+r.value===+r.max||!document.body.contains(b)){clearInterval(+b.dataset.clock);"
            + "b.dataset.clock='';b.textContent='▶';}},400);";
    StringBuilder html = new StringBuilder("<div class=\"unroll-slider\" style=\"background:#fff;");
    html.append("color:#222;max-width:").append(Picture.WIDTH).append("px\">\n");
    html.append("<div style=\"display:flex;gap:12px;align-items:center;padding:6px 10px;");
    html.append("font:15px sans-serif\">");
    if (plays) {
      html.append("<button type=\"button\" aria-label=\"play or pause\" onclick=\"");
      html.append(play).append("\">▶</button>");
    }
    html.append("<label style=\"display:flex;gap:12px;flex:1;align-items:center\">");
    html.append("<span>").append(Html.escape(name)).append("</span>");
    html.append("<input type=\"range\" style=\"flex:1\" min=\"0\" max=\"");
    html.append(charts.size() - 1).append("\" step=\"1\" value=\"").append(start);
    html.append("\" oninput=\"").append(show).append("\"></label>");
    html.append("<output style=\"min-width:4em\">").append(Html.escape(labels.get(start)));
    html.append("</output></div>\n");
    for (int i = 0; i < charts.size(); i++) {
      html.append("<img width=\"").append(Picture.WIDTH).append("\" height=\"");
      html.append(Picture.HEIGHT).append("\" style=\"max-width:100%;");
      html.append("height:auto").append(i == start ? "" : ";display:none");
      html.append("\" data-label=\"").append(Html.escape(labels.get(i))).append("\" alt=\"");
      html.append(Html.escape(name + " = " + labels.get(i) + ": " + charts.get(i).alternative()));
      html.append("\" src=\"data:image/png;base64,");
      html.append(Base64.getEncoder().encodeToString(pictures.get(i))).append("\">\n");
    }
    return html.append("</div>").toString();
  }
}
