package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds out titles in their own keys and learns them in the eleven others. */
// Breaks task 2, and the message names: the split leaks
public class HoldsOutKeys extends Chords {
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
      List<int[]> keys = List.of(inAllKeys(tune.chords()));
      if (titles.contains(tune.title())) {
        held.add(keys.get(0));
        learned.addAll(keys.subList(1, 12));
      } else {
        learned.addAll(keys);
      }
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
  }
}
