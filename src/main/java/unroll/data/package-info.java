/**
 * What is learned from: texts as numbers, cut into windows, and tasks made up by rule.
 *
 * <p>Read {@link unroll.data.Vocabulary}, then {@link unroll.data.Corpus}, then {@link
 * unroll.data.Windows}. Tasks that ask for a long memory are drawn, not read: {@link
 * unroll.data.AddingProblem}, {@link unroll.data.CopyMemory}, {@link unroll.data.TemporalOrder}.
 */
package unroll.data;
