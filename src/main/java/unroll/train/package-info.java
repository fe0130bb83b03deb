/**
 * Learning: what turns gradients into better weights, and what runs that for a while.
 *
 * <p>Read {@link unroll.train.Optimizer} and its simplest kind, {@link
 * unroll.train.GradientDescent}, then {@link unroll.train.Momentum}, {@link unroll.train.Adagrad},
 * {@link unroll.train.RmsProp}, {@link unroll.train.Adam} and {@link unroll.train.AdamW}, each an
 * answer to the one before. {@link unroll.train.Clip} keeps a gradient from exploding, {@link
 * unroll.train.Schedule} changes the rate. {@link unroll.train.Trainer} repeats the four lines of
 * learning and tells of every step; {@link unroll.train.Training} is what came of it. {@link
 * unroll.train.Checkpoint} keeps a run in a file, {@link unroll.train.Weights} what it learned
 * alone, {@link unroll.train.Journal} every step.
 *
 * <p>Next: {@link unroll.sample}, how what was learned speaks.
 */
package unroll.train;
