package unroll.grade.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import unroll.grade.Exercise;
import unroll.grade.Visibility;
import unroll.grade.report.ResultJson;

/**
 * All that a result depends on beside the submission. Results of the same submission under the same
 * conditions are the same.
 *
 * @param schema the version of the results' fields
 * @param exercise hash of tests, contract and reference
 * @param kit hash of the kit's code, and the Java that runs it
 * @param sandbox where submissions run
 * @param moment when the pages are read
 */
record Conditions(String schema, String exercise, String kit, String sandbox, String moment) {
  /** Those of a journal that an earlier version has written: like no others. */
  static final Conditions UNKNOWN = new Conditions("", "", "", "", "");

  static Conditions of(Exercise exercise, String sandbox, Visibility moment) {
    try {
      return new Conditions(
          ResultJson.SCHEMA, Hashes.of(exercise), Hashes.ofKit(), sandbox, moment.word());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String hash() {
    return Hashes.of(schema, exercise, kit, sandbox, moment);
  }

  /** What is not the same in others, in words. */
  List<String> unlike(Conditions others) {
    List<String> unlike = new ArrayList<>();
    if (!schema.equals(others.schema)) {
      unlike.add("another version of the results");
    }
    if (!exercise.equals(others.exercise)) {
      unlike.add("other tests");
    }
    if (!kit.equals(others.kit)) {
      unlike.add("another kit or Java");
    }
    if (!sandbox.equals(others.sandbox)) {
      unlike.add("another sandbox");
    }
    if (!moment.equals(others.moment)) {
      unlike.add("another --show");
    }
    return unlike;
  }
}
