package e02_elman;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;

// Attack: code that runs while it is being compiled
// Deserves: compile error
@SupportedAnnotationTypes("*")
public class Elman extends AbstractProcessor {
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
    System.exit(0);
    return false;
  }
}
