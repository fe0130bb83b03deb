package unroll.bench;

/** Who trains and samples: this kit, or a library to compare it with. */
interface Peer extends AutoCloseable {
  /** Its versions, for the report. */
  String versions();

  /**
   * Gets ready for a workload, in place of the one before.
   *
   * @throws UnsupportedOperationException if it has no such cell; the message says so
   */
  void open(Workload workload, int threads) throws Exception;

  /** Takes the next n training steps and returns their losses, in nats a character. */
  double[] steps(int n) throws Exception;

  /** Writes characters one at a time, each read as the next input, drawn at temperature 1. */
  void sample(int characters) throws Exception;

  @Override
  void close();
}
