/**
 * What is learned from: texts as numbers, cut into windows; pairs of texts, put into batches.
 *
 * <p>Read {@link unroll.data.Vocabulary}, then {@link unroll.data.Corpus}, then {@link
 * unroll.data.Windows}. For sequence to sequence read {@link unroll.data.Pairs} and {@link
 * unroll.data.PairBatch}; {@link unroll.data.Addition}, {@link unroll.data.Dates} and {@link
 * unroll.data.Reversal} make pairs.
 */
package unroll.data;
