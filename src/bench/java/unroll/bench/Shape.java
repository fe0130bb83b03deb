package unroll.bench;

import java.util.List;
import java.util.Locale;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.data.Vocabulary;
import unroll.model.LanguageModel;
import unroll.tape.Initializer;

/**
 * The size of a character language model and of its training step.
 *
 * @param name as in the report
 * @param kind of the cells
 * @param layers cells on top of each other
 * @param hidden H of each
 * @param batch B lanes
 * @param window T steps
 */
record Shape(String name, Kind kind, int layers, int hidden, int batch, int window) {
  /** Which cell. */
  enum Kind {
    ELMAN,
    LSTM,
    GRU;

    Cell<?> cell(int inputs, int hidden, Initializer init) {
      return switch (this) {
        case ELMAN -> Elman.of(inputs, hidden, init);
        case LSTM -> Lstm.of(inputs, hidden, init);
        case GRU -> Gru.of(inputs, hidden, Gru.Reset.AFTER_PRODUCT, init);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Below this batch there is nothing to share among threads, so one is used by everybody. */
  private static final int BATCH_OF_SEVERAL_THREADS = 2;

  /** The table that all figures of this kit are told for, and the other cells at the size of S2. */
  static final List<Shape> ALL =
      List.of(
          new Shape("S1", Kind.ELMAN, 1, 100, 1, 25),
          new Shape("S2", Kind.LSTM, 1, 128, 50, 50),
          new Shape("S3", Kind.LSTM, 2, 128, 50, 50),
          new Shape("S4", Kind.LSTM, 1, 256, 64, 64),
          new Shape("S5", Kind.LSTM, 3, 512, 50, 50),
          new Shape("E2", Kind.ELMAN, 1, 128, 50, 50),
          new Shape("G2", Kind.GRU, 1, 128, 50, 50));

  static Shape named(String name) {
    return ALL.stream()
        .filter(shape -> shape.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no shape \""
                        + name
                        + "\"; there are "
                        + ALL.stream().map(Shape::name).toList()));
  }

  int characters() {
    return batch * window;
  }

  int threads(int asked) {
    return batch < BATCH_OF_SEVERAL_THREADS ? 1 : asked;
  }

  LanguageModel<?> model(Vocabulary vocabulary, Initializer init) {
    Cell<?>[] cells = new Cell<?>[layers];
    for (int layer = 0; layer < layers; layer++) {
      int inputs = layer == 0 ? vocabulary.size() : hidden;
      cells[layer] = kind.cell(inputs, hidden, init.named("layer" + layer));
    }
    Cell<?> all = layers == 1 ? cells[0] : Stacked.of(cells);
    return LanguageModel.of(vocabulary, all, init);
  }

  /** In words: {@code 3 LSTM layers of 512, batch 50, window 50}. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%d %s layer%s of %d, batch %d, window %d",
        layers,
        kind == Kind.ELMAN ? "vanilla" : kind.name(),
        layers == 1 ? "" : "s",
        hidden,
        batch,
        window);
  }
}
