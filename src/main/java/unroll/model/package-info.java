/**
 * Whole models, made of cells and layers.
 *
 * <p>Read {@link unroll.model.NGram}, the baseline without a network, then {@link
 * unroll.model.LanguageModel}, then {@link unroll.model.TextRun}, which trains one and can be
 * stopped and taken up again at any step.
 *
 * <p>The applications have packages of their own: {@code music}, {@code glimpse}, {@code draw},
 * {@code handwriting}, {@code caption} and {@code detect}.
 */
package unroll.model;
