package unroll.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import unroll.data.Vocabulary;
import unroll.tape.Initializer;

/** The cells that a language model can be asked for by name. */
public enum CellKind {
  /** The lecture's architecture (i). */
  ELMAN {
    @Override
    public LanguageModel<?> model(Vocabulary vocabulary, int hidden, Initializer init) {
      return LanguageModel.elman(vocabulary, hidden, init);
    }
  },
  /** The long short-term memory. */
  LSTM {
    @Override
    public LanguageModel<?> model(Vocabulary vocabulary, int hidden, Initializer init) {
      return LanguageModel.lstm(vocabulary, hidden, init);
    }
  };

  /**
   * Makes a language model on this cell.
   *
   * @param vocabulary V characters
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new model
   */
  public abstract LanguageModel<?> model(Vocabulary vocabulary, int hidden, Initializer init);

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
