package unroll.cell;

/**
 * What an unrolled cell gives: the output of every step, and the state after the last.
 *
 * @param outputs T steps of B x H
 * @param last the state to go on from
 * @param <S> the kind of state
 */
public record Unrolled<S>(Sequence outputs, S last) {}
