package unroll.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hints of an exercise, three tiers a task, read from where a person reads them: the folded
 * {@code <details><summary>Hint 2.1...</summary>} blocks of the exercise's README.
 */
public final class Hints {
  /** How many hints a task has: where to look, how to think of it, how to write it. */
  public static final int TIERS = 3;

  private static final Pattern HINT =
      Pattern.compile(
          "<details>\\s*<summary>Hint ([0-9]+)\\.([0-9]+)[^<]*</summary>(.*?)</details>",
          Pattern.DOTALL);

  private final Exercise exercise;
  private final Map<Integer, List<String>> byTask;

  private Hints(Exercise exercise, Map<Integer, List<String>> byTask) {
    this.exercise = exercise;
    this.byTask = byTask;
  }

  /**
   * Reads the hints of an exercise.
   *
   * @param exercise the exercise
   * @return its hints
   * @throws UncheckedIOException if its README cannot be read; the message names it
   * @throws IllegalStateException if the tiers of a task are not numbered 1, 2, 3 in order
   */
  public static Hints of(Exercise exercise) {
    Path readme = exercise.folder().resolve("README.md");
    Map<Integer, List<String>> byTask = new TreeMap<>();
    try {
      Matcher hint = HINT.matcher(Files.readString(readme, StandardCharsets.UTF_8));
      while (hint.find()) {
        List<String> tiers =
            byTask.computeIfAbsent(Integer.valueOf(hint.group(1)), k -> new ArrayList<>());
        // blank lines around go, the indent of code stays
        tiers.add(hint.group(3).replaceFirst("^\\s*\n", "").stripTrailing());
        if (Integer.parseInt(hint.group(2)) != tiers.size()) {
          throw new IllegalStateException(
              readme + ": hint " + hint.group(1) + "." + hint.group(2) + " is out of order.");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + readme, e);
    }
    return new Hints(exercise, byTask);
  }

  /**
   * How many tiers a task has.
   *
   * @param task the task's number
   * @return {@value #TIERS} in a complete exercise, 0 if there is no such task
   */
  public int tiers(int task) {
    return byTask.getOrDefault(task, List.of()).size();
  }

  /**
   * One hint.
   *
   * @param task the task's number
   * @param tier 1 to {@link #tiers}
   * @return the hint's text, Markdown that reads well on a terminal
   * @throws IllegalArgumentException if there is no such hint; the message names it
   */
  public String hint(int task, int tier) {
    if (tier < 1 || tier > tiers(task)) {
      throw new IllegalArgumentException(
          "There is no hint " + task + "." + tier + " in the README of " + exercise.name() + ".");
    }
    return byTask.get(task).get(tier - 1);
  }
}
