package unroll.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * A message that a front end sent.
 *
 * @param type its type, for example {@code execute_request}
 * @param context what an answer must refer to: who sent it, and its header
 * @param content what it asks
 */
record Request(String type, MessageContext context, JsonObject content) {
  /** A text of the content, or another where it has none. */
  String text(String name, String otherwise) {
    return content.get(name) instanceof JsonPrimitive value ? value.getAsString() : otherwise;
  }

  /** A flag of the content, or another where it has none. */
  boolean flag(String name, boolean otherwise) {
    return content.get(name) instanceof JsonPrimitive value ? value.getAsBoolean() : otherwise;
  }

  /** A number of the content, or another where it has none. */
  int number(String name, int otherwise) {
    return content.get(name) instanceof JsonPrimitive value ? value.getAsInt() : otherwise;
  }

  /** An object of the content, empty where it has none. */
  JsonObject object(String name) {
    JsonElement value = content.get(name);
    return value instanceof JsonObject object ? object : new JsonObject();
  }

  /** A message that answers this one. */
  Message<Object> answer(String answerType, Object answerContent) {
    return message(context, answerType, answerContent);
  }

  /** A message of any type, whose content may be maps and lists. */
  @SuppressWarnings("unchecked") // the library's types of content are stricter than its wire
  static Message<Object> message(MessageContext context, String type, Object content) {
    return new Message<>(context, (MessageType<Object>) MessageType.getType(type), content);
  }
}
