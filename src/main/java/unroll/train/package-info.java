/**
 * Learning: what turns gradients into better weights, and what runs that for a while.
 *
 * <p>Read {@link unroll.train.Adam}, then {@link unroll.train.Clip}, then {@link
 * unroll.train.Trainer}. {@link unroll.train.Checkpoint} keeps what was learned in a file, {@link
 * unroll.train.Journal} keeps every step.
 */
package unroll.train;
