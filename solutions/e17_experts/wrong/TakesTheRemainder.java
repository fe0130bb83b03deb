package e17_experts;

/** Takes % of a negative number. */
// Breaks task 1, and the message names: floorMod
public class TakesTheRemainder extends Experts {
  @Override
  public int[] places(View view, int reference, Range range) {
    int[] places = new int[range.pitches() + range.specials()];
    int own = view == View.INTERVAL ? 2 * range.reach() + 1 : 12;
    for (int v = 0; v < places.length; v++) {
      int above = v - reference;
      if (v >= range.pitches()) {
        places[v] = own + v - range.pitches();
      } else if (view == View.CHORD) {
        places[v] = above % 12;
      } else {
        places[v] = Math.abs(above) <= range.reach() ? above + range.reach() : -1;
      }
    }
    return places;
  }
}
