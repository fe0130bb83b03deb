package unroll.model.seq2seq;

import unroll.layer.Embedding;

/** What has to fit between encoder, decoder and vocabularies. */
final class Sizes {
  private Sizes() {}

  static int symbols(Embedding embedding) {
    return embedding.table().matrix().rows();
  }

  static int width(Embedding embedding) {
    return embedding.table().matrix().columns();
  }

  /** How many inputs a cell has beside an embedded symbol. */
  static int beside(int inputs, Embedding embedding) {
    int room = inputs - width(embedding);
    if (room < 1) {
      throw new IllegalArgumentException(
          "a cell of "
              + inputs
              + " inputs has no room for a context beside an embedding of "
              + width(embedding));
    }
    return room;
  }

  static void require(String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          what + ": the decoder takes " + expected + " numbers, the encoder gives " + actual);
    }
  }
}
