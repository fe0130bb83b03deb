/**
 * From a vector to a sequence: {@link unroll.model.caption.Captioner} says in words what an image
 * shows, and {@link unroll.model.caption.FirstState} is how it hears of the image. {@link
 * unroll.model.caption.DigitScenes} makes up scenes and sentences to learn from.
 */
package unroll.model.caption;
