package unroll.grade.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import unroll.grade.Exercise;

/** Finds an exercise's answer among the {@code .java} files of a submission. */
final class Answer {
  // nobody's answer is a library's package
  private static final List<String> RESERVED =
      List.of(
          "java",
          "javax",
          "jdk",
          "sun",
          "com.sun",
          "com.spun",
          "unroll",
          "org.junit",
          "org.approvaltests",
          "org.opentest4j",
          "org.ejml");

  private final Exercise exercise;
  private final List<String> notices;

  /**
   * A file, read.
   *
   * @param path where it lay
   * @param text its text
   * @param outline what it declares
   */
  private record Read(String path, String text, JavaOutline outline) {
    String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String packageName() {
      return outline.packaged().map(JavaOutline.Span::name).orElse("");
    }

    /** The name that the compiler wants the file to have. */
    String name() {
      return outline.types().stream()
              .filter(JavaOutline.Type::isPublic)
              .findFirst()
              .or(() -> outline.types().stream().findFirst())
              .map(JavaOutline.Type::name)
              .orElse("Empty")
          + ".java";
    }
  }

  Answer(Exercise exercise, List<String> notices) {
    this.exercise = exercise;
    this.notices = notices;
  }

  /**
   * The files of the answer: the one that declares the exercise's class, and what lies beside it.
   *
   * @return none if no file declares the class
   * @throws Refused if it is not clear which file is the answer, or it may not be taken
   */
  List<SourceFile> among(List<Gathering.Piece> pieces) throws Refused {
    List<Read> files = new ArrayList<>();
    for (Gathering.Piece piece : pieces) {
      read(piece).ifPresent(files::add);
    }
    Optional<Read> main = main(files);
    if (main.isEmpty()) {
      unnamed(files);
      return List.of();
    }
    List<Read> taken = new ArrayList<>();
    List<Read> left = new ArrayList<>();
    for (Read file : files) {
      boolean beside =
          file.folder().equals(main.get().folder())
              && file.packageName().equals(main.get().packageName());
      (beside && !(file != main.get() && declaresSubject(file)) ? taken : left).add(file);
    }
    left.removeIf(this::declaresSubject);
    if (!left.isEmpty()) {
      notices.add(
          "Left out, because it does not lie beside "
              + main.get().path()
              + " in the same package: "
              + listed(left.stream().map(Read::path).toList())
              + ".");
    }
    List<SourceFile> sources = new ArrayList<>();
    for (Read file : taken) {
      if (sources.stream().anyMatch(source -> source.name().equals(file.name()))) {
        throw new Refused(
            "Two files declare " + file.name().replace(".java", "") + ": hand in one of them.");
      }
      String text = inPackage(file);
      int added = text.endsWith(file.text()) ? text.length() - file.text().length() : 0;
      sources.add(new SourceFile(file.name(), file.path(), text, added));
    }
    if (sources.stream().mapToLong(source -> source.text().length()).sum() > Limits.SOURCES) {
      throw new Refused(
          "The sources are larger than " + Limits.size(Limits.SOURCES) + " together.");
    }
    return sources;
  }

  private Optional<Read> read(Gathering.Piece piece) {
    String name = piece.fileName();
    if (name.equals("package-info.java") || name.equals("module-info.java")) {
      return Optional.empty();
    }
    try {
      SourceText text = SourceText.of(piece.bytes(), piece.path());
      Mending mending = Mending.of(text.text());
      JavaOutline outline = JavaOutline.of(mending.text());
      if (outline.declares(exercise.contract()) && !outline.declares(exercise.subject())) {
        return Optional.empty(); // the exercise's own is used
      }
      if (name.endsWith("Test.java")) {
        return Optional.empty(); // tests are no part of an answer
      }
      Mending.refuseConflict(mending.text(), piece.path());
      text.notice().ifPresent(notices::add);
      if (mending.isMended()) {
        notices.add(Mending.notice(piece.path()));
      }
      return Optional.of(new Read(piece.path(), mending.text(), outline));
    } catch (Refused e) {
      notices.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** The file that declares the exercise's class; several that are alike count as one. */
  private Optional<Read> main(List<Read> files) throws Refused {
    List<Read> found = new ArrayList<>();
    for (Read file : files) {
      if (declaresSubject(file)) {
        found.add(file);
      }
    }
    if (found.size() > 1) {
      // a whole course was handed in: then the exercise's own folder is meant
      List<Read> inPlace =
          found.stream()
              .filter(
                  file -> Arrays.asList(file.folder().split("/")).contains(exercise.packageName()))
              .toList();
      found = inPlace.isEmpty() ? found : new ArrayList<>(inPlace);
    }
    if (found.stream().map(Read::text).distinct().count() > 1) {
      throw new Refused(
          "Several files declare "
              + exercise.subject()
              + ", and they differ: "
              + listed(found.stream().map(Read::path).toList())
              + ". Hand in one of them.");
    }
    return found.stream().findFirst();
  }

  private boolean declaresSubject(Read file) {
    return file.outline().declares(exercise.subject());
  }

  private void unnamed(List<Read> files) {
    List<String> types =
        files.stream()
            .flatMap(file -> file.outline().types().stream().map(JavaOutline.Type::name))
            .distinct()
            .toList();
    if (!types.isEmpty()) {
      notices.add("Found instead: " + listed(types) + ".");
    }
  }

  /** The text with the exercise's package; its lines stay where they are. */
  private String inPackage(Read file) throws Refused {
    String wanted = exercise.packageName();
    String name = file.packageName();
    if (name.equals(wanted)) {
      return file.text();
    }
    if (RESERVED.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "."))) {
      throw new Refused(
          file.path() + " is in the package " + name + ", which belongs to the kit or to Java.");
    }
    notices.add(
        file.path()
            + (name.isEmpty() ? " names no package" : " is in the package " + name)
            + "; it was marked as if it began with \"package "
            + wanted
            + ";\".");
    String declaration = "package " + wanted + ";";
    if (file.outline().packaged().isEmpty()) {
      return declaration + " " + file.text();
    }
    JavaOutline.Span span = file.outline().packaged().get();
    String breaks = file.text().substring(span.start(), span.end()).replaceAll("[^\n]", "");
    return file.text().substring(0, span.start())
        + declaration
        + breaks
        + file.text().substring(span.end());
  }

  static String listed(List<String> names) {
    int shown = Math.min(names.size(), 5);
    return String.join(", ", names.subList(0, shown))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }
}
