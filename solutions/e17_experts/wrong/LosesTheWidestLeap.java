package e17_experts;

/** Stops one short of the reach. */
// Breaks task 1, and the message names: <= reach
public class LosesTheWidestLeap extends Experts {
  @Override
  public int[] places(View view, int reference, Range range) {
    int[] places = new int[range.pitches() + range.specials()];
    int own = view == View.INTERVAL ? 2 * range.reach() + 1 : 12;
    for (int v = 0; v < places.length; v++) {
      int above = v - reference;
      if (v >= range.pitches()) {
        places[v] = own + v - range.pitches();
      } else if (view == View.CHORD) {
        places[v] = Math.floorMod(above, 12);
      } else {
        places[v] = Math.abs(above) < range.reach() ? above + range.reach() : -1;
      }
    }
    return places;
  }
}
