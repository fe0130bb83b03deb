package unroll.kernel;

import java.util.Map;

/** Where rich output goes: the front end of the session that is running. */
public interface DisplaySink {
  /**
   * Shows one output, or replaces an earlier one.
   *
   * @param displayId the name under which this output can be updated; null for none
   * @param mimeBundle one representation by MIME type
   * @param metadata metadata by MIME type
   * @param update true to replace every output shown under the same id
   */
  void show(
      String displayId,
      Map<String, Object> mimeBundle,
      Map<String, Object> metadata,
      boolean update);
}
