package e22_audio;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** One window after the other. */
// Breaks task 1, and the message names: hop is ignored
public class IgnoresTheHop extends Detector {
  @Override
  public DMatrixRMaj frames(DMatrixRMaj samples, Framing framing) {
    int size = framing.window();
    int hop = size;
    int width = size / 2 / framing.bands();
    int steps = Math.max(0, (samples.numCols - size + hop) / hop);
    DMatrixRMaj frames = new DMatrixRMaj(steps, framing.bands());
    double[] cut = new double[size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        cut[n] = (0.5 - 0.5 * Math.cos(2 * Math.PI * n / size)) * samples.get(t * hop + n);
      }
      double[] power = powers(cut);
      for (int j = 0; j < framing.bands(); j++) {
        double mean = Arrays.stream(power, j * width, (j + 1) * width).average().getAsDouble();
        frames.set(t, j, Math.log(framing.floor() + mean));
      }
    }
    return frames;
  }
}
