package e17_experts;

/** Counts the rest from the reference, as if it were a pitch. */
// Breaks task 1, and the message names: same from everywhere
public class MovesTheRest extends Experts {
  @Override
  public int[] places(View view, int reference, Range range) {
    int[] places = new int[range.pitches() + range.specials()];
    for (int v = 0; v < places.length; v++) {
      int above = v - reference;
      if (view == View.CHORD) {
        places[v] = Math.floorMod(above, 12);
      } else {
        places[v] = Math.abs(above) <= range.reach() ? above + range.reach() : -1;
      }
    }
    return places;
  }
}
