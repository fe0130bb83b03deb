package unroll.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import unroll.data.Corpus;
import unroll.data.Datasets;
import unroll.data.Vocabulary;
import unroll.data.Window;
import unroll.data.Windows;
import unroll.matrix.Matrix;
import unroll.model.LanguageModel;
import unroll.tape.Initializer;
import unroll.tape.Parameter;

/**
 * What everybody has to do: a shape, the windows of a text, and the weights to begin with. Peers in
 * Java make it anew, which gives the same numbers; it goes to those in Python as a file: one line
 * of words, then whole numbers and 32-bit floats, low byte first.
 *
 * <pre>
 *   kind V layers H B T K rate
 *   K times T*B inputs, K times T*B targets          int32, step after step
 *   per layer Wx, Wh, b; readout W, b                float32, row by row, as this kit lays them out
 * </pre>
 *
 * <p>A GRU has Wx, Wg, Wn, b, bn. Gates lie in the order i, f, o, g of {@link unroll.cell.Lstm} or
 * r, z, n of {@link unroll.cell.Gru}. A step is: forward, mean cross-entropy, backward through the
 * window, Adam (betas 0.9 and 0.999, epsilon 1e-8), the state carried to the next window and zero
 * before the first of the K.
 *
 * @param shape the sizes
 * @param vocabulary V
 * @param inputs K windows of T*B symbols
 * @param targets K windows of T*B symbols
 * @param weights in the order of the model's parameters, each row by row
 */
record Workload(Shape shape, int vocabulary, int[][] inputs, int[][] targets, float[][] weights) {
  static final double RATE = 0.002;
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;
  private static final int VOCABULARY = 65;
  private static final int TEXT = 200_000;
  private static final int WINDOWS = 20;
  private static final int CHARACTERS = 20_000;
  private static final long SEED = 1;

  /** The beginning of Shakespeare: enough for every workload. */
  private static String beginning() {
    return Datasets.shakespeare().text().substring(0, TEXT);
  }

  /** Its characters, filled up to 65, the number of the text that others measure with. */
  static Vocabulary characters() {
    StringBuilder characters = new StringBuilder(Vocabulary.of(beginning()).characters());
    for (char c = '0'; characters.length() < VOCABULARY; c++) {
      if (characters.indexOf(String.valueOf(c)) < 0) {
        characters.append(c);
      }
    }
    return Vocabulary.of(characters.toString());
  }

  static Workload of(Shape shape) {
    Vocabulary vocabulary = characters();
    int windows = Math.max(WINDOWS, CHARACTERS / shape.characters());
    Corpus all = Corpus.of(beginning(), vocabulary);
    int needed = windows * shape.characters() + 1;
    Corpus text = all.part(0, Math.min(needed, all.length()));
    Windows cut = Windows.of(text, shape.batch(), shape.window());
    int count = (text.length() - 1) / shape.characters();
    int[][] inputs = new int[count][];
    int[][] targets = new int[count][];
    for (int k = 0; k < count; k++) {
      Window window = cut.get(k);
      inputs[k] = window.inputs();
      targets[k] = window.targets();
    }
    LanguageModel<?> model = shape.model(vocabulary, Initializer.seeded(SEED));
    float[][] weights =
        model.parameters().stream().map(p -> numbers(p.matrix())).toArray(float[][]::new);
    return new Workload(shape, vocabulary.size(), inputs, targets, weights);
  }

  /** The text whose windows these are, for a model that cuts its own. */
  Corpus text() {
    Corpus all = Corpus.of(beginning(), characters());
    return all.part(0, inputs.length * shape.characters() + 1);
  }

  void into(LanguageModel<?> model) {
    int i = 0;
    for (Parameter parameter : model.parameters()) {
      Matrix matrix = parameter.matrix();
      for (int j = 0; j < matrix.size(); j++) {
        matrix.set(j / matrix.columns(), j % matrix.columns(), weights[i][j]);
      }
      i++;
    }
  }

  private static float[] numbers(Matrix matrix) {
    float[] numbers = new float[matrix.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = (float) matrix.get(j / matrix.columns(), j % matrix.columns());
    }
    return numbers;
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %s%n",
                shape.kind().word(),
                vocabulary,
                shape.layers(),
                shape.hidden(),
                shape.batch(),
                shape.window(),
                inputs.length,
                RATE)
            .replace("\r", "")
            .getBytes(StandardCharsets.US_ASCII));
    for (int[][] numbers : new int[][][] {inputs, targets}) {
      for (int[] window : numbers) {
        ByteBuffer bytes = room(window.length);
        bytes.asIntBuffer().put(window);
        out.write(bytes.array());
      }
    }
    for (float[] matrix : weights) {
      ByteBuffer bytes = room(matrix.length);
      bytes.asFloatBuffer().put(matrix);
      out.write(bytes.array());
    }
    Files.write(file, out.toByteArray());
  }

  private static ByteBuffer room(int numbers) {
    return ByteBuffer.allocate(Integer.BYTES * numbers).order(ByteOrder.LITTLE_ENDIAN);
  }
}
