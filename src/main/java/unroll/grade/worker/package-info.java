/**
 * The tests' side of a submission's process: starting it, asking it, and being rid of it.
 *
 * <p>Nothing that comes from there is believed: classes it compiled are handed to another process
 * and never loaded here, values are read as the contract's types, and whatever breaks the protocol
 * ends that process.
 *
 * <p>Read {@link unroll.grade.worker.Worker}, then {@link unroll.grade.worker.WorkerPool}.
 *
 * <p>Next: {@link unroll.grade.desk}, who marks a class.
 */
package unroll.grade.worker;
