package e22_audio;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Cuts without fading in and out. */
// Breaks task 1, and the message names: window is missing
public class ForgetsTheWindow extends Detector {
  @Override
  public DMatrixRMaj frames(DMatrixRMaj samples, Framing framing) {
    int size = framing.window();
    int hop = framing.hop();
    int width = size / 2 / framing.bands();
    int steps = Math.max(0, (samples.numCols - size + hop) / hop);
    DMatrixRMaj frames = new DMatrixRMaj(steps, framing.bands());
    double[] cut = new double[size];
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < size; n++) {
        cut[n] = samples.get(t * hop + n);
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
