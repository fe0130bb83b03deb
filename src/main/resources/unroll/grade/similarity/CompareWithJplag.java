import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import de.jplag.reporting.reportobject.ReportObjectFactory;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Compares the folders of a folder with JPlag 6 and writes its report and all pairs.
 *
 * <p>Started as source by a Java that is late enough for JPlag, with JPlag's own jar or its library
 * on the class path. Arguments: the folder of submissions, the folder of the code that all share,
 * the report to write, the table to write.
 */
class CompareWithJplag {
  public static void main(String[] arguments) throws Exception {
    JPlagOptions options =
        new JPlagOptions(new JavaLanguage(), Set.of(new File(arguments[0])), Set.of())
            .withBaseCodeSubmissionDirectory(new File(arguments[1]));
    JPlagResult result = JPlag.run(options);
    new ReportObjectFactory(new File(arguments[2])).createAndSaveReport(result);
    try (PrintWriter table =
        new PrintWriter(Files.newBufferedWriter(Path.of(arguments[3]), StandardCharsets.UTF_8))) {
      for (JPlagComparison pair : result.getAllComparisons()) {
        table.println(
            String.join(
                "\t",
                pair.firstSubmission().getName(),
                pair.secondSubmission().getName(),
                Double.toString(pair.similarity()),
                Double.toString(pair.maximalSimilarity())));
      }
    }
  }
}
