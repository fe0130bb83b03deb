package unroll.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The package list, from the top down; imports go only down. Packages of one line are siblings. */
class LayersTest {
  private static final List<List<String>> FROM_THE_TOP =
      List.of(
          List.of("app"),
          List.of("notebook"),
          List.of("kernel"),
          List.of("grade"),
          List.of("model"),
          List.of("probe"),
          List.of("train", "sample"),
          List.of("cell"),
          List.of("layer"),
          List.of("tape"),
          List.of("data"),
          List.of("matrix"));

  /**
   * The kernel and the grader would serve any course: they import data (the course's files) only.
   */
  private static final String[] NETWORKS = {
    "unroll.model..",
    "unroll.probe..",
    "unroll.train..",
    "unroll.sample..",
    "unroll.cell..",
    "unroll.layer..",
    "unroll.tape.."
  };

  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("unroll");

  @Test
  void importsGoOnlyDownThePackageList() {
    for (int i = 1; i < FROM_THE_TOP.size(); i++) {
      String[] lower = names(FROM_THE_TOP.subList(i, FROM_THE_TOP.size()));
      String[] higher = names(FROM_THE_TOP.subList(0, i));
      noClasses()
          .that()
          .resideInAnyPackage(lower)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(higher)
          .allowEmptyShould(true)
          .check(KIT);
    }
  }

  @Test
  void kernelAndGraderKnowNoNeuralNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage("unroll.kernel..", "unroll.grade..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NETWORKS)
        .allowEmptyShould(true)
        .check(KIT);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("unroll.(*)..").should().beFreeOfCycles().check(KIT);
  }

  private static String[] names(List<List<String>> layers) {
    return layers.stream()
        .flatMap(List::stream)
        .map(name -> "unroll." + name + "..")
        .toArray(String[]::new);
  }
}
