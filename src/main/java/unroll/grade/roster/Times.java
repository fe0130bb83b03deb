package unroll.grade.roster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When what was handed in, as an instructor says it: a CSV with the columns {@code
 * student,attempt,at}, times in ISO 8601 with their zone. Without a column of attempts all are
 * first ones.
 */
final class Times {
  private final Map<Key, Instant> moments = new HashMap<>();
  private final Map<Key, Table.Row> unused = new LinkedHashMap<>();

  private record Key(String student, int attempt) {}

  private Times() {}

  /** No times. */
  static Times none() {
    return new Times();
  }

  /**
   * Reads the times.
   *
   * @throws IllegalArgumentException if the file cannot be read, or a line of it; one line
   */
  static Times read(Path csv, Optional<Roster> roster) {
    Table table = Table.read(csv);
    int student = table.column(List.of("student", "id", "name"));
    int attempt = table.column(List.of("attempt"));
    int at = table.column(List.of("at", "time", "submitted", "submitted_at", "created_at"));
    if (student < 0 || at < 0) {
      throw table.header().wrong("times have the columns \"student,attempt,at\"");
    }
    Times times = new Times();
    for (Table.Row row : table.rows()) {
      String name = row.cell(student);
      String id = roster.flatMap(known -> known.find(name)).map(Student::id).orElse(name);
      Key key = new Key(new WrittenName(id).plain(), number(row, row.cell(attempt)));
      if (id.isEmpty()) {
        throw row.wrong("there is no student");
      }
      Instant moment =
          Moments.zoned(row.cell(at))
              .orElseThrow(
                  () ->
                      row.wrong(
                          "\""
                              + row.cell(at)
                              + "\" is no time with its zone: write it like"
                              + " 2026-11-23T18:00:00+01:00 or 2026-11-23T17:00:00Z"));
      if (times.moments.putIfAbsent(key, moment) != null) {
        throw row.wrong(name + ", attempt " + key.attempt() + " stands there twice");
      }
      times.unused.put(key, row);
    }
    return times;
  }

  /** The moment of a hand-in, if there is a line for it. */
  Optional<Instant> of(String student, int attempt) {
    for (String name : List.of(student, Shelf.stem(student))) {
      Key key = new Key(new WrittenName(name).plain(), attempt);
      if (moments.containsKey(key)) {
        unused.remove(key);
        return Optional.of(moments.get(key));
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses a line whose student has neither handed in nor is on the roster: a name that is
   * misspelt would cost somebody the time.
   */
  void refuseUnknown(Optional<Roster> roster, Set<String> students) {
    Set<String> known = new HashSet<>();
    students.forEach(each -> known.add(new WrittenName(each).plain()));
    students.forEach(each -> known.add(new WrittenName(Shelf.stem(each)).plain()));
    for (Map.Entry<Key, Table.Row> each : unused.entrySet()) {
      String student = each.getKey().student();
      boolean isOnRoster = roster.flatMap(list -> list.byId(student)).isPresent();
      if (!isOnRoster && !known.contains(student)) {
        throw each.getValue()
            .wrong("nobody named \"" + student + "\" handed in: correct the name, or leave it out");
      }
    }
  }

  private static int number(Table.Row row, String attempt) {
    if (attempt.isEmpty()) {
      return 1;
    }
    if (!attempt.matches("[1-9]\\d{0,5}")) {
      throw row.wrong("an attempt is a number from 1, not \"" + attempt + "\"");
    }
    return Integer.parseInt(attempt);
  }
}
