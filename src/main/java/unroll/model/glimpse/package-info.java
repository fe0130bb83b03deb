/**
 * Reading an image by glimpses (Mnih, Heess, Graves and Kavukcuoglu 2014, "Recurrent models of
 * visual attention").
 *
 * <p>Read {@link unroll.model.glimpse.Retina}, what is seen from a place, then {@link
 * unroll.model.glimpse.GlimpseReader}, which learns where to look by reward, and {@link
 * unroll.model.glimpse.Gaze}, how a place is chosen. {@link unroll.model.glimpse.GlimpseRecipe}
 * trains it on digits. {@link unroll.model.glimpse.NumberReader} reads house numbers digit by
 * digit, and {@link unroll.model.glimpse.StripRecipe} trains that.
 *
 * <p>Next: {@link unroll.model.draw}, a network that makes an image.
 */
package unroll.model.glimpse;
