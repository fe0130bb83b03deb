package e17_experts;

/** Folds a leap beyond the reach by octaves, as the published encoding does. */
// Breaks task 1, and the message names: folded by octaves
public class FoldsWideLeaps extends Experts {
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
        places[v] =
            above + range.reach() + (above > range.reach() ? -12 : above < -range.reach() ? 12 : 0);
      }
    }
    return places;
  }
}
