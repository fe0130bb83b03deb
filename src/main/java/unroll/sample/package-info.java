/**
 * Choosing what comes next from what a model says is likely.
 *
 * <p>Read {@link unroll.sample.Sampler}, which draws one symbol at a time, then {@link
 * unroll.sample.BeamSearch}, which looks for the likeliest sequence.
 */
package unroll.sample;
