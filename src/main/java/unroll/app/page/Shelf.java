package unroll.app.page;

/** Where the pictures and the movable outputs of a lesson lie, as its page refers to them. */
interface Shelf {
  /**
   * Puts a picture on the shelf.
   *
   * @param cell the number of the cell in its notebook
   * @param output the number of the output in its cell
   * @param type {@code image/png} or the like
   * @param base64 the picture's bytes
   * @return the address for {@code src}
   */
  String picture(int cell, int output, String type, String base64);

  /**
   * Puts an output on the shelf that moves by handlers of its own, to be shown in a frame.
   *
   * @param cell the number of the cell in its notebook
   * @param output the number of the output in its cell
   * @param html the output
   * @return the address for {@code src}
   */
  String frame(int cell, int output, String html);

  /** The whole document of a frame, which tells the page around it how high it is. */
  static String document(String html) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>figure</title></head>"
        + "<body style=\"margin:0;background:#fff\">"
        + html
        + "<script>new ResizeObserver(() => parent.postMessage({height:"
        + " document.documentElement.offsetHeight}, '*')).observe(document.documentElement)</script>"
        + "</body></html>";
  }
}
