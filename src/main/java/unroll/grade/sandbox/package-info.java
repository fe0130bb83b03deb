/**
 * Processes that can do as little as possible: a ladder of sandboxes, each rung tried.
 *
 * <p>Read {@link unroll.grade.sandbox.Sandbox}, then its rungs.
 *
 * <p>Next: {@link unroll.grade.worker}, who starts and asks it.
 */
package unroll.grade.sandbox;
