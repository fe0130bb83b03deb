package unroll.grade.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import unroll.data.CourseHome;
import unroll.grade.Exercise;

/**
 * A class of made-up students, as large as one likes: they hand in the solution and the known-wrong
 * answers of an exercise in turn, each with a comment of its own.
 *
 * <pre>
 * java -cp target/test-classes:target/classes:$(cat target/cp) unroll.grade.desk.MadeUpClass 02-elman 1000 FOLDER
 * </pre>
 */
public final class MadeUpClass {
  private final List<String> answers;

  private MadeUpClass(List<String> answers) {
    this.answers = answers;
  }

  /** Fills a folder: {@code EXERCISE SIZE FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Exercise exercise = Exercise.named(CourseHome.find(), arguments[0]);
    Path folder = of(exercise).handIn(Path.of(arguments[2]), Integer.parseInt(arguments[1]));
    System.out.println(arguments[1] + " submissions of " + exercise.name() + " in " + folder);
  }

  /** The solution, and each known-wrong answer with the reference below it in the same file. */
  static MadeUpClass of(Exercise exercise) throws IOException {
    Path solution = exercise.solution();
    String reference = Files.readString(solution.resolve(exercise.subject() + ".java"));
    List<String> answers = new ArrayList<>(List.of(reference));
    String subject = "\\b" + exercise.subject() + "\\b";
    String right = exercise.subject() + "Right";
    try (Stream<Path> files = Files.list(solution.resolve("wrong"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        String wrong =
            Files.readString(file)
                .replaceAll(subject, right)
                .replaceAll("\\b" + name + "\\b", exercise.subject());
        String base = reference.replaceAll(subject, right).replace("public class", "class");
        TreeSet<String> imports = new TreeSet<>();
        Stream.concat(wrong.lines(), base.lines())
            .filter(line -> line.startsWith("import "))
            .forEach(imports::add);
        answers.add(
            "package "
                + exercise.packageName()
                + ";\n"
                + String.join("\n", imports)
                + "\n"
                + body(wrong)
                + body(base));
      }
    }
    return new MadeUpClass(answers);
  }

  /** Hands in. */
  Path handIn(Path folder, int size) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < size; i++) {
      Files.writeString(
          folder.resolve(String.format(Locale.ROOT, "student%04d.java", i)),
          answers.get(i % answers.size()) + "// " + i + "\n",
          StandardCharsets.UTF_8);
    }
    return folder;
  }

  private static String body(String source) {
    return source.replaceAll("(?m)^(package|import) .*$", "");
  }
}
