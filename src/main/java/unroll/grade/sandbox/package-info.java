/**
 * Processes that can do as little as possible: a ladder of sandboxes, each rung tried.
 *
 * <p>Read {@link unroll.grade.sandbox.Sandbox}, then its rungs. What each holds:
 *
 * <ul>
 *   <li>{@code bubblewrap}: namespaces of its own for processes, network, mounts, users, and the
 *       rest; no /proc; the system's libraries and a Java of few modules, read-only; 16 MiB for
 *       temporary files; the kernel's limits of memory, processor time, threads and file size; on
 *       x86-64 and aarch64 no second process. Not held: faults of the kernel, and the time that a
 *       neighbour's threads take from one's own.
 *   <li>{@code separate uid}, for root where namespaces are refused: the same limits, and a user of
 *       its own a process. Not held: the network, and files that all users may read; hence the
 *       solutions must be closed to others, which is checked.
 *   <li>{@code unsandboxed}: nothing but a process of its own. Never official.
 * </ul>
 *
 * <p>macOS and Windows have none of this by themselves. There a container takes the place of the
 * machine, and in it root finds the second rung, without a network: {@code docker run --rm
 * --network none --cap-drop ALL --cap-add SETUID --cap-add SETGID --cap-add KILL --cap-add CHOWN
 * --cap-add DAC_OVERRIDE --pids-limit 1024 --memory 4g -v COURSE:/course:ro -v HANDINS:/in:ro -v
 * OUT:/out IMAGE java -jar /course/target/unroll.jar grade /in --exercise 02-elman --out /out},
 * with an image of a JDK and util-linux. That command is written from the documentation and has not
 * been run.
 *
 * <p>Next: {@link unroll.grade.worker}, who starts and asks it.
 */
package unroll.grade.sandbox;
