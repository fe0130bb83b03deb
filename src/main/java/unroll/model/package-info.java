/**
 * Whole models, made of cells and layers.
 *
 * <p>Read {@link unroll.model.NGram}, the baseline without a network, then {@link
 * unroll.model.LanguageModel} and its loss over a text, {@link unroll.model.WindowLoss}, then
 * {@link unroll.model.TextRun}, which trains one and can be stopped and taken up again at any step.
 * {@link unroll.model.FirstState} is where decoders begin.
 *
 * <p>The applications have packages of their own, each to be read without the others. The shortest
 * form of every model is in the cookbook, {@code src/cookbook.md}.
 *
 * <p>Next: {@link unroll.model.seq2seq}, two networks, one of which reads for the other.
 */
package unroll.model;
