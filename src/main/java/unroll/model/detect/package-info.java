/**
 * Detection of events in time. {@link unroll.model.detect.FrameDetector} says of every frame
 * whether an event is there; {@link unroll.model.detect.Detections} counts hits and misses.
 * {@link unroll.model.detect.Whistles} makes up signals to learn from.
 */
package unroll.model.detect;
