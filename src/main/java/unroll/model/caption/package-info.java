/**
 * From a vector to a sequence.
 *
 * <p>Read {@link unroll.model.caption.Captioner}, which says in words what an image shows; {@link
 * unroll.model.FirstState} is how it hears of the image. {@link unroll.model.caption.DigitScenes}
 * makes up scenes and sentences to learn from, and {@link unroll.model.caption.Bleu} says how much
 * of a sentence was right.
 *
 * <p>Next: {@link unroll.model.detect}, a sequence answered step by step.
 */
package unroll.model.caption;
