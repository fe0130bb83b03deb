package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How the kit's pictures look: letters that a telephone can show, faint grid, legend below. */
final class Styling {
  private static final Color GRID = new Color(0xE5E5E5);
  private static final Color LINE = new Color(0x88, 0x88, 0x88);

  private Styling() {}

  /** Dresses one XChart chart. */
  static void apply(AxesChart<?, ?> chart, AxesChartStyler style, String title, Axis x, Axis y) {
    chart.setTitle(title);
    chart.setXAxisTitle(x.title());
    chart.setYAxisTitle(y.title());
    style.setBaseFont(Typeface.SANS.size(14));
    style.setChartTitleFont(Typeface.SANS.size(17));
    style.setLegendFont(Typeface.SANS.size(14));
    style.setAnnotationTextFont(Typeface.SANS.size(13));
    style.setAnnotationTextPanelFont(Typeface.SANS.size(13));
    style.setToolTipFont(Typeface.SANS.size(13));
    style.setAxisTitleFont(Typeface.SANS.size(15));
    style.setAxisTickLabelsFont(Typeface.SANS.size(14));
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setChartFontColor(Palette.INK);
    style.setXAxisTitleColor(Palette.INK);
    style.setYAxisTitleColor(Palette.INK);
    style.setAxisTickLabelsColor(Palette.INK);
    style.setAxisTickMarksColor(LINE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setChartTitleBoxVisible(false);
    style.setChartPadding(8);
    style.setPlotContentSize(0.96);
    style.setMarkerSize(8);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendSeriesLineLength(34);
    style.setLocale(Locale.ROOT);
    style.setXAxisTickMarkSpacingHint(80);
    style.setYAxisTickMarkSpacingHint(50);
    style.setXAxisTitleVisible(!x.title().isEmpty());
    style.setYAxisTitleVisible(!y.title().isEmpty());
    style.setXAxisLogarithmic(x.log());
    style.setYAxisLogarithmic(y.log());
    if (x.log()) {
      style.setXAxisTickLabelsFormattingFunction(Numbers::brief);
    }
    if (y.log()) {
      style.setYAxisTickLabelsFormattingFunction(Numbers::brief);
    }
  }
}
