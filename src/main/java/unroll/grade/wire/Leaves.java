package unroll.grade.wire;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The arrays and matrices of one call, numbered in the order in which they crossed.
 *
 * <p>They are what a method can change in place. Both sides number them alike, so that a change
 * finds its way back, and a result that is one of the arguments is again that very object.
 */
public final class Leaves {
  private final List<Object> objects = new ArrayList<>();
  private final List<LeafForm> forms = new ArrayList<>();
  private final Map<Object, Integer> numbers = new IdentityHashMap<>();

  /** Makes an empty table. */
  public Leaves() {}

  int size() {
    return objects.size();
  }

  void add(Object object, LeafForm form) {
    numbers.putIfAbsent(object, objects.size());
    objects.add(object);
    forms.add(form);
  }

  /** The number of an object, or -1. */
  int numberOf(Object object) {
    return numbers.getOrDefault(object, -1);
  }

  Object object(int number) throws WireException {
    if (number < 0 || number >= objects.size()) {
      throw new WireException("no array or matrix number " + number);
    }
    return objects.get(number);
  }

  /**
   * Copies of all, to find out later which have changed.
   *
   * @return one for each number
   */
  public List<Object> snapshot() {
    List<Object> copies = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      copies.add(forms.get(i).copy(objects.get(i)));
    }
    return copies;
  }

  /**
   * Writes those that differ from a snapshot.
   *
   * @param out where to
   * @param snapshot what {@link #snapshot} gave
   */
  public void writeChanges(FrameWriter out, List<Object> snapshot) {
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < snapshot.size(); i++) {
      if (!forms.get(i).same(objects.get(i), snapshot.get(i))) {
        changed.add(i);
      }
    }
    out.number(changed.size());
    for (int i : changed) {
      out.number(i);
      forms.get(i).writeBody(out, objects.get(i));
    }
  }

  /**
   * Reads changes.
   *
   * @param in where from
   * @param mayChange whether to write a change into the object of that number; else the changed one
   *     takes the object's number, and the object itself stays as it is
   * @return the numbers of those that were changed
   * @throws WireException if a change does not fit its object
   */
  public List<Integer> readChanges(FrameReader in, IntPredicate mayChange) throws WireException {
    int count = in.count();
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = in.number();
      Object object = object(number);
      LeafForm form = forms.get(number);
      Object fresh = form.readBody(in, false);
      if (!form.fits(fresh, object)) {
        throw new WireException("an array changed its length");
      }
      if (mayChange.test(number)) {
        form.copyInto(fresh, object);
      } else {
        objects.set(number, fresh);
      }
      changed.add(number);
    }
    return changed;
  }
}
