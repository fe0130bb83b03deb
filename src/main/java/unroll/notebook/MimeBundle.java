package unroll.notebook;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One output in several representations, by MIME type, as Jupyter keeps it.
 *
 * @param data the representations: text, or base64 for images
 * @param metadata what a front end needs beside them, by MIME type
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata)
    implements Showable {

  /** Keeps unmodifiable copies, in the order given. */
  public MimeBundle {
    data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Plain text.
   *
   * @param text the text
   * @return a bundle of text/plain
   */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of("text/plain", text), Map.of());
  }

  /**
   * Markdown, which is its own plain text.
   *
   * @param markdown the source
   * @return a bundle of text/markdown and text/plain
   */
  public static MimeBundle markdown(String markdown) {
    return text(markdown).with("text/markdown", markdown);
  }

  /**
   * A piece of HTML and what it says as text.
   *
   * @param html the markup
   * @param text the same content for those who see no HTML
   * @return a bundle of text/html and text/plain
   */
  public static MimeBundle html(String html, String text) {
    return text(text).with("text/html", html);
  }

  /**
   * This bundle with one representation more, or replaced.
   *
   * @param mimeType its type, for example {@code text/html}
   * @param content the content; base64 for images
   * @return the larger bundle
   */
  public MimeBundle with(String mimeType, String content) {
    Map<String, Object> larger = new LinkedHashMap<>(data);
    larger.put(mimeType, content);
    return new MimeBundle(larger, metadata);
  }

  /**
   * This bundle with a PNG picture of a given size on the page.
   *
   * @param png the bytes of the file
   * @param width the width on the page in CSS pixels; the file may hold more for dense screens
   * @param height the height on the page in CSS pixels
   * @param alternative what the picture shows, for those who do not see it
   * @return the larger bundle
   */
  public MimeBundle withPng(byte[] png, int width, int height, String alternative) {
    Map<String, Object> larger = new LinkedHashMap<>(metadata);
    // In one order: Map.of has another in each run, and a stored lesson would change without cause.
    Map<String, Object> picture = new LinkedHashMap<>();
    picture.put("width", width);
    picture.put("height", height);
    picture.put("alt", alternative);
    larger.put("image/png", picture);
    return new MimeBundle(data, larger).with("image/png", Base64.getEncoder().encodeToString(png));
  }

  /**
   * The plain text of this bundle.
   *
   * @return its text/plain, or the empty text if it has none
   */
  public String plainText() {
    return String.valueOf(data.getOrDefault("text/plain", ""));
  }

  @Override
  public MimeBundle bundle() {
    return this;
  }
}
