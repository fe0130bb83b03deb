import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts one task's region of a solution where the starter throws. */
final class Solve {
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String task = arguments[2];
    Matcher region =
        Pattern.compile("// BEGIN SOLUTION " + task + "\\n(.*?)\\s*// END SOLUTION " + task + "\\n", Pattern.DOTALL)
            .matcher(Files.readString(Path.of(arguments[1])));
    Matcher hole =
        Pattern.compile("throw new UnsupportedOperationException\\(\\s*\"Task " + task + " of [^;]*;")
            .matcher(Files.readString(file));
    if (!region.find() || !hole.find()) {
      System.err.println("no task " + task + " in " + file);
      System.exit(1);
    }
    Files.writeString(file, hole.replaceFirst(Matcher.quoteReplacement(region.group(1).strip())));
  }
}
