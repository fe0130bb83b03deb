package e15_shakespeare;

/** Where a lane has ended, character 0 is to be predicted. */
// Breaks task 1, and the message names: not masked
public class ForgetsTheMask extends Shakespeare {
  @Override
  public Window window(int[] text, int lanes, int steps, int index) {
    int length = (text.length - 1 + lanes - 1) / lanes;
    int[][] inputs = new int[steps][lanes];
    int[][] targets = new int[steps][lanes];
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        int inLane = index * steps + t;
        int place = lane * length + inLane;
        boolean ended = inLane >= length || place >= text.length - 1;
        inputs[t][lane] = ended ? 0 : text[place];
        targets[t][lane] = ended ? 0 : text[place + 1];
      }
    }
    return new Window(inputs, targets);
  }
}
