package unroll.notebook;

/**
 * One place in a cell's output whose content is replaced while the cell runs.
 *
 * <p>On the console nothing can be replaced: there only the last content appears, as one text.
 */
public final class Live {
  private final Frontend frontend;
  private String id = "";

  private Live(Frontend frontend) {
    this.frontend = frontend;
  }

  /**
   * A place in the output of the cell that is running; it appears with its first content.
   *
   * @return the place, still empty
   */
  public static Live here() {
    return on(Frontend.current());
  }

  static Live on(Frontend frontend) {
    return new Live(frontend);
  }

  /**
   * Shows something in this place, in place of what was there.
   *
   * @param thing what to show
   */
  public void update(Object thing) {
    if (!frontend.updates()) {
      return;
    }
    put(Show.bundle(thing));
  }

  /**
   * Shows what stays in this place; on the console this is the only thing that appears.
   *
   * @param thing what to show
   */
  public void last(Object thing) {
    put(Show.bundle(thing));
  }

  private void put(MimeBundle bundle) {
    if (id.isEmpty()) {
      id = frontend.open(bundle);
    } else {
      frontend.update(id, bundle);
    }
  }
}
