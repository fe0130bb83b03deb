package e15_shakespeare;

/** Where a lane has ended it reads on: what the next lane begins with counts twice. */
// Breaks task 1, and the message names: runs into the next lane
public class RunsIntoTheNextLane extends Shakespeare {
  @Override
  public Window window(int[] text, int lanes, int steps, int index) {
    int length = (text.length - 1 + lanes - 1) / lanes;
    int[][] inputs = new int[steps][lanes];
    int[][] targets = new int[steps][lanes];
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        int place = lane * length + index * steps + t;
        boolean ended = place >= text.length - 1;
        inputs[t][lane] = ended ? 0 : text[place];
        targets[t][lane] = ended ? MASKED : text[place + 1];
      }
    }
    return new Window(inputs, targets);
  }
}
