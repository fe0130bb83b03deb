package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {
  /** What makes a browser load something: a source, a link, an import, a fetch. */
  private static final Pattern LOADS =
      Pattern.compile(
          "(?i)(src|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//|url\\(|@import|fetch\\(");

  /** A bundle takes a drawing: each chart's is made once for all claims about it. */
  private static final Map<Chart, MimeBundle> BUNDLES = new HashMap<>();

  private static final List<Chart> CHARTS = examples();

  static Stream<Chart> charts() {
    return CHARTS.stream();
  }

  private static List<Chart> examples() {
    double[] steps = IntStream.range(0, 100).asDoubleStream().toArray();
    double[] falling = IntStream.range(0, 100).mapToDouble(i -> 4 * Math.exp(-i / 30.0)).toArray();
    return List.of(
        Chart.line("Loss").x("step").y("loss", "nats").series("LSTM", steps, falling),
        Chart.line("Norm").logX().logY().series("RNN", 1, 0.1, 0.01).reference("bound", 0.5),
        Chart.scatter("Eigenvalues")
            .xRange(-2, 2)
            .yRange(-2, 2)
            .series("W", new double[] {0, 1}, new double[] {1, 0})
            .curve("circle", new double[] {0, 1, 0}, new double[] {1, 0, -1}),
        Chart.bars("Models").y("loss", "nats").bar("5-gram", 1.669).reference("bar", 1.65),
        Chart.histogram("Activations").x("h").values("tanh", falling).values("ReLU", steps),
        Chart.heatMap("Gates", new double[][] {{0.1, 0.9}, {0.5, Double.NaN}}).measure("gate"),
        Chart.heatMap("Descent", new double[4][5])
            .path("steps", new double[] {0, 9}, new double[] {3, 0}));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void bundleHasHtmlPictureAndText(Chart chart) {
    assertEquals(Set.of("text/html", "image/png", "text/plain"), bundle(chart).data().keySet());
  }

  @Test
  void fixedAxesStayWhateverTheDataDo() {
    Chart near = Chart.line("a").xRange(0, 9).yRange(0, 9).series("s", 1, 2);
    Chart far = Chart.line("a").xRange(0, 9).yRange(0, 9).series("s", 1, 8).alt("the other");
    assertTrue(
        html(near).contains("\"range\":[0.0,9.0]") && html(far).contains("\"range\":[0.0,9.0]"));
  }

  @Test
  void axisFromHighToLowIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Chart.line("a").yRange(1, 1));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pictureIsTwiceAsDenseAsThePage(Chart chart) throws IOException {
    BufferedImage picture = picture(chart);
    assertEquals("1280x800", picture.getWidth() + "x" + picture.getHeight());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pictureIsOpaqueWhiteAtItsCorners(Chart chart) throws IOException {
    assertEquals(0xFFFFFFFF, picture(chart).getRGB(0, 0));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void pictureShowsMoreThanAFrame(Chart chart) throws IOException {
    BufferedImage picture = picture(chart);
    long drawn =
        IntStream.range(0, picture.getHeight())
            .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
            .filter(pixel -> pixel != 0xFFFFFFFF)
            .count();
    assertTrue(drawn > 8_000, drawn + " pixels are not white");
  }

  @ParameterizedTest
  @MethodSource("charts")
  void metadataCarriesTheAlternativeText(Chart chart) {
    Map<?, ?> png = (Map<?, ?>) bundle(chart).metadata().get("image/png");
    assertEquals(chart.alternative(), png.get("alt"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void markupCarriesTheAlternativeText(Chart chart) {
    assertTrue(html(chart).contains("aria-label=\"" + Html.escape(chart.alternative()) + "\""));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void markupHoldsThePictureForWhereNoScriptRuns(Chart chart) {
    MimeBundle bundle = bundle(chart);
    String html = (String) bundle.data().get("text/html");
    assertTrue(html.contains("src=\"data:image/png;base64," + bundle.data().get("image/png")));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void markupLoadsNothingFromAnyAddress(Chart chart) {
    String html = html(chart).replaceAll("data:image/png;base64,[^\"]*", "");
    assertFalse(LOADS.matcher(html).find());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void markupHasNoPlaceholderLeft(Chart chart) {
    assertFalse(Pattern.compile("\\$[A-Z]{2,}").matcher(html(chart)).find());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void textBeginsWithTheTitle(Chart chart) {
    assertTrue(bundle(chart).plainText().startsWith(chart.title()));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void aFigureAsAValueIsItsText(Chart chart) {
    assertEquals(bundle(chart).plainText(), chart.toString());
  }

  @Test
  void textSaysLastLowestAndHighest() {
    String text = Chart.line("Loss").series("LSTM", 4, 1, 2).bundle().plainText();
    assertTrue(text.contains("LSTM  3 points, last 2, lowest 1 at 1, highest 4 at 0"), text);
  }

  @Test
  void textNamesReferenceValues() {
    Chart chart = Chart.line("Loss").series("LSTM", 4, 1).reference("5-gram", 1.669);
    assertTrue(bundle(chart).plainText().contains("5-gram  reference at 1.669"));
  }

  @Test
  void addingASeriesLeavesTheOldChartAsItWas() {
    XyChart one = Chart.line("Loss").series("LSTM", 4, 1);
    String before = one.toString();
    one.series("RNN", 4, 2);
    assertEquals(before, one.toString());
  }

  @Test
  void seriesCopiesItsValues() {
    double[] values = {4, 1};
    XyChart chart = Chart.line("Loss").series("LSTM", values);
    String before = chart.toString();
    values[1] = 9;
    assertEquals(before, chart.toString());
  }

  @Test
  void valuesWithoutAPlaceOnALogarithmicAxisAreCounted() {
    String text = Chart.line("Norm").logY().series("RNN", 1, 0, -1, Double.NaN).toString();
    assertTrue(text.contains("1 point, last 1") && text.contains("3 not drawn"), text);
  }

  @Test
  void unequalSeriesIsRefusedWithBothLengths() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Chart.line("Loss").series("LSTM", new double[3], new double[2]));
    assertTrue(refused.getMessage().contains("3 x and 2 y"), refused.getMessage());
  }

  @Test
  void emptyFigureSaysWhatIsMissing() {
    var refused = assertThrows(IllegalStateException.class, () -> Chart.line("Loss").bundle());
    assertTrue(refused.getMessage().contains("'Loss' has no point to draw"));
  }

  @Test
  void raggedHeatMapIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Chart.heatMap("Gates", new double[][] {{1, 2}, {1}}));
  }

  @Test
  void labelsMayComeTwiceInAHeatMap() {
    HeatMap map = Chart.heatMap("hello", new double[2][2]).rows("l", "l").columns("l", "o");
    assertTrue(html(map).contains("\"ticktext\":[\"l\",\"l\"]"));
  }

  @Test
  void pathOverAHeatMapDoesNotMoveIt() {
    Chart map =
        Chart.heatMap("Descent", new double[4][5])
            .path("steps", new double[] {0, 99}, new double[] {3, 0});
    assertTrue(html(map).contains("\"range\":[-0.5,4.5]"));
  }

  @Test
  void pathOverAHeatMapIsDrawn() throws IOException {
    HeatMap bare = Chart.heatMap("Descent", new double[4][5]);
    HeatMap other = bare.path("steps", new double[] {0, 4}, new double[] {3, 3});
    HeatMap map = bare.path("steps", new double[] {0, 4}, new double[] {0, 3});
    assertFalse(Arrays.equals(map.png(), other.png()));
  }

  @Test
  void pathWithAPointTooFewIsRefused() {
    HeatMap map = Chart.heatMap("Descent", new double[4][5]);
    assertThrows(
        IllegalArgumentException.class, () -> map.path("steps", new double[2], new double[3]));
  }

  @Test
  void secondBarOfOneNameIsRefused() {
    BarChart chart = Chart.bars("Models").bar("RNN", 1);
    assertThrows(IllegalArgumentException.class, () -> chart.bar("RNN", 2));
  }

  @Test
  void textThatLooksLikeMarkupStaysText() {
    String html = html(Chart.line("<script>x</script>").series("'\"</script>", 1, 2));
    assertEquals(1, html.split("</script>", -1).length - 1);
  }

  @Test
  void manyPointsAreThinnedButTheSpikeStays() {
    double[] values = new double[1_000_000];
    values[777_777] = 5;
    Series thinned = Series.of("spike", values, values).thinned(4000);
    assertTrue(
        thinned.size() <= 4001
            && IntStream.range(0, thinned.size()).anyMatch(i -> thinned.y()[i] == 5));
  }

  @Test
  void histogramSharesSumToOne() {
    double[] values = {0, 0.1, 0.2, 1};
    Histogram chart = Chart.histogram("h").bins(4).values("a", values);
    assertTrue(html(chart).contains("0.75"), "three of four values lie in the first bin");
  }

  @Test
  void seriesDifferInMoreThanColour() {
    assertTrue(
        IntStream.range(0, 5)
            .allMatch(
                i ->
                    Palette.dash(i) != Palette.dash(i + 1)
                        && Palette.symbol(i) != Palette.symbol(i + 1)));
  }

  private static MimeBundle bundle(Chart chart) {
    return BUNDLES.computeIfAbsent(chart, Chart::bundle);
  }

  private static String html(Chart chart) {
    return (String) bundle(chart).data().get("text/html");
  }

  private static BufferedImage picture(Chart chart) throws IOException {
    String base64 = (String) bundle(chart).data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }
}
