package unroll.grade.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Marker;
import unroll.grade.Marks;
import unroll.grade.Visibility;
import unroll.grade.report.Row;
import unroll.grade.roster.Collection;
import unroll.grade.sandbox.Sandbox;

/**
 * How long marking takes, beside {@code mvn test} of the same tests on the same machine in the same
 * run, and how much memory it keeps.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp target/test-classes:target/classes:$(cat target/cp) unroll.grade.desk.GradeSpeed [mvn|-] [1000] [20 200 ...]
 * </pre>
 *
 * The first argument is the Maven to hold against ({@code -} leaves that out), the second how many
 * submissions the memory is watched over (0 leaves that out), the others how many are marked in a
 * run. The submissions are the solution and the known-wrong answers of 02-elman in turn, each with
 * a comment of its own.
 */
public final class GradeSpeed {
  private static final List<String> SIZES = List.of("20", "200");
  private static final int MAVEN_RUNS = 3;

  private final Exercise exercise;
  private final Path folder;
  private final Sandbox sandbox = Sandbox.best();

  private GradeSpeed(Exercise exercise, Path folder) {
    this.exercise = exercise;
    this.folder = folder;
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    String maven = arguments.length > 0 ? arguments[0] : "mvn";
    int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
    Path home = CourseHome.find();
    Path folder = Files.createTempDirectory("unroll-speed");
    try {
      GradeSpeed speed = new GradeSpeed(Exercise.named(home, "02-elman"), folder);
      int cores = Runtime.getRuntime().availableProcessors();
      System.out.printf(
          Locale.ROOT,
          "Java %s, %d cores, load %.1f, sandbox %s%n",
          System.getProperty("java.version"),
          cores,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
          speed.sandbox.name());
      List<String> sizes =
          arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : SIZES;
      for (String size : sizes) {
        speed.grade(Integer.parseInt(size), cores);
      }
      if (!maven.equals("-")) {
        speed.maven(maven);
      }
      if (most > 0) {
        speed.memory(most, cores);
      }
    } finally {
      delete(folder);
    }
  }

  /** The command as an instructor has it, without the start of Java: tests compiled, workers up. */
  private void grade(int size, int jobs) throws IOException {
    Path handins = handins(size);
    long began = System.nanoTime();
    try (Marker marker = Marker.open(exercise, sandbox, jobs)) {
      double ready = seconds(began);
      Summary summary =
          desk(marker, "out-" + size).grade(batch(handins), jobs, p -> {}, difference -> false);
      double[] each = summary.rows().stream().mapToDouble(Row::seconds).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "unroll grade, %d submissions: %.1f s, of these %.1f s until ready;"
              + " a submission every %.3f s; one takes %.3f s (median), %.3f s (slowest)%n",
          size,
          seconds(began),
          ready,
          summary.seconds() / size,
          each[size / 2],
          each[size - 1]);
    }
  }

  /** What the trusted process holds on to, after a collection, while it marks more and more. */
  private void memory(int most, int jobs) throws IOException {
    Batch batch = batch(handins(most));
    TreeSet<Integer> marks = new TreeSet<>(List.of(100, 500, most));
    try (Marker marker = Marker.open(exercise, sandbox, jobs)) {
      long began = System.nanoTime();
      desk(marker, "out-memory")
          .grade(
              batch,
              jobs,
              progress -> {
                if (marks.contains(progress.done())) {
                  System.gc();
                  Runtime runtime = Runtime.getRuntime();
                  System.out.printf(
                      Locale.ROOT,
                      "after %d submissions, %.0f s: heap %.1f MB, metaspace %.1f MB, threads %d%n",
                      progress.done(),
                      seconds(began),
                      (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                      metaspace() / 1e6,
                      Thread.activeCount());
                }
              },
              difference -> false);
    }
  }

  private static Batch batch(Path handins) {
    return Batch.of(
        Collection.of(handins, Optional.empty(), Optional.empty()).handins(), Optional.empty());
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  private Desk desk(Marker marker, String out) {
    return Desk.of(
        exercise,
        folder.resolve(out),
        marker::mark,
        sandbox.name(),
        sandbox.official(),
        Visibility.AFTER_PUBLISHED,
        false);
  }

  /** The same tests on the solution by Maven, offline, with the plugins of the kit's own POM. */
  private void maven(String maven) throws Exception {
    Path project = project();
    double[] seconds = new double[MAVEN_RUNS];
    for (int run = 0; run < MAVEN_RUNS; run++) {
      long began = System.nanoTime();
      Process process =
          new ProcessBuilder(maven, "-o", "-q", "test")
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("maven.log").toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        System.out.println("mvn test failed: " + Files.readString(folder.resolve("maven.log")));
        return;
      }
      seconds[run] = seconds(began);
    }
    System.out.printf(
        Locale.ROOT, "mvn -o -q test, one submission: %s s%n", Arrays.toString(rounded(seconds)));
  }

  private static double[] rounded(double[] seconds) {
    return Arrays.stream(seconds).map(s -> Math.round(s * 100) / 100.0).toArray();
  }

  private Path project() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Path sources = Files.createDirectories(project.resolve("src/main/java/e02_elman"));
    Path tests = Files.createDirectories(project.resolve("src/test/java/e02_elman"));
    // the tests look for their course upwards, and for approved texts in it
    Path exercises = Files.createDirectories(project.resolve("exercises/e02_elman"));
    Files.createDirectories(project.resolve("datasets"));
    Files.createDirectories(project.resolve("notebooks"));
    Path solution = exercise.solution();
    copy(exercise.folder().resolve(exercise.contract() + ".java"), sources);
    copy(solution.resolve(exercise.subject() + ".java"), sources);
    copyAll(exercise.folder(), tests, "Test.java");
    copyAll(solution.resolve("hidden"), tests, ".java");
    copyAll(exercise.folder(), exercises, ".txt");
    copyAll(exercise.folder(), exercises, ".properties");
    jar(project.resolve("kit.jar"));
    Files.writeString(project.resolve("pom.xml"), POM);
    return project;
  }

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>speed</groupId>
        <artifactId>speed</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.source>17</maven.compiler.source>
          <maven.compiler.target>17</maven.compiler.target>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>unroll</groupId>
            <artifactId>kit</artifactId>
            <version>1</version>
            <scope>system</scope>
            <systemPath>${project.basedir}/kit.jar</systemPath>
          </dependency>
          <dependency>
            <groupId>org.ejml</groupId>
            <artifactId>ejml-ddense</artifactId>
            <version>0.44.0</version>
          </dependency>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <version>6.1.3</version>
          </dependency>
          <dependency>
            <groupId>org.junit.platform</groupId>
            <artifactId>junit-platform-launcher</artifactId>
            <version>6.1.3</version>
          </dependency>
          <dependency>
            <groupId>com.approvaltests</groupId>
            <artifactId>approvaltests</artifactId>
            <version>30.1.1</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.3.1</version>
            </plugin>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.14.1</version>
            </plugin>
            <plugin>
              <artifactId>maven-surefire-plugin</artifactId>
              <version>3.5.4</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  /** The kit's classes that tests need, packed: Maven takes no folder for a library. */
  private static void jar(Path jar) throws IOException {
    Path classes;
    try {
      classes = Path.of(Marks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
    if (!Files.isDirectory(classes)) {
      Files.copy(classes, jar);
      return;
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes.resolve("unroll"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        packed.write(Files.readAllBytes(file));
      }
    }
  }

  private Path handins(int size) throws IOException {
    return MadeUpClass.of(exercise).handIn(folder.resolve("handins-" + size), size);
  }

  private static void copyAll(Path from, Path to, String end) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(end)).toList()) {
        copy(file, to);
      }
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
