package unroll.notebook;

/**
 * A figure: data with a title and named axes, drawn interactively, as a picture and as a summary in
 * words.
 *
 * <p>Charts are values. Each method returns a larger chart and leaves the old one as it was, so a
 * lesson can show the same figure twice, the second time with a series more.
 */
public sealed interface Chart extends Showable
    permits XyChart, BarChart, Histogram, HeatMap, PenChart {
  /**
   * A line chart, for what changes with a number: loss against step, memory against length.
   *
   * @param title what the figure shows
   * @return the chart, still without series
   */
  static XyChart line(String title) {
    return XyChart.of(title, true);
  }

  /**
   * A scatter chart, for points that no line joins: eigenvalues, embeddings.
   *
   * @param title what the figure shows
   * @return the chart, still without series
   */
  static XyChart scatter(String title) {
    return XyChart.of(title, false);
  }

  /**
   * A bar chart, for one number each of a few named things.
   *
   * @param title what the figure shows
   * @return the chart, still without bars
   */
  static BarChart bars(String title) {
    return BarChart.of(title);
  }

  /**
   * A histogram, for how many values lie where.
   *
   * @param title what the figure shows
   * @return the chart, still without values
   */
  static Histogram histogram(String title) {
    return Histogram.of(title);
  }

  /**
   * A heat map, for a matrix: gates over time, alignments, gradient flow.
   *
   * @param title what the figure shows
   * @param cells the values, row by row, the first row on top; NaN leaves a cell white
   * @return the chart, rows and columns numbered from 0
   * @throws IllegalArgumentException if there is no cell, or rows differ in length
   */
  static HeatMap heatMap(String title, double[][] cells) {
    return HeatMap.of(title, cells);
  }

  /**
   * Lines of handwriting, as a pen moves.
   *
   * @param title what the figure shows
   * @return the chart, still without lines
   */
  static PenChart pen(String title) {
    return PenChart.of(title);
  }

  /**
   * What the figure shows.
   *
   * @return the title
   */
  String title();

  /**
   * The figure in words, for those who do not see it.
   *
   * @return the text given, or one made from title and data
   */
  String alternative();

  /**
   * The figure as a PNG file, 640 by 400 on the page at twice the density.
   *
   * @return the bytes of the file
   */
  byte[] png();
}
