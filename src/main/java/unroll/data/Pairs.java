package unroll.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pairs of texts and the characters they are made of. Its job is to turn pairs into batches of
 * symbols.
 *
 * @param source the characters of the sources
 * @param target the V characters of the targets; the boundary is symbol V, behind them
 * @param list the pairs, at least one
 */
public record Pairs(Vocabulary source, Vocabulary target, List<Pair> list) {
  private static final long LARGEST = 64L << 20;

  /**
   * Copies the list.
   *
   * @param source the characters of the sources
   * @param target the characters of the targets
   * @param list the pairs, at least one; copied
   * @throws IllegalArgumentException if there is no pair
   */
  public Pairs {
    list = List.copyOf(list);
    if (list.isEmpty()) {
      throw new IllegalArgumentException("there is no pair to learn from");
    }
  }

  /**
   * Collects the characters of pairs.
   *
   * @param list at least one pair
   * @return the pairs with their vocabularies
   * @throws IllegalArgumentException if there is no pair, or all targets are empty
   */
  public static Pairs of(List<Pair> list) {
    return new Pairs(characters(list, Pair::source), characters(list, Pair::target), list);
  }

  /**
   * Reads pairs from a file: a line a pair, source and target separated by a tab. What stands
   * behind a second tab is a note to people.
   *
   * @param file in UTF-8, at most 64 MB
   * @return the pairs in the order of the file
   * @throws IOException if the file cannot be read, or is not UTF-8
   * @throws IllegalArgumentException if it is too large, has no pair, or a line has no tab; the
   *     message names the line
   */
  public static Pairs read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(
          file + " is larger than 64 MB; cut it into smaller files of pairs");
    }
    List<Pair> pairs = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] parts = line.split("\t", 3);
      if (parts.length < 2) {
        throw new IllegalArgumentException(
            file + ", line " + number + ": no tab between source and target");
      }
      pairs.add(new Pair(parts[0], parts[1]));
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no pair");
    }
    return of(pairs);
  }

  private static Vocabulary characters(List<Pair> list, Function<Pair, String> side) {
    return Vocabulary.of(list.stream().map(side).collect(Collectors.joining()));
  }

  /**
   * Pairs to learn from and pairs to test with. No source is in both.
   *
   * @param train to learn from
   * @param validation never seen in training; of the same vocabularies
   */
  public record Split(Pairs train, Pairs validation) {}

  /**
   * Holds the last pairs back. A pair of which the source is also among the first is left out, so
   * that nothing is tested that was seen.
   *
   * @param share of the pairs to hold back, above 0 and below 1
   * @return both parts
   * @throws IllegalArgumentException if a part would be empty
   */
  public Split split(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("the share to hold back is between 0 and 1, not " + share);
    }
    int cut = list.size() - (int) Math.round(share * list.size());
    Set<String> seen = list.subList(0, cut).stream().map(Pair::source).collect(Collectors.toSet());
    return new Split(
        with(list.subList(0, cut)),
        with(
            list.subList(cut, list.size()).stream()
                .filter(pair -> !seen.contains(pair.source()))
                .toList()));
  }

  /**
   * Takes other pairs of the same characters.
   *
   * @param others at least one
   * @return the others with these vocabularies
   * @throws IllegalArgumentException if there is no pair
   */
  public Pairs with(List<Pair> others) {
    return new Pairs(source, target, others);
  }

  /**
   * Returns how many pairs there are.
   *
   * @return at least 1
   */
  public int size() {
    return list.size();
  }

  /**
   * Returns the symbol that stands before and behind every target.
   *
   * @return V
   */
  public int boundary() {
    return target.size();
  }

  /**
   * Makes a batch, padded to the longest of its pairs.
   *
   * @param numbers of the pairs, from 0, at least one
   * @return the pairs in that order
   * @throws IndexOutOfBoundsException if there is no such pair
   * @throws IllegalArgumentException if a pair has a character that the vocabularies have not
   */
  public PairBatch batch(int... numbers) {
    int sourceSteps = 0;
    int targetSteps = 0;
    for (int number : numbers) {
      Pair pair = list.get(number);
      sourceSteps = Math.max(sourceSteps, count(pair.source()));
      targetSteps = Math.max(targetSteps, count(pair.target()) + 1);
    }
    return padded(sourceSteps, targetSteps, numbers);
  }

  /**
   * Makes a batch of all pairs.
   *
   * @return the pairs in their order
   */
  public PairBatch all() {
    return batch(java.util.stream.IntStream.range(0, size()).toArray());
  }

  /**
   * Makes a batch of given lengths.
   *
   * @param sourceSteps S, at least the longest source
   * @param targetSteps T, at least the longest target and its boundary
   * @param numbers of the pairs, from 0, at least one
   * @return the pairs in that order
   * @throws IllegalArgumentException if a pair is longer
   */
  public PairBatch padded(int sourceSteps, int targetSteps, int... numbers) {
    int batch = numbers.length;
    int[] sources = new int[sourceSteps * batch];
    int[] lengths = new int[batch];
    int[] inputs = new int[targetSteps * batch];
    int[] targets = new int[targetSteps * batch];
    Arrays.fill(inputs, boundary());
    Arrays.fill(targets, Window.MASKED);
    for (int b = 0; b < batch; b++) {
      Pair pair = list.get(numbers[b]);
      int[] read = source.encode(pair.source());
      int[] written = target.encode(pair.target());
      if (read.length > sourceSteps || written.length + 1 > targetSteps) {
        throw new IllegalArgumentException(
            String.format(
                "pair \"%s\" to \"%s\" needs %d and %d steps, there are %d and %d",
                pair.source(),
                pair.target(),
                read.length,
                written.length + 1,
                sourceSteps,
                targetSteps));
      }
      lengths[b] = read.length;
      for (int s = 0; s < read.length; s++) {
        sources[s * batch + b] = read[s];
      }
      for (int t = 0; t < written.length; t++) {
        targets[t * batch + b] = written[t];
        inputs[(t + 1) * batch + b] = written[t];
      }
      targets[written.length * batch + b] = boundary();
    }
    return new PairBatch(sources, lengths, inputs, targets);
  }

  /**
   * Returns how many characters the longest target has.
   *
   * @return at least 0, without the boundary
   */
  public int longestTarget() {
    return list.stream().mapToInt(pair -> count(pair.target())).max().orElse(0);
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  @Override
  public String toString() {
    return size()
        + " pairs, the first \""
        + list.get(0).source()
        + "\" to \""
        + list.get(0).target()
        + "\"";
  }
}
