/**
 * What crosses between the tests' process and the submission's: frames of tagged, bounded values.
 *
 * <p>No Java serialisation, and no class name that the other side chooses: both sides know the
 * exercise's contract, and a value is read only as the type that the contract gives it. Whatever
 * does not fit is a {@link unroll.grade.wire.WireException}, which ends the connection and nothing
 * else. This package and {@link unroll.grade.guest} are all of the kit that a submission's process
 * holds.
 *
 * <p>Read {@link unroll.grade.wire.Contract}, then {@link unroll.grade.wire.Wire}.
 *
 * <p>Next: {@link unroll.grade.guest}, the one that is not trusted.
 */
package unroll.grade.wire;
