/**
 * Learning: what turns gradients into better weights, and what runs that for a while.
 *
 * <p>Read {@link unroll.train.GradientDescent}, its successors {@link unroll.train.Momentum},
 * {@link unroll.train.Adagrad}, {@link unroll.train.RmsProp}, {@link unroll.train.Adam} and {@link
 * unroll.train.AdamW}, then {@link unroll.train.Clip}, then {@link unroll.train.Trainer}. {@link
 * unroll.train.Checkpoint} keeps what was learned in a file, {@link unroll.train.Journal} keeps
 * every step.
 */
package unroll.train;
