/**
 * The benchmark that anyone can run, {@code mvn -Pbench verify}: whole training steps of this kit
 * beside those of other libraries, on this machine, with the same weights and the same text.
 *
 * <p>Read {@link unroll.bench.Bench}, which drives the run, then {@link unroll.bench.Workload},
 * what everybody has to do, then a {@link unroll.bench.Peer} that does it: {@link
 * unroll.bench.UnrollPeer} is this kit as a lesson uses it. Every peer runs in a process of its own
 * ({@link unroll.bench.Child}) and is idle while the others are measured. {@link
 * unroll.bench.KernelBenchmark} holds the products against the peak of a core.
 */
package unroll.bench;
