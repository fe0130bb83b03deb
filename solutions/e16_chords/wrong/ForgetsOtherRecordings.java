package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds out the first recording of a title; the next ones are learned. */
// Breaks task 2, and the message names: a second recording of a held-out title was forgotten
public class ForgetsOtherRecordings extends Chords {
  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    List<int[]> learned = new ArrayList<>();
    List<int[]> held = new ArrayList<>();
    Set<String> titles = new LinkedHashSet<>();
    for (Tune tune : shelf) {
      if (titles.size() < heldOut && titles.add(tune.title())) {
        held.add(tune.chords());
      } else {
        learned.addAll(List.of(inAllKeys(tune.chords())));
      }
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
  }
}
