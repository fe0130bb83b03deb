/**
 * What is learned from: texts as numbers, cut into windows.
 *
 * <p>Read {@link unroll.data.Vocabulary}, then {@link unroll.data.Corpus}, then {@link
 * unroll.data.Windows}.
 */
package unroll.data;
