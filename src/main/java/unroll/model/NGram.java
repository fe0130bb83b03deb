package unroll.model;

import java.util.Arrays;
import unroll.data.Corpus;
import unroll.data.Vocabulary;

/**
 * Predicts the next character from the n - 1 before it by counting: the interpolated n-gram model
 * of Witten and Bell (1991, method C), as given by Chen and Goodman (1998, section 2.5, equation
 * 4).
 *
 * <pre>
 *   p(w | h) = (c(h w) + d(h) p(w | h')) / (c(h) + d(h))
 * </pre>
 *
 * <p>Here c(h w) counts how often character w followed the context h in the training text, c(h) is
 * the sum of that over all w, d(h) is how many different characters followed h, and h' is h without
 * its oldest character. The recursion ends below the unigram at the uniform distribution 1/V. A
 * context that was never followed gives {@code p(w | h) = p(w | h')}.
 *
 * <p>A model of order n holds those of all lower orders. The counts lie in a tree: a node is a
 * sequence of characters, its child the sequence with one character more at its end, found by a
 * hash table with open addressing.
 */
public final class NGram {
  private static final int ROOT = 0;
  private static final int NONE = -1;

  private final Vocabulary vocabulary;
  private final int order;

  private int nodes = 1;
  private int[] count = new int[1 << 12];
  private int[] followers = new int[1 << 12];
  private int[] differentFollowers = new int[1 << 12];

  private long[] keys = new long[1 << 13];
  private int[] values = new int[1 << 13];

  private NGram(Vocabulary vocabulary, int order) {
    this.vocabulary = vocabulary;
    this.order = order;
  }

  /**
   * Counts a text.
   *
   * @param text to learn from
   * @param order n, the longest sequence counted, at least 1
   * @return the model of all orders up to n
   * @throws IllegalArgumentException if the order is below 1
   */
  public static NGram train(Corpus text, int order) {
    NGram model = new NGram(text.vocabulary(), checked(order));
    int[] context = emptyContext(order);
    for (int i = 0; i < text.length(); i++) {
      int symbol = text.symbol(i);
      for (int k = order - 1; k >= 0; k--) {
        if (context[k] != NONE) {
          model.count(context[k], symbol);
        }
      }
      model.advance(context, symbol);
    }
    return model;
  }

  private static int checked(int order) {
    if (order < 1) {
      throw new IllegalArgumentException("the order of an n-gram is at least 1, not " + order);
    }
    return order;
  }

  /**
   * Returns the order.
   *
   * @return n, at least 1
   */
  public int order() {
    return order;
  }

  /**
   * Computes the probability of every next character.
   *
   * @param context symbols before it, the latest last; only the last n - 1 matter. Not modified.
   * @return V numbers that add up to 1
   */
  public double[] probabilities(int... context) {
    int[] nodesOfContext = emptyContext(order);
    for (int symbol : context) {
      advance(nodesOfContext, symbol);
    }
    double[] result = new double[vocabulary.size()];
    for (int symbol = 0; symbol < result.length; symbol++) {
      result[symbol] = probability(nodesOfContext, order, symbol);
    }
    return result;
  }

  /**
   * Measures the model on a text: the mean of {@code -log p} over all its characters but the first,
   * as a network is measured, each given what is before it in this text.
   *
   * @param text of the same vocabulary, at least 2 characters
   * @return nats per character
   * @throws IllegalArgumentException if the vocabularies differ, or nothing is to be predicted
   */
  public double evaluate(Corpus text) {
    return evaluate(text, order);
  }

  /**
   * Measures the model of a lower order.
   *
   * @param text of the same vocabulary, at least 2 characters
   * @param lowerOrder 1 to n
   * @return nats per character
   * @throws IllegalArgumentException if the order is out of range, the vocabularies differ, or
   *     nothing is to be predicted
   */
  public double evaluate(Corpus text, int lowerOrder) {
    if (checked(lowerOrder) > order) {
      throw new IllegalArgumentException(
          "this model counted up to order " + order + ", not " + lowerOrder);
    }
    if (!text.vocabulary().equals(vocabulary)) {
      throw new IllegalArgumentException(
          "the text has another vocabulary: read both as one corpus and split it");
    }
    if (text.length() < 2) {
      throw new IllegalArgumentException("a text of one character has nothing to predict");
    }
    int[] context = emptyContext(order);
    advance(context, text.symbol(0));
    double nats = 0;
    for (int i = 1; i < text.length(); i++) {
      nats -= Math.log(probability(context, lowerOrder, text.symbol(i)));
      advance(context, text.symbol(i));
    }
    return nats / (text.length() - 1);
  }

  /** context[k] is the node of the last k characters, or NONE if that was never seen. */
  private static int[] emptyContext(int order) {
    int[] context = new int[order];
    Arrays.fill(context, NONE);
    context[0] = ROOT;
    return context;
  }

  private void advance(int[] context, int symbol) {
    for (int k = context.length - 1; k >= 1; k--) {
      context[k] = context[k - 1] == NONE ? NONE : child(context[k - 1], symbol);
    }
  }

  private double probability(int[] context, int upTo, int symbol) {
    double p = 1.0 / vocabulary.size();
    for (int k = 0; k < upTo; k++) {
      int node = context[k];
      if (node == NONE || followers[node] == 0) {
        return p;
      }
      int child = child(node, symbol);
      double seen = child == NONE ? 0 : count[child];
      double different = differentFollowers[node];
      p = (seen + different * p) / (followers[node] + different);
    }
    return p;
  }

  private void count(int node, int symbol) {
    int slot = slot(node, symbol);
    if (values[slot] == NONE_YET) {
      if (nodes == count.length) {
        grow();
      }
      if (2 * nodes >= keys.length) {
        rehash();
        slot = slot(node, symbol);
      }
      keys[slot] = key(node, symbol);
      values[slot] = nodes++;
      differentFollowers[node]++;
    }
    count[values[slot]]++;
    followers[node]++;
  }

  private static final int NONE_YET = 0;

  private int child(int node, int symbol) {
    int found = values[slot(node, symbol)];
    return found == NONE_YET ? NONE : found;
  }

  private static long key(int node, int symbol) {
    return (long) node << 32 | symbol;
  }

  /**
   * Where the child is, or where it would go. The root is nobody's child, so 0 marks a free slot.
   */
  private int slot(int node, int symbol) {
    long key = key(node, symbol);
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash ^ hash >>> 32) & keys.length - 1;
    while (values[slot] != NONE_YET && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    count = Arrays.copyOf(count, 2 * nodes);
    followers = Arrays.copyOf(followers, 2 * nodes);
    differentFollowers = Arrays.copyOf(differentFollowers, 2 * nodes);
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != NONE_YET) {
        int slot = slot((int) (oldKeys[i] >>> 32), (int) oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  @Override
  public String toString() {
    return order + "-gram model of " + (nodes - 1) + " sequences, " + vocabulary;
  }
}
