package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Judges each tune twelve times over. */
// Breaks task 2, and the message names: held-out tunes are moved to twelve keys, too
public class MovesTheHeldOut extends Chords {
  @Override
  public Split split(List<Tune> shelf, int heldOut) {
    List<int[]> learned = new ArrayList<>();
    List<int[]> held = new ArrayList<>();
    Set<String> titles = new LinkedHashSet<>();
    for (Tune tune : shelf) {
      if (titles.size() < heldOut) {
        titles.add(tune.title());
      }
    }
    for (Tune tune : shelf) {
      (titles.contains(tune.title()) ? held : learned).addAll(List.of(inAllKeys(tune.chords())));
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
  }
}
