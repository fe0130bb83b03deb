package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds out so many recordings, with whatever else has their titles. */
// Breaks task 2, and the message names: recordings are counted, not titles
public class CountsRecordings extends Chords {
  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    List<int[]> learned = new ArrayList<>();
    List<int[]> held = new ArrayList<>();
    Set<String> titles = new LinkedHashSet<>();
    for (Tune tune : shelf.subList(0, heldOut)) {
      titles.add(tune.title());
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
