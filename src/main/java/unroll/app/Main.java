package unroll.app;

/** The command line of the course. */
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    System.out.println("Unroll");
  }
}
