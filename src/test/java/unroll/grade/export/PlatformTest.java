package unroll.grade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import unroll.grade.Exercise;
import unroll.grade.Marks;
import unroll.grade.Report;

/** What is written for each platform, with a kit and an exercise of a few files. */
class PlatformTest {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @TempDir Path folder;

  private Exercise exercise;
  private Path out;

  @BeforeEach
  void makeExercise() throws IOException {
    out = folder.resolve("out");
    for (String file :
        List.of(
            "exercises/e90_numbers/exercise.properties",
            "exercises/e90_numbers/Numbers.java",
            "exercises/e90_numbers/Mine.java",
            "exercises/e90_numbers/MineTest.java",
            "solutions/e90_numbers/Mine.java",
            "solutions/e90_numbers/hidden/MineHiddenTest.java",
            "solutions/e90_numbers/wrong/Forgets.java",
            "lib/gson-1.jar",
            "lib/plotly.js-dist-2.jar")) {
      Path path = folder.resolve("home").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    exercise =
        new Exercise(
            "90-numbers",
            Made.EXERCISE.title(),
            folder.resolve("home/exercises/e90_numbers"),
            folder.resolve("home/solutions/e90_numbers"),
            "Numbers",
            "Mine",
            Made.EXERCISE.tasks());
  }

  @Test
  void kitIsTheJarAndTheLibrariesThatMarkingNeeds() throws IOException {
    assertEquals(
        List.of("gson-1.jar"),
        kit().libraries().stream().map(each -> each.getFileName().toString()).toList());
  }

  @Test
  void kitThatDoesNotRunFromItsJarSaysWhatToType() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kit.of(folder)).getMessage();
    assertTrue(message.contains("mvn package"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void missingLibraryIsNamed() throws IOException {
    kit();
    Files.delete(folder.resolve("home/lib/gson-1.jar"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Kit.of(folder.resolve("home/kit.jar")))
            .getMessage()
            .contains("gson-1.jar is missing"));
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void everyPlatformGetsKitSolutionAndHiddenTestsButNoWrongAnswer(Platform platform)
      throws IOException {
    List<String> files = written(platform);
    for (String wanted :
        List.of(
            "kit/unroll.jar",
            "kit/mark.sh",
            "kit/lib/gson-1.jar",
            "course/datasets/README.md",
            "course/notebooks/README.md",
            "course/exercises/e90_numbers/MineTest.java",
            "course/solutions/e90_numbers/Mine.java",
            "course/solutions/e90_numbers/hidden/MineHiddenTest.java")) {
      assertEquals(1, files.stream().filter(each -> each.endsWith(wanted)).count(), wanted);
    }
    assertTrue(files.stream().noneMatch(each -> each.contains("wrong")), files::toString);
    assertTrue(
        files.stream().noneMatch(each -> each.endsWith("exercises/e90_numbers/Mine.java")),
        "a student's own file in the course stays there");
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void noGapIsLeftInAnyText(Platform platform) throws IOException {
    for (String file : written(platform)) {
      if (!file.endsWith(".jar")) {
        String text = Files.readString(out.resolve(file));
        assertFalse(text.matches("(?s).*@[a-z]+( [a-z]+)?@.*"), file + "\n" + text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void programsCanBeRun(Platform platform) throws IOException {
    for (String file : written(platform)) {
      if (file.endsWith(".sh") || file.endsWith("run_autograder")) {
        assertTrue(Files.readString(out.resolve(file)).startsWith("#!"), file);
        assertTrue(Files.isExecutable(out.resolve(file)), file);
      }
    }
  }

  @Test
  void gradescopesTwoProgramsLieAtTheTop() throws IOException {
    List<String> files = written(Platform.GRADESCOPE);
    assertTrue(files.containsAll(List.of("setup.sh", "run_autograder")), files::toString);
  }

  @Test
  void prairieLearnsInfoKeepsItsSchema() throws IOException {
    written(Platform.PRAIRIELEARN);
    String info = Files.readString(out.resolve("info.json"));
    assertEquals(List.of(), Schemas.complaints("prairielearn-info.schema.json", info));
    assertTrue(Files.readString(out.resolve("question.html")).contains("Numbers &amp; &lt;more>"));
  }

  @Test
  void autolabsProblemsAreNamedWithTheirPoints() throws IOException {
    written(Platform.AUTOLAB);
    String readme = Files.readString(out.resolve("README.md"));
    assertTrue(readme.contains("- `Task 1`, 2 points: twice\n  - `Task 2`, 1 points: sum"), readme);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job.yaml", "merge.yaml"})
  void jobsOfKubernetesKeepTheirSchema(String file) throws IOException {
    written(Platform.IMAGE);
    int jobs = 0;
    for (Object document : documents(out.resolve(file))) {
      if (((Map<?, ?>) document).get("kind").equals("Job")) {
        assertEquals(List.of(), Schemas.complaints("job.schema.json", GSON.toJson(document)), file);
        jobs++;
      }
    }
    assertEquals(1, jobs);
  }

  @Test
  void arrayOfJobsMarksEveryShardOnce() throws IOException {
    written(Platform.IMAGE);
    String job = GSON.toJson(documents(out.resolve("job.yaml")).get(0));
    assertTrue(job.contains("\"completions\":3"), job);
    // an index counts from 0, a shard from 1
    assertTrue(job.contains("--shard $((JOB_COMPLETION_INDEX + 1))/3 "), job);
  }

  @Test
  void matrixMarksEveryShardOnce() throws IOException {
    written(Platform.IMAGE);
    String workflow =
        GSON.toJson(documents(out.resolve(".github/workflows/grade-class.yml")).get(0));
    assertTrue(workflow.contains("\"matrix\":{\"shard\":[1,2,3]}"), workflow);
    assertTrue(workflow.contains("--shard ${{ matrix.shard }}/3 "), workflow);
  }

  @Test
  void workflowOfStudentsIsYaml() throws IOException {
    written(Platform.GITHUB);
    assertEquals(1, documents(out.resolve("student/.github/workflows/grade.yml")).size());
  }

  @Test
  void studentsPartOnGitHubHoldsNothingOfTheSolution() throws IOException {
    List<String> students =
        written(Platform.GITHUB).stream().filter(each -> each.startsWith("student/")).toList();
    assertEquals(List.of("student/.github/workflows/grade.yml"), students);
  }

  private static List<Object> documents(Path yaml) throws IOException {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(Files.readString(yaml))
        .forEach(documents::add);
    return documents;
  }

  private List<String> written(Platform platform) throws IOException {
    Files.createDirectories(out);
    Report reference = Made.passed().marks().map(Marks::report).orElseThrow();
    platform.write(exercise, reference, kit(), "example.org/jdk:17", 3, out);
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(each -> out.relativize(each).toString().replace('\\', '/'))
          .toList();
    }
  }

  private Kit kit() throws IOException {
    Path jar = folder.resolve("home/kit.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.CLASS_PATH, "lib/gson-1.jar lib/plotly.js-dist-2.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream stream = new JarOutputStream(file, manifest)) {
      stream.flush();
    }
    return Kit.of(jar);
  }
}
