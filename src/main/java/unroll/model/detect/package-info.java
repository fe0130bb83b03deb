/**
 * Detection of events in time.
 *
 * <p>Read {@link unroll.model.detect.FrameDetector}, which says of every frame whether an event is
 * there; {@link unroll.model.detect.Glance} is what it has without a memory; {@link
 * unroll.model.detect.Detections} counts hits and misses; {@link unroll.model.detect.Whistles}
 * makes up signals to learn from, and {@link unroll.model.detect.SpokenDigits} lets a synthesiser
 * speak them where there is one.
 *
 * <p>Next: {@link unroll.model.handwriting}, where the answer is a density.
 */
package unroll.model.detect;
