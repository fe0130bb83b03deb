package unroll.grade.intake;

/** What was handed in, or a part of it, cannot be taken; the message tells its author why. */
class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
