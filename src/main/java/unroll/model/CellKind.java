package unroll.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import unroll.cell.Cell;
import unroll.cell.Elman;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.cell.Stacked;
import unroll.data.Vocabulary;
import unroll.tape.Initializer;

/** The cells that a language model can be asked for by name. */
public enum CellKind {
  /** The lecture's architecture (i). */
  ELMAN {
    @Override
    Cell<?> cell(int inputs, int hidden, Initializer init) {
      return Elman.of(inputs, hidden, init);
    }
  },
  /** The gated recurrent unit. */
  GRU {
    @Override
    Cell<?> cell(int inputs, int hidden, Initializer init) {
      return Gru.of(inputs, hidden, init);
    }
  },
  /** The long short-term memory. */
  LSTM {
    @Override
    Cell<?> cell(int inputs, int hidden, Initializer init) {
      return Lstm.of(inputs, hidden, init);
    }
  };

  abstract Cell<?> cell(int inputs, int hidden, Initializer init);

  /**
   * Makes a language model of one layer of this cell.
   *
   * @param vocabulary V characters
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new model
   */
  public LanguageModel<?> model(Vocabulary vocabulary, int hidden, Initializer init) {
    return model(vocabulary, hidden, 1, init);
  }

  /**
   * Makes a language model of layers of this cell on top of each other.
   *
   * @param vocabulary V characters
   * @param hidden H of each layer, at least 1
   * @param layers at least 1
   * @param init draws the weights
   * @return a new model
   * @throws IllegalArgumentException if there is no layer
   */
  public LanguageModel<?> model(Vocabulary vocabulary, int hidden, int layers, Initializer init) {
    if (layers == 1) {
      return LanguageModel.of(
          vocabulary, cell(vocabulary.size(), hidden, init.named("cell")), init);
    }
    List<Cell<?>> stack = new ArrayList<>();
    for (int l = 1; l <= layers; l++) {
      int inputs = l == 1 ? vocabulary.size() : hidden;
      stack.add(cell(inputs, hidden, init.named("cell" + l)));
    }
    return LanguageModel.of(vocabulary, new Stacked(stack, false), init);
  }

  /**
   * Counts the weights of a language model of this cell: what is to be equal when cells are
   * compared.
   *
   * @param vocabulary V characters
   * @param hidden H, at least 1
   * @return weights and biases of the cell and of the readout
   */
  public int weights(Vocabulary vocabulary, int hidden) {
    return model(vocabulary, hidden, Initializer.seeded(0)).parameters().stream()
        .mapToInt(parameter -> parameter.matrix().size())
        .sum();
  }

  /**
   * Finds a cell by its name in small letters.
   *
   * @param name for example {@code lstm}
   * @return the cell
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static CellKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no cell \""
                        + name
                        + "\"; there are "
                        + Arrays.stream(values())
                            .map(CellKind::toString)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
