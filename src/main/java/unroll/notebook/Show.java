package unroll.notebook;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Shows things in the notebook that is running, whatever kernel runs it.
 *
 * <p>Everything here returns nothing: a cell that ends in {@code show(figure)} shows the figure and
 * no value beside it. Outside a notebook the plain text is printed.
 */
public final class Show {
  private Show() {}

  /**
   * Shows each thing in turn: figures, tables and text as they look best, images as pictures,
   * anything else as its text.
   *
   * @param things what to show
   */
  public static void show(Object... things) {
    List<Object> all = things == null ? Arrays.asList((Object) null) : Arrays.asList(things);
    for (Object thing : all) {
      Frontend.current().show(bundle(thing));
    }
  }

  /**
   * Shows Markdown, with LaTeX between dollar signs where the front end knows it.
   *
   * @param source the Markdown
   */
  public static void markdown(String source) {
    show(MimeBundle.markdown(source));
  }

  /**
   * Shows a piece of HTML; where there is no HTML, its text without the tags.
   *
   * @param markup the HTML
   */
  public static void html(String markup) {
    show(MimeBundle.html(markup, Html.text(markup)));
  }

  /**
   * Shows a picture with what it shows in words.
   *
   * @param picture the picture
   * @param alternative what it shows, for those who do not see it
   */
  public static void image(BufferedImage picture, String alternative) {
    show(Picture.bundle(picture, alternative));
  }

  /**
   * The representations of any object.
   *
   * @param thing what to show
   * @return its own bundle if it has one, a picture for an image, else its text
   */
  static MimeBundle bundle(Object thing) {
    if (thing instanceof Showable showable) {
      return showable.bundle();
    }
    if (thing instanceof BufferedImage picture) {
      return Picture.bundle(
          picture, "picture of " + picture.getWidth() + " by " + picture.getHeight() + " pixels");
    }
    return MimeBundle.text(text(thing));
  }

  private static String text(Object thing) {
    if (thing == null || !thing.getClass().isArray()) {
      return String.valueOf(thing);
    }
    String nested = Arrays.deepToString(new Object[] {thing});
    return nested.substring(1, nested.length() - 1);
  }
}
