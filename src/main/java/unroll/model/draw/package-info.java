/**
 * Painting an image stroke by stroke (Gregor, Danihelka, Graves, Rezende and Wierstra 2015, "DRAW:
 * a recurrent neural network for image generation").
 *
 * <p>Read {@link unroll.model.draw.CanvasPainter}, the network; {@link unroll.model.draw.Brush},
 * how it sees and touches the canvas; {@link unroll.model.draw.FilterBank}, a brush's attention.
 * {@link unroll.model.draw.PaintingRecipe} trains it on digits.
 *
 * <p>Here the networks end. Next: {@link unroll.grade}, where a course is made of them.
 */
package unroll.model.draw;
