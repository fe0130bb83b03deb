/**
 * The tests' side of a submission's process: starting it, asking it, and being rid of it.
 *
 * <p>Nothing that comes from there is believed: classes it compiled are handed to another process
 * and never loaded here, values are read as the contract's types, and whatever breaks the protocol
 * ends that process.
 */
package unroll.grade.worker;
