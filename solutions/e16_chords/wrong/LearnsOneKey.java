package e16_chords;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Learns each tune in its own key only. */
// Breaks task 2, and the message names: was not moved to twelve keys
public class LearnsOneKey extends Chords {
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
      (titles.contains(tune.title()) ? held : learned).add(tune.chords());
    }
    return new Split(learned.toArray(new int[0][]), held.toArray(new int[0][]));
  }
}
