/**
 * Handwriting as pen movements (Graves 2013, "Generating sequences with recurrent neural networks",
 * section 4 and 5).
 *
 * <p>Read {@link unroll.model.handwriting.StrokeDensity}, the distribution of the next movement,
 * then {@link unroll.model.handwriting.SoftWindow}, which walks along a text, then {@link
 * unroll.model.handwriting.Handwriting}, the network that writes with both. {@link
 * unroll.model.handwriting.SynthesizedHand} writes what it learns from, and {@link
 * unroll.model.handwriting.GaussianPen} is the baseline.
 *
 * <p>Next: {@link unroll.model.glimpse}, a network that chooses its input.
 */
package unroll.model.handwriting;
