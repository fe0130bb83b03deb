/**
 * Whole models, made of cells and layers.
 *
 * <p>Read {@link unroll.model.NGram}, the baseline without a network, then {@link
 * unroll.model.LanguageModel}, then {@link unroll.model.TextRun}, which trains one and can be
 * stopped and taken up again at any step.
 */
package unroll.model;
