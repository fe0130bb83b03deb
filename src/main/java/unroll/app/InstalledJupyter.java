package unroll.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jupyter that is installed already. Each {@code jupyter} on the path is asked for its version,
 * since one that lies there may belong to a Python without the rest: first all of them for
 * JupyterLab, then for the notebook.
 *
 * @param path where programs are looked for
 * @param limit how long one may take to answer
 */
record InstalledJupyter(SearchPath path, Duration limit) implements Rung {
  /** How long one may take to answer: a first start from a cold disk takes seconds. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Pattern VERSION =
      Pattern.compile("^(\\d+\\.\\d+[\\w.+-]*)$", Pattern.MULTILINE);

  @Override
  public Outcome attempt() {
    List<Path> programs = path.all("jupyter");
    if (programs.isEmpty()) {
      return new Missing("no Jupyter installed: there is no program jupyter on the PATH");
    }
    String why = "";
    for (Jupyter.Face face : Jupyter.Face.values()) {
      for (Path program : programs) {
        Outcome outcome = ask(program, face);
        if (outcome instanceof Found) {
          return outcome;
        }
        why = outcome.line();
      }
    }
    return new Missing("no Jupyter that starts: " + why);
  }

  /** Asks one program for the version of one face. */
  Outcome ask(Path program, Jupyter.Face face) {
    List<String> command = List.of(program.toString(), face.word());
    Call call = Call.of(limit, Map.of(), List.of(program.toString(), face.word(), "--version"));
    String said = program + " " + face.word() + ": ";
    Matcher version = VERSION.matcher(call.output());
    if (!call.succeeded() || !version.find()) {
      return new Missing(said + call.complaint());
    }
    if (!face.knows(version.group(1))) {
      return new Missing(said + "version " + version.group(1) + " is too old");
    }
    Jupyter jupyter = new Jupyter(face, command, version.group(1));
    return new Found(jupyter, "found " + jupyter.title() + ", " + program);
  }
}
