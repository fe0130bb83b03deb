package unroll.layer;

import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Reads a memory of any length by what is looked for: the context of a query is a mean of the
 * memory's rows, weighted by how well each fits.
 *
 * <pre>
 *   e_s     = score(query, memory_s)
 *   alpha   = softmax(e)            over the S places; exactly 0 where masked
 *   context = sum over s of alpha_s memory_s
 * </pre>
 *
 * <p>The kinds of attention differ in the score: {@link AdditiveAttention}, {@link DotAttention},
 * {@link GeneralAttention}. All B examples, and any number of queries to each, are read at once.
 */
public interface Attention extends Trainable {
  /** So low that its exponential is zero, in float too. */
  double MASKED = -1e9;

  /**
   * A memory prepared for reading.
   *
   * @param values (B*S) x M, example after example
   * @param keys what scores need of the values, computed once for all queries
   * @param masks B x S: 0 where there is something to read, very low where not
   */
  record Memory(Value values, Value keys, Matrix masks) {
    int batch() {
      return masks.rows();
    }

    int length() {
      return masks.columns();
    }
  }

  /**
   * What was read.
   *
   * @param context (T*B) x M, in the order of the queries
   * @param weights (T*B) x S, the alpha of each query: the rows of an alignment picture
   */
  record Read(Value context, Value weights) {}

  /**
   * Computes what scores need of the memory alone.
   *
   * @param values n x M
   * @return n rows
   */
  Value keys(Value values);

  /**
   * Computes how well each place of the memory fits each query.
   *
   * @param queries (B*T) x H, example after example
   * @param memory of B examples and S places
   * @return (B*T) x S
   */
  Value scores(Value queries, Memory memory);

  /**
   * Prepares a memory of which every place counts.
   *
   * @param rows (S*B) x M, step after step, such as the outputs of an encoder
   * @param batch B
   * @return the memory
   * @throws IllegalArgumentException if the rows cannot be divided into batches
   */
  default Memory memory(Value rows, int batch) {
    boolean[] all = new boolean[rows.rows()];
    java.util.Arrays.fill(all, true);
    return memory(rows, batch, all);
  }

  /**
   * Prepares a memory.
   *
   * @param rows (S*B) x M, step after step, such as the outputs of an encoder
   * @param batch B
   * @param counts S*B, step after step: false where there is only padding. Not modified.
   * @return the memory
   * @throws IllegalArgumentException if the sizes do not fit, or an example has nothing that counts
   */
  default Memory memory(Value rows, int batch, boolean[] counts) {
    if (batch < 1 || rows.rows() % batch != 0 || counts.length != rows.rows()) {
      throw new IllegalArgumentException(
          String.format(
              "attention: %d rows and a mask of %d for a batch of %d",
              rows.rows(), counts.length, batch));
    }
    int length = rows.rows() / batch;
    Matrix masks = rows.tape().buffer(rows.precision(), batch, length);
    for (int b = 0; b < batch; b++) {
      boolean some = false;
      for (int s = 0; s < length; s++) {
        some |= counts[s * batch + b];
        masks.set(b, s, counts[s * batch + b] ? 0 : MASKED);
      }
      if (!some) {
        throw new IllegalArgumentException("attention: example " + b + " has nothing to read");
      }
    }
    Value values = Rows.transposeBlocks(rows, length, batch);
    return new Memory(values, keys(values), masks);
  }

  /**
   * Reads the memory.
   *
   * @param queries (T*B) x H, step after step; B x H for one step
   * @param memory of B examples
   * @return the contexts and the weights
   * @throws IllegalArgumentException if the rows cannot be divided into batches
   */
  default Read read(Value queries, Memory memory) {
    int batch = memory.batch();
    if (queries.rows() % batch != 0) {
      throw new IllegalArgumentException(
          "attention: " + queries.rows() + " queries for a batch of " + batch);
    }
    Tape tape = queries.tape();
    int steps = queries.rows() / batch;
    Value scores = scores(Rows.transposeBlocks(queries, steps, batch), memory);
    Matrix masks = tape.buffer(scores.precision(), scores.rows(), scores.columns());
    for (int row = 0; row < masks.rows(); row++) {
      int b = row / steps;
      masks.rows(row, row + 1).copyFrom(memory.masks().rows(b, b + 1));
    }
    Value weights = scores.plus(tape.constant(masks)).softmax();
    Value context = ByExample.times(weights, memory.values(), batch);
    return new Read(
        Rows.transposeBlocks(context, batch, steps), Rows.transposeBlocks(weights, batch, steps));
  }
}
