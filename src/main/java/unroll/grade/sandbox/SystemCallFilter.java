package unroll.grade.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes system calls away from a process: it may have threads but no other processes, and none of
 * the calls by which kernels are broken into.
 *
 * <p>A classic BPF program as {@code seccomp(2)} takes it: instructions of eight bytes (code, where
 * to go if true, where to go if false, operand), run on the number and the arguments of each call.
 */
final class SystemCallFilter {
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_NOT_LESS = 0x35;
  private static final int IF_BITS = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050000 | 1;
  // the C library then creates its thread by clone, whose flags can be looked at
  private static final int NO_SUCH_CALL = 0x00050000 | 38;

  // offsets in what the program is given
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int CLONE_THREAD = 0x00010000;
  private static final int CLONE3 = 435;

  /** On x86-64, numbers from here on are those of another calling convention. */
  private static final int X32 = 0x40000000;

  private SystemCallFilter() {}

  /**
   * The numbers of one processor.
   *
   * @param architecture the kernel's name for it
   * @param cloning the call that creates threads and processes
   * @param denied fork, vfork, execveat, ptrace, process_vm_readv and _writev, mount, umount2,
   *     pivot_root, chroot, setns, unshare, keyctl, add_key, request_key, bpf, perf_event_open,
   *     userfaultfd, io_uring_setup, kexec_load, init_module, finit_module, delete_module,
   *     memfd_create, open_by_handle_at, shmget, as far as they exist
   */
  private record Processor(int architecture, int cloning, int[] denied) {}

  private static final Processor X86_64 =
      new Processor(
          0xC000003E,
          56,
          new int[] {
            57, 58, 322, 101, 310, 311, 165, 166, 155, 161, 308, 272, 250, 248, 249, 321, 298, 323,
            425, 246, 175, 313, 176, 319, 304, 29
          });

  private static final Processor AARCH64 =
      new Processor(
          0xC00000B7,
          220,
          new int[] {
            281, 117, 270, 271, 40, 39, 41, 51, 268, 97, 219, 217, 218, 280, 241, 282, 425, 104,
            105, 273, 106, 279, 265, 194
          });

  /**
   * The filter as a file.
   *
   * @return a file that is removed when this process ends; empty on a processor that is not known
   */
  static Optional<Path> file() {
    return processor().map(SystemCallFilter::write);
  }

  private static Optional<Processor> processor() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  private static Path write(Processor processor) {
    try {
      Path file = Files.createTempFile("unroll-calls", ".bpf");
      file.toFile().deleteOnExit();
      return Files.write(file, program(processor));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the filter of system calls", e);
    }
  }

  private static byte[] program(Processor processor) {
    ByteBuffer program = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    put(program, LOAD, 0, 0, ARCHITECTURE);
    put(program, IF_EQUAL, 1, 0, processor.architecture());
    put(program, RETURN, 0, 0, KILL);
    put(program, LOAD, 0, 0, NUMBER);
    put(program, IF_NOT_LESS, 0, 1, X32);
    put(program, RETURN, 0, 0, KILL);
    for (int call : processor.denied()) {
      put(program, IF_EQUAL, 0, 1, call);
      put(program, RETURN, 0, 0, NOT_PERMITTED);
    }
    put(program, IF_EQUAL, 0, 1, CLONE3);
    put(program, RETURN, 0, 0, NO_SUCH_CALL);
    put(program, IF_EQUAL, 0, 3, processor.cloning());
    put(program, LOAD, 0, 0, FIRST_ARGUMENT);
    put(program, IF_BITS, 1, 0, CLONE_THREAD);
    put(program, RETURN, 0, 0, NOT_PERMITTED);
    put(program, RETURN, 0, 0, ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
    program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
  }
}
