package unroll.app;

import java.util.ArrayList;
import java.util.List;

/**
 * A Jupyter that answered when it was asked for its version.
 *
 * @param face which of its two faces
 * @param command how it is called
 * @param version as it told it
 */
record Jupyter(Face face, List<String> command, String version) {
  /** JupyterLab, or the plain notebook. */
  enum Face {
    /** JupyterLab, since version 3. */
    LAB("lab", "lab/tree/", 3),
    /** The notebook, since version 6. */
    NOTEBOOK("notebook", "notebooks/", 6);

    private final String word;
    private final String documents;
    private final int oldest;

    Face(String word, String documents, int oldest) {
      this.word = word;
      this.documents = documents;
      this.oldest = oldest;
    }

    /** What follows {@code jupyter} on the command line. */
    String word() {
      return word;
    }

    /** The path that a document is shown under. */
    String documents() {
      return documents;
    }

    /** Whether a version is one that the launcher knows the options of. */
    boolean knows(String version) {
      return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= oldest;
    }
  }

  /** Its name and version, for people. */
  String title() {
    return (face == Face.LAB ? "JupyterLab " : "Jupyter Notebook ") + version;
  }

  /** Its command line with options. */
  List<String> with(List<String> options) {
    List<String> line = new ArrayList<>(command);
    line.addAll(options);
    return line;
  }
}
