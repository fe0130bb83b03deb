package unroll.app;

/** One way to come by a Jupyter. */
interface Rung {
  /** Tries this way: looks, and where that is its job, provides. */
  Outcome attempt();

  /** What came of an attempt. */
  sealed interface Outcome permits Found, Missing {
    /** One line for the person who waits. */
    String line();
  }

  /**
   * There is one.
   *
   * @param jupyter it
   * @param line what was found, and where
   */
  record Found(Jupyter jupyter, String line) implements Outcome {}

  /**
   * There is none this way.
   *
   * @param line why not, and what could be done
   */
  record Missing(String line) implements Outcome {}
}
