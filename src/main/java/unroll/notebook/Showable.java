package unroll.notebook;

/** Something that knows how it looks in a notebook, in a page and as plain text. */
@FunctionalInterface
public interface Showable {
  /**
   * The representations of this thing, best first in what a front end may pick.
   *
   * @return a bundle that always holds text/plain
   */
  MimeBundle bundle();
}
