package e15_shakespeare;

/** The lesson's planted bug: pieces in reading order, so that no lane goes on. */
// Breaks task 1, and the message names: dealt out in reading order
public class DealsOutPieces extends Shakespeare {
  @Override
  public Window window(int[] text, int lanes, int steps, int index) {
    int[][] inputs = new int[steps][lanes];
    int[][] targets = new int[steps][lanes];
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        int place = (index * lanes + lane) * steps + t;
        boolean ended = place >= text.length - 1;
        inputs[t][lane] = ended ? 0 : text[place];
        targets[t][lane] = ended ? MASKED : text[place + 1];
      }
    }
    return new Window(inputs, targets);
  }
}
