package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts to so many, and one more. */
// Breaks task 2, and the message names: one title too many
public class HoldsOutOneMore extends Chords {
  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    List<int[]> learned = new ArrayList<>();
    List<int[]> held = new ArrayList<>();
    Set<String> titles = new LinkedHashSet<>();
    for (Tune tune : shelf) {
      if (titles.size() <= heldOut) {
        titles.add(tune.title());
      }
    }
    for (Tune tune : shelf) {
      if (titles.contains(tune.title())) {
        held.add(tune.chords());
      } else {
        learned.addAll(List.of(inAllKeys(tune.chords())));
      }
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
  }
}
