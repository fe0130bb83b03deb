package unroll.kernel;

import java.util.Map;

/** Where rich output goes: the page of a Jupyter front end, or the cell that a runner fills. */
@FunctionalInterface
public interface DisplaySink {
  /**
   * Shows one thing in as many forms as it has; the front end takes the richest that it knows.
   *
   * @param displayId the name under which it can be updated later, or null if it has none
   * @param mimeBundle from a media type to the content in it: text as a string, an image as base64,
   *     JSON as maps, lists, strings and numbers. Not modified.
   * @param metadata what the front end should know of each media type; mostly empty. Not modified.
   * @param update whether this replaces, in place, what was shown under the same id
   */
  void show(
      String displayId,
      Map<String, Object> mimeBundle,
      Map<String, Object> metadata,
      boolean update);

  /**
   * Clears what the running cell has shown. Does nothing unless the sink can.
   *
   * @param wait whether to keep the old output until new output arrives, which avoids flicker
   */
  default void clear(boolean wait) {}
}
