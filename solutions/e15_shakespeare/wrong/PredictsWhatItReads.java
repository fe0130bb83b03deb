package e15_shakespeare;

/** The target is the input itself: a loss of nothing, and nothing learned. */
// Breaks task 1, and the message names: its own input
public class PredictsWhatItReads extends Shakespeare {
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
        targets[t][lane] = ended ? MASKED : text[place];
      }
    }
    return new Window(inputs, targets);
  }
}
