/**
 * Choosing what comes next from what a model says is likely.
 *
 * <p>Read {@link unroll.sample.Sampler}, which draws one symbol at a time, then {@link
 * unroll.sample.BeamSearch}, which looks for the likeliest sequence: it goes on by a {@link
 * unroll.sample.Continuation} and finds a {@link unroll.sample.Hypothesis}.
 *
 * <p>Next: {@link unroll.probe}, which looks inside.
 */
package unroll.sample;
