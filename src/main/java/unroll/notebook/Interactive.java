package unroll.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.UUID;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

/**
 * The interactive twin of a figure: tablesaw's JavaScript inside markup that holds the picture
 * until the script has drawn, and for good where no script runs.
 *
 * <p>What tablesaw's templates cannot say (titles with quotes in them, colour scales, a legend
 * below) goes beside it as JSON and is laid over its layout and traces just before they are drawn.
 */
final class Interactive {
  private Interactive() {}

  /** JSON laid over what tablesaw wrote: one object for the layout, one for each trace. */
  record Overlay(JsonObject layout, List<JsonObject> traces) {}

  /** The whole bundle of a figure: HTML, picture and summary from the same data. */
  static MimeBundle bundle(Chart chart, List<Trace> traces, Overlay overlay, String summary) {
    byte[] png = chart.png();
    MimeBundle still =
        MimeBundle.text(summary).withPng(png, Picture.WIDTH, Picture.HEIGHT, chart.alternative());
    MimeBundle full =
        still.with(
            "text/html", html(chart, traces, overlay, (String) still.data().get("image/png")));
    var metadata = new java.util.LinkedHashMap<>(full.metadata());
    metadata.put(PlotlyScript.METADATA, "figure");
    return new MimeBundle(full.data(), metadata);
  }

  /** An axis as plotly reads it. */
  static JsonObject axis(Axis axis) {
    JsonObject title = new JsonObject();
    title.addProperty("text", text(axis.title()));
    title.addProperty("standoff", 8);
    JsonObject json = new JsonObject();
    json.add("title", title);
    json.addProperty("type", axis.log() ? "log" : "linear");
    json.addProperty("automargin", true);
    if (axis.fixed()) {
      JsonArray range = new JsonArray();
      range.add(axis.log() ? Math.log10(axis.low()) : axis.low());
      range.add(axis.log() ? Math.log10(axis.high()) : axis.high());
      json.add("range", range);
    }
    json.addProperty("linecolor", "#888888");
    json.addProperty("gridcolor", "#e5e5e5");
    json.addProperty("zerolinecolor", "#bbbbbb");
    if (axis.log()) {
      json.addProperty("dtick", 1);
      json.addProperty("exponentformat", "power");
    }
    return json;
  }

  /** Ticks at 0, 1, 2, ... that carry labels; of many labels every n-th. */
  static void label(JsonObject axis, List<String> labels, int most) {
    int every = HeatMap.every(labels.size() / (double) most);
    JsonArray places = new JsonArray();
    JsonArray texts = new JsonArray();
    for (int i = 0; i < labels.size(); i += every) {
      places.add(i);
      texts.add(text(labels.get(i)));
    }
    axis.addProperty("tickmode", "array");
    axis.add("tickvals", places);
    axis.add("ticktext", texts);
    if (labels.stream().allMatch(label -> label.length() < 3)) {
      axis.addProperty("tickangle", 0);
    }
  }

  /** Text in plotly's own small markup, which knows these three entities and no quotes. */
  static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What all layouts share: letters, margins, and the legend below the plot. */
  static JsonObject layout(Axis x, Axis y, boolean legend) {
    JsonObject font = new JsonObject();
    font.addProperty("size", 14);
    font.addProperty("color", Palette.css(Palette.INK));
    JsonObject margin = new JsonObject();
    margin.addProperty("t", 28);
    margin.addProperty("l", 55);
    margin.addProperty("r", 15);
    margin.addProperty("b", 45);
    JsonObject below = new JsonObject();
    below.addProperty("orientation", "h");
    below.addProperty("yanchor", "top");
    below.addProperty("y", -0.2);
    below.addProperty("x", 0);
    JsonObject layout = new JsonObject();
    layout.add("font", font);
    layout.add("margin", margin);
    layout.add("legend", below);
    layout.addProperty("showlegend", legend);
    layout.add("xaxis", axis(x));
    layout.add("yaxis", axis(y));
    return layout;
  }

  /** A trace's overlay with the name that its legend entry carries. */
  static JsonObject named(String name) {
    JsonObject json = new JsonObject();
    json.addProperty("name", text(name));
    return json;
  }

  private static String html(Chart chart, List<Trace> traces, Overlay overlay, String png) {
    String id = "unroll" + UUID.randomUUID().toString().replace("-", "");
    JsonObject json = new JsonObject();
    json.add("layout", overlay.layout());
    JsonArray laid = new JsonArray();
    overlay.traces().forEach(laid::add);
    json.add("traces", laid);
    return PAGE.replace("$TITLE", Html.escape(chart.title()))
        .replace("$ALTERNATIVE", Html.escape(chart.alternative()))
        .replace("$HEIGHT", String.valueOf(Picture.HEIGHT))
        .replace("$WIDTH", String.valueOf(Picture.WIDTH))
        .replace("$KEY", PlotlyScript.storageKey())
        .replace("$UNPACK", PlotlyScript.UNPACK.indent(2))
        .replace("$FIGURE", figure(id, traces).indent(4))
        .replace("$OVERLAY", json.toString())
        .replace("$PNG", png)
        .replace("$ID", id);
  }

  /** tablesaw's statements, which end by calling {@code Plotly.newPlot}. */
  private static String figure(String id, List<Trace> traces) {
    Layout layout = Layout.builder().autosize(true).height(Picture.HEIGHT).build();
    Config config = Config.builder().responsive(true).displayLogo(false).build();
    return new Figure(layout, config, traces.toArray(Trace[]::new))
        .asJavascript(id)
        .replaceAll("(?s)^\\s*<script>|</script>\\s*$", "");
  }

  private static final String PAGE =
      """
      <div style="background:#fff;color:#222;max-width:900px;padding:4px 0">
      <div id="$ID-title" hidden style="font:600 16px sans-serif;padding:4px 10px">$TITLE</div>
      <div id="$ID" role="figure" aria-label="$ALTERNATIVE"><img alt="$ALTERNATIVE" width="$WIDTH" \
      style="max-width:100%;height:auto" src="data:image/png;base64,$PNG"></div>
      </div>
      <script>(function () {
        var tries = 0, overlay = $OVERLAY;
      $UNPACK
        function lay(over, under) {
          Object.keys(over).forEach(function (key) {
            var value = over[key], old = under[key];
            if (value && old && typeof value === 'object' && typeof old === 'object'
                && !Array.isArray(value)) { lay(value, old); } else { under[key] = value; }
          });
        }
        function draw(box) {
          var picture = box.firstElementChild, Plotly = {
            newPlot: function (target, data, layout, config) {
              lay(overlay.layout, layout);
              data.forEach(function (trace, i) { lay(overlay.traces[i] || {}, trace); });
              config.modeBarButtonsToRemove =
                ['select2d', 'lasso2d', 'zoomIn2d', 'zoomOut2d', 'autoScale2d'];
              window.Plotly.newPlot(target, data, layout, config);
              if (window.ResizeObserver) {
                new ResizeObserver(function () {
                  if (target.offsetWidth) { window.Plotly.Plots.resize(target); }
                }).observe(target);
              }
            }
          };
          box.removeChild(picture);
          box.style.height = '$HEIGHTpx';
          try {
      $FIGURE
            document.getElementById('$ID-title').hidden = false;
          } catch (failed) {
            box.style.height = '';
            box.replaceChildren(picture);
            console.error('figure not drawn', failed);
          }
        }
        (function wait() {
          var box = document.getElementById('$ID');
          if (box && window.Plotly) { return draw(box); }
          if (tries === 10 && !window.Plotly && !window.unrollPlotly) {
            try {
              var kept = localStorage.getItem('$KEY');
              if (kept) { window.unrollPlotly = unpack(kept); }
            } catch (none) { /* then the picture stays */ }
          }
          // A cell out of sight may not be in the page yet: ask less often, but keep asking.
          if (tries++ < 800) { setTimeout(wait, tries < 200 ? 50 : 1000); }
        })();
      })();</script>
      """;
}
