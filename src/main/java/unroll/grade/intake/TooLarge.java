package unroll.grade.intake;

/** There is more of it than is read. */
final class TooLarge extends Refused {
  private static final long serialVersionUID = 1L;

  TooLarge(String message) {
    super(message);
  }
}
