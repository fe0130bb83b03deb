package unroll.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.kernel.DisplaySink;

/** A front end that remembers what it was shown. */
final class Recorder implements DisplaySink {
  record Message(
      String id, Map<String, Object> data, Map<String, Object> metadata, boolean update) {
    String text() {
      return String.valueOf(data.get("text/plain"));
    }
  }

  final List<Message> messages = new ArrayList<>();

  @Override
  public void show(
      String displayId, Map<String, Object> data, Map<String, Object> metadata, boolean update) {
    messages.add(new Message(displayId, data, metadata, update));
  }

  Message last() {
    return messages.get(messages.size() - 1);
  }
}
