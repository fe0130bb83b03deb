package unroll.grade.roster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose hand-ins are whose. An id, alias or address decides; else a full name does that one student
 * has. Two persons of the platform are never one student because their names are alike.
 */
final class Owners {
  private final Optional<Roster> roster;
  private final Set<String> strangers = new TreeSet<>();

  /** A hand-in and whose it is. */
  record Owned(String student, Found found) {}

  private record Guess(Found found, Optional<Student> student, boolean isSure) {}

  Owners(Optional<Roster> roster) {
    this.roster = roster;
  }

  /** Names that the roster does not know, of all that were asked for. */
  List<String> strangers() {
    return List.copyOf(strangers);
  }

  List<Owned> of(List<Found> handins) {
    List<Guess> guesses = handins.stream().map(this::guess).toList();
    Map<String, Set<String>> persons = new LinkedHashMap<>();
    Map<String, Set<String>> called = new LinkedHashMap<>();
    for (Guess guess : guesses) {
      String person = guess.found().person();
      guess.student().ifPresent(student -> add(persons, student.id(), person));
      add(called, guess.found().called(), person);
    }
    List<Owned> owned = new ArrayList<>();
    for (Guess guess : guesses) {
      Optional<Student> student = guess.student();
      boolean isAlone = student.isEmpty() || persons.get(student.get().id()).size() < 2;
      if (student.isPresent() && (isAlone || guess.isSure())) {
        owned.add(new Owned(student.get().id(), guess.found()));
        continue;
      }
      Found found = guess.found();
      String name = found.called();
      if (called.get(name).size() > 1 && !found.person().isEmpty()) {
        name = name + "_" + found.person();
      }
      owned.add(new Owned(name, roster.isPresent() ? unknown(found, name) : found));
    }
    return owned;
  }

  private Found unknown(Found found, String name) {
    strangers.add(name);
    return found.noting(
        "\"" + name + "\" is no name on the list of the course: tell your instructor yours.");
  }

  private Guess guess(Found found) {
    List<String> names = new ArrayList<>(found.ids());
    names.add(found.called());
    for (String name : names) {
      Optional<Student> student = roster.flatMap(known -> known.byId(name));
      if (student.isPresent()) {
        return new Guess(found, student, true);
      }
    }
    for (String name : names) {
      Set<Student> students = roster.map(known -> known.named(name)).orElse(Set.of());
      if (students.size() > 1) {
        Found noted =
            found.noting(
                "\""
                    + name
                    + "\" is the name of "
                    + students.size()
                    + " on the list of the course.");
        return new Guess(noted, Optional.empty(), false);
      }
      if (!students.isEmpty()) {
        return new Guess(found, students.stream().findFirst(), false);
      }
    }
    return new Guess(found, Optional.empty(), false);
  }

  private static void add(Map<String, Set<String>> index, String key, String person) {
    Set<String> set = index.computeIfAbsent(key, each -> new HashSet<>());
    if (!person.isEmpty()) {
      set.add(person);
    }
  }
}
