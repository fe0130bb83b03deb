package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.dflib.jjava.jupyter.kernel.display.common.Url;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * The seam between a cell that shows something and the page that it appears on.
 *
 * <p>IJava's notebook functions live here by name ({@link #display}, {@link #updateDisplay}, {@link
 * #render}), and every session imports them. Their results need no import from this package: a cell
 * written for IJava runs unchanged.
 */
public final class Displays {
  /** One page at a time: a cell's output has one place to go, whichever of its threads speaks. */
  private static final AtomicReference<Optional<DisplaySink>> CURRENT =
      new AtomicReference<>(Optional.empty());

  private Displays() {}

  /**
   * The sink that rich output goes to now.
   *
   * @return the kernel's or the runner's sink; empty outside of both
   */
  public static Optional<DisplaySink> current() {
    return CURRENT.get();
  }

  /**
   * Sends rich output to a sink until the result is closed, then to where it went before.
   *
   * @param sink where output goes from now on
   * @return closes the arrangement
   */
  public static Installation install(DisplaySink sink) {
    Optional<DisplaySink> before = CURRENT.getAndSet(Optional.of(sink));
    return () -> CURRENT.set(before);
  }

  /** A sink in its place; closing it restores the one before. */
  @FunctionalInterface
  public interface Installation extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Shows a value in its preferred form, as text where there is no page.
   *
   * @param value what to show
   * @return the id under which {@link #updateDisplay} replaces it
   */
  public static String display(Object value) {
    return show(render(value));
  }

  /**
   * Shows a value as given media types, for example {@code display("<b>bold</b>", "text/html")}.
   *
   * @param value what to show
   * @param as media types
   * @return the id under which {@link #updateDisplay} replaces it
   */
  public static String display(Object value, String... as) {
    return show(render(value, as));
  }

  /**
   * Replaces, in place, what was shown under an id.
   *
   * @param id what {@link #display} returned
   * @param value what to show instead
   */
  public static void updateDisplay(String id, Object value) {
    send(id, render(value), true);
  }

  /**
   * Replaces, in place, what was shown under an id, as given media types.
   *
   * @param id what {@link #display} returned
   * @param value what to show instead
   * @param as media types
   */
  public static void updateDisplay(String id, Object value, String... as) {
    send(id, render(value, as), true);
  }

  /**
   * The forms in which a value would be shown: always {@code text/plain}, and an image as PNG.
   *
   * @param value what to render
   * @return its forms by media type
   */
  public static DisplayData render(Object value) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value == null || value.getClass().isArray()) {
      return new DisplayData(Values.text(value));
    }
    return Holder.RENDERER.render(value);
  }

  /**
   * The forms of a value in given media types, and {@code text/plain}.
   *
   * @param value what to render
   * @param as media types
   * @return its forms by media type
   */
  public static DisplayData render(Object value, String... as) {
    if (value == null || value instanceof DisplayData) {
      return render(value);
    }
    return Holder.RENDERER.renderAs(value, as);
  }

  /**
   * Clears what the running cell has shown so far.
   *
   * @param wait whether to keep the old output until new output arrives, which avoids flicker
   */
  public static void clear(boolean wait) {
    current().ifPresent(sink -> sink.clear(wait));
  }

  /** The media types of rendered data and what they hold. */
  static Map<String, Object> bundle(DisplayData data) {
    return part(data, "data");
  }

  /** What a front end should know of each media type of rendered data. */
  static Map<String, Object> metadata(DisplayData data) {
    return part(data, "metadata");
  }

  private static Map<String, Object> part(DisplayData data, String name) {
    Gson gson = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
    JsonObject whole = gson.toJsonTree(data, DisplayData.class).getAsJsonObject();
    Map<String, Object> part =
        gson.fromJson(whole.get(name), new TypeToken<LinkedHashMap<String, Object>>() {});
    return part == null ? Map.of() : part;
  }

  private static String show(DisplayData data) {
    String id = data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
    send(id, data, false);
    return id;
  }

  private static void send(String id, DisplayData data, boolean update) {
    Map<String, Object> bundle = bundle(data);
    current()
        .ifPresentOrElse(
            sink -> sink.show(id, bundle, metadata(data), update),
            () -> System.out.println(bundle.getOrDefault("text/plain", bundle.keySet())));
  }

  private static String base64Png(RenderedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** Loaded when something is first rendered: a kernel should not wait for it at its start. */
  private static final class Holder {
    static final Renderer RENDERER = new Renderer();

    static {
      // not the library's own Image: its base64 lacks the last bytes
      RENDERER
          .createRegistration(RenderedImage.class)
          .preferring("image/png")
          .register(
              (image, context) ->
                  context.renderIfRequested(MIMEType.IMAGE_PNG, () -> base64Png(image)));
      Url.registerAll(RENDERER);
      Text.registerAll(RENDERER);
    }
  }
}
